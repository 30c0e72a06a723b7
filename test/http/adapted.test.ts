import { adaptSuggestion } from '../../server/mail/adapt-suggestion.ts';
import { work } from '../../server/mail/work.ts';
import { records, settingsDocs } from '../../server/store/collections.ts';
import { dueIds } from '../../server/store/queries.ts';
import { readSettings } from '../../server/store/settings.ts';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import { scriptedBrain } from '../e2e/support/scripted-brain.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation({ settings: { adaptSuggestions: true } });
/** What the model was given, and what it answers. */
let given: { text: string; language: string }[];
let wording: (text: string) => string | Promise<string>;

beforeEach(() => {
  given = [];
  wording = (text) => text.replace('Nous sommes ouverts.', 'Oui, nous sommes bien ouverts pour vous.');
  useBrain();
});

function useBrain(change: (reading: Reading) => Reading = (reading) => reading): void {
  it_.ctx.brain = {
    ...scriptedBrain(change),
    name: 'model/1',
    adapt: async (_mail, answer) => {
      given.push(answer);
      return wording(answer.text);
    },
  };
}

const view = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;
const reply = (id: string, body: object) => it_.post(`/api/mails/${id}/reply`, body);
const correct = async (id: string) =>
  it_.call('patch', `/api/mails/${id}`, { revision: (await view(id)).revision, categoryId: 'fees' });
/** What was woken since is worked on. */
async function workAll(): Promise<void> {
  for (const call of it_.woken.splice(0)) await work(it_.ctx, call);
}
async function adapted(subject = 'hours question'): Promise<string> {
  const id = await it_.take({ subject });
  await workAll();
  return id;
}

describe('a suggestion is worded for the mail', () => {
  test('after it was made, beside the template’s own words, with what differs', async () => {
    const id = await it_.take({ subject: 'hours question' });
    const before = await view(id);
    expect(before).toMatchObject({ state: 'suggested', suggestion: { adapted: null } });
    expect(given).toEqual([]);
    await workAll();
    const after = await view(id);
    expect(after.revision).toBe(before.revision);
    expect(after.suggestion.text).toBe(before.suggestion.text);
    const { text, differences } = after.suggestion.adapted;
    expect(text).toBe(before.suggestion.text.replace('Nous sommes ouverts.', 'Oui, nous sommes bien ouverts pour vous.'));
    expect(differences).toContainEqual({ kind: 'added', text: expect.stringContaining('Oui') });
    const joined = (...kinds: string[]) =>
      differences.flatMap((d: { kind: string; text: string }) => (kinds.includes(d.kind) ? [d.text] : [])).join('');
    expect(joined('same', 'removed')).toBe(after.suggestion.text);
    expect(joined('same', 'added')).toBe(text);
    expect(it_.counted).toMatchObject({ 'adapt-calls': 1, adapted: 1 });
  });

  test('the model sees the answer without the place of the signature', async () => {
    await adapted();
    expect(given).toEqual([{ text: expect.stringContaining('Nous sommes ouverts.'), language: 'fr' }]);
    expect(given[0]?.text).not.toContain('École Exemple');
  });

  test('once: woken again, by two at once, or after a crash in the middle, it is not asked again', async () => {
    const id = await it_.take({ subject: 'hours question' });
    await Promise.all([adaptSuggestion(it_.ctx, id), adaptSuggestion(it_.ctx, id)]);
    await adaptSuggestion(it_.ctx, id);
    expect(given).toHaveLength(1);
    const crashed = await it_.take({ subject: 'hours again' });
    wording = () => {
      throw new AppError('timeout', 'slow');
    };
    await adaptSuggestion(it_.ctx, crashed);
    await adaptSuggestion(it_.ctx, crashed);
    expect(given).toHaveLength(2);
  });

  test('a wake-up that got lost is found in the store', async () => {
    const id = await it_.take({ subject: 'hours question' });
    expect(await dueIds(it_.ctx.store, records, it_.clock.now(), 10)).toEqual([id]);
    await adaptSuggestion(it_.ctx, id);
    expect(await dueIds(it_.ctx.store, records, it_.clock.now() + 1e9, 10)).toEqual([]);
  });

  test('a mail that was answered meanwhile is left alone', async () => {
    const id = await it_.take({ subject: 'hours question' });
    await reply(id, { revision: (await view(id)).revision });
    await workAll();
    expect(given).toEqual([]);
    expect((await it_.record(id)).nextAttemptAt).toBeNull();
  });

  test('what comes back when the suggestion is another one is dropped', async () => {
    const id = await it_.take({ subject: 'hours question' });
    wording = async (text) => {
      await correct(id);
      return text.replace('Nous', 'Oui, nous');
    };
    await workAll();
    expect(await view(id)).toMatchObject({ suggestion: { templateId: 'fees.fr', adapted: null } });
    expect(given).toHaveLength(1);
  });
});

describe('a suggestion is not worded', () => {
  const OFF: readonly [string, string, () => unknown][] = [
    ['when it was not allowed', 'hours question', () => setSettings({ adaptSuggestions: false })],
    ['for a mail that only a person may answer', 'hours complaint', () => undefined],
    ['where a place is to be filled in', 'course question', () => undefined],
    ['where there is no template', 'none question', () => undefined],
    ['for a mail given to a person', 'visa question', () => undefined],
    ['for an automatic reply that is held', 'fees question', () => undefined],
    ['when the model did not read the mail', 'hours question', () => useBrain((r) => ({ ...r, insteadOfModel: 'withheld' }))],
    ['by a brain that cannot', 'hours question', () => Object.assign(it_.ctx, { brain: scriptedBrain() })],
  ];

  test.each(OFF)('%s', async (_what, subject, prepare) => {
    await prepare();
    const id = await adapted(subject);
    expect(given).toEqual([]);
    const { suggestion, nextAttemptAt } = await it_.record(id);
    expect(suggestion?.adapted).toBeUndefined();
    expect(nextAttemptAt).toBeNull();
  });

  test('when an admin switched it off before its turn came', async () => {
    const id = await it_.take({ subject: 'hours question' });
    await setSettings({ adaptSuggestions: false });
    await workAll();
    expect(given).toEqual([]);
    expect((await it_.record(id)).nextAttemptAt).toBeNull();
  });

  test('when what was held is taken back', async () => {
    const id = await it_.take({ subject: 'fees question' });
    const { revision } = await view(id);
    await it_.post(`/api/mails/${id}/cancel`, { revision });
    await workAll();
    expect(await view(id)).toMatchObject({ state: 'suggested', suggestion: { adapted: null } });
    expect(given).toEqual([]);
  });

  test.each([
    ['a link', 'link', 'Nous sommes ouverts : https://autre.example.'],
    ['a number', 'number', 'Nous sommes ouverts depuis 12 ans.'],
    ['nothing new', 'unchanged', 'Nous sommes ouverts.'],
  ])('with %s that nobody approved: the template’s words stand', async (_what, code, words) => {
    wording = (text) => text.replace('Nous sommes ouverts.', words);
    const id = await adapted();
    expect(await view(id)).toMatchObject({ state: 'suggested', suggestion: { adapted: null, templateId: 'hours.fr' } });
    expect(it_.logged).toContainEqual(expect.objectContaining({ fields: { recordId: id, step: 'adapt', code } }));
    expect(JSON.stringify(it_.logged)).not.toContain('ouverts');
  });

  test.each([
    ['unavailable', () => Promise.reject(new AppError('unavailable', 'down'))],
    ['internal', () => Promise.reject(new Error('Jeanne Martin'))],
  ])('when the model fails (%s): the template’s words stand, and can be sent', async (code, failing) => {
    wording = failing;
    const id = await adapted();
    const shown = await view(id);
    expect(shown).toMatchObject({ state: 'suggested', suggestion: { adapted: null } });
    expect(it_.logged).toContainEqual(
      expect.objectContaining({ level: 'warn', fields: expect.objectContaining({ step: 'adapt', code }) }),
    );
    expect((await reply(id, { revision: shown.revision })).body).toMatchObject({ state: 'replied' });
  });
});

test('an automatic reply is the template’s words even where an adapted text stands in the record', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const held = await it_.record(id);
  if (!held.suggestion) throw new Error('There is no suggestion');
  const adapted = { text: 'Bonjour,\n\nMots d’un modèle.', brain: 'model/1' };
  const suggestion = { ...held.suggestion, adapted };
  await it_.ctx.store.transaction(async (tx) => records.set(tx, id, { ...held, suggestion }));
  await it_.sendDue(`${id}.reply.1`);
  const sent = await view(id);
  expect(sent).toMatchObject({ state: 'replied', reply: { by: { kind: 'automatic' }, adapted: false, templateId: 'fees.fr' } });
  expect(sent.reply.text).toContain('Les frais sont sur');
  expect(sent.reply.text).not.toContain('modèle');
});

describe('a person sends it', () => {
  test('exactly the words that were shown, signed, once, and it is known that they were a model’s', async () => {
    const id = await adapted();
    const shown = await view(id);
    const sent = await reply(id, { revision: shown.revision, adapted: true });
    expect(sent.body).toMatchObject({
      state: 'replied',
      reply: { by: { name: 'Marie Dupont' }, templateId: 'hours.fr', templateVersion: 1, adapted: true },
    });
    expect(sent.body.reply.text).toBe(
      shown.suggestion.adapted.text.replace('École Exemple', 'Marie Dupont\nScolarité\nÉcole Exemple'),
    );
    expect(sent.body.timeline).toContainEqual(
      expect.objectContaining({ what: 'sending-adapted', text: 'Sending of the adapted suggestion asked for' }),
    );
    expect(it_.mailbox.sentRaws()).toHaveLength(1);
    expect((await reply(id, { revision: shown.revision, adapted: true })).body).toMatchObject({ code: 'already-replied' });
    expect(it_.mailbox.sentRaws()).toHaveLength(1);
    expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ content: { adaptedBy: 'model/1', template: { id: 'hours.fr' } } });
    const { body } = await it_.get('/api/audit', 'admin');
    expect(body.items[0]).toMatchObject({ action: 'reply', detail: { template: 'hours.fr', adapted: true } });
    expect(JSON.stringify(body)).not.toContain('ouverts');
  });

  test('or the template’s words, as before, while the other ones stand beside them', async () => {
    const id = await adapted();
    const shown = await view(id);
    const sent = await reply(id, { revision: shown.revision });
    expect(sent.body.reply).toMatchObject({ adapted: false, text: expect.stringContaining('\nNous sommes ouverts.') });
    expect(sent.body.reply.text).not.toContain('Oui');
  });

  test('not where there is none, and not together with a text', async () => {
    wording = (text) => text;
    const id = await adapted();
    const { revision } = await view(id);
    expect((await reply(id, { revision, adapted: true })).body).toMatchObject({ code: 'conflict', mail: { id } });
    expect((await reply(id, { revision, adapted: true, text: 'Autre' })).body).toMatchObject({ code: 'invalid' });
    expect(it_.mailbox.sentRaws()).toHaveLength(0);
  });

  test('not what was not shown: of a stale revision, or when the template would read otherwise today', async () => {
    const id = await adapted();
    const { revision } = await view(id);
    expect((await reply(id, { revision: revision - 1, adapted: true })).body).toMatchObject({ code: 'conflict' });
    const edit = { revision: 1, subject: 'Horaires', body: 'Bonjour,\n\nNouveaux horaires.', published: true };
    expect((await it_.call('put', '/api/templates/hours.fr', edit, 'admin')).status).toBe(200);
    const refused = await reply(id, { revision, adapted: true });
    expect(refused.body).toMatchObject({ code: 'conflict', mail: { suggestion: { templateVersion: 2, adapted: null } } });
    expect(it_.mailbox.sentRaws()).toHaveLength(0);
  });

  test('after a corrected category there is only the template, until somebody asks for more', async () => {
    const id = await adapted();
    await correct(id);
    await workAll();
    expect(await view(id)).toMatchObject({ suggestion: { templateId: 'fees.fr', adapted: null } });
    expect(given).toHaveLength(1);
  });
});

describe('the switch', () => {
  test('is off in a new installation and in settings stored before there was one', async () => {
    expect(DEFAULT_SETTINGS.adaptSuggestions).toBe(false);
    await it_.ctx.store.transaction(async (tx) => {
      const { adaptSuggestions: _none, ...old } = await readSettings(tx);
      tx.set('settings', 'current', old);
    });
    expect((await settingsDocs.get(it_.ctx.store, 'current'))?.data.adaptSuggestions).toBeUndefined();
    expect((await readSettings(it_.ctx.store)).adaptSuggestions).toBe(false);
    expect((await it_.get('/api/settings')).body.adaptSuggestions).toBe(false);
  });

  test('is an admin’s, and who switched it is in the audit log', async () => {
    const { revision } = (await it_.get('/api/settings')).body;
    const change = { revision, adaptSuggestions: false };
    expect((await it_.call('patch', '/api/settings', change, 'staff')).status).toBe(403);
    expect((await it_.call('patch', '/api/settings', change, 'admin')).body.settings.adaptSuggestions).toBe(false);
    const { body } = await it_.get('/api/audit', 'admin');
    expect(body.items[0]).toMatchObject({ action: 'settings', detail: { changed: 'adaptSuggestions', adaptSuggestions: false } });
  });
});

async function setSettings(change: { adaptSuggestions: boolean }): Promise<void> {
  const { revision } = (await it_.get('/api/settings')).body;
  await it_.call('patch', '/api/settings', { revision, ...change }, 'admin');
}
