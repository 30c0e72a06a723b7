import { publishTemplate } from '../../server/mail/actions/publish-template.ts';
import { parseMail } from '../../server/mail/parse-mail.ts';
import { records } from '../../server/store/collections.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const revisionOf = async (id: string) => (await it_.record(id)).revision;
const draft = (id: string, body: object) => it_.post(`/api/mails/${id}/draft`, body);
/** Text and HTML of the one draft there is, as a mail reader decodes them. */
async function drafted(): Promise<{ text: string; raw: string }> {
  const [raw = '', ...others] = it_.mailbox.draftRaws();
  expect(others).toEqual([]);
  const ref = { id: 'draft', threadId: 'draft', labels: [] };
  return { text: (await parseMail({ ref, raw: Buffer.from(raw), receivedAt: 0 })).text.trim(), raw };
}
const publish = () =>
  publishTemplate(
    it_.ctx,
    { id: 'hours.fr', policyVersion: 1, subject: 'Horaires', body: 'Bonjour,\n\nNouveaux horaires.', published: true },
    { id: 'u1', name: 'Admin', signature: 'Admin', function: null },
  );

test('without a text it is the suggestion, as before', async () => {
  const id = await it_.take({ subject: 'hours question' });
  expect((await draft(id, { revision: await revisionOf(id) })).status).toBe(200);
  expect((await drafted()).text).toBe((await it_.record(id)).suggestion?.text);
});

test('the words that were edited stand in it as they were given, places to fill in as well', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const text = 'Bonjour Jeanne,\n\nNous fermons le <b>mardi</b> à ⟦heure⟧.\n\nMarie';
  const made = await draft(id, { revision: await revisionOf(id), text });
  expect(made.body).toMatchObject({ draftId: expect.any(String), mail: { assignee: { name: 'staff' }, state: 'suggested' } });
  const { text: written, raw } = await drafted();
  expect(written).toBe(text.replace('⟦heure⟧', '[heure]'));
  expect(raw).toContain('text/html');
  expect(raw).toContain('&lt;b&gt;mardi');
  expect(raw).not.toMatch(/X-MailGPS|Auto-Submitted/i);
  expect(raw).toMatch(/In-Reply-To: </);
  const { body } = await it_.get('/api/audit', 'admin');
  expect(body.items[0]).toMatchObject({ action: 'draft', detail: { edited: true, adapted: false } });
  expect(JSON.stringify(body)).not.toContain('Jeanne');
});

test('the adapted words, where there are any', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const none = await draft(id, { revision: await revisionOf(id), adapted: true });
  expect(none.body).toMatchObject({ status: 409, code: 'conflict', mail: { id } });
  const record = await it_.record(id);
  if (!record.suggestion) throw new Error('There is no suggestion');
  const suggestion = { ...record.suggestion, adapted: { text: 'Bonjour,\n\nOui, venez donc.', brain: 'model/1' } };
  await it_.ctx.store.transaction(async (tx) => records.set(tx, id, { ...record, suggestion }));
  expect((await draft(id, { revision: record.revision, adapted: true, text: 'Autre' })).body).toMatchObject({ code: 'invalid' });
  expect(it_.mailbox.draftRaws()).toEqual([]);
  expect((await draft(id, { revision: record.revision, adapted: true })).status).toBe(200);
  expect((await drafted()).text).toBe('Bonjour,\n\nOui, venez donc.');
});

test('a text of one’s own may be put into a draft though the template reads otherwise by now; the suggestion may not', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const revision = await revisionOf(id);
  await publish();
  const own = await draft(id, { revision, text: 'Mes propres mots.' });
  expect(own.status).toBe(200);
  expect((await drafted()).text).toBe('Mes propres mots.');
  const stale = await draft(id, { revision: own.body.mail.revision });
  expect(stale.body).toMatchObject({ code: 'conflict', mail: { suggestion: { templateVersion: 2 } } });
  expect(it_.mailbox.draftRaws()).toHaveLength(1);
});

test('adapted words of a template that reads otherwise by now are refused with the new ones', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const record = await it_.record(id);
  if (!record.suggestion) throw new Error('There is no suggestion');
  const suggestion = { ...record.suggestion, adapted: { text: 'Bonjour,\n\nOui.', brain: 'model/1' } };
  await it_.ctx.store.transaction(async (tx) => records.set(tx, id, { ...record, suggestion }));
  await publish();
  expect((await draft(id, { revision: record.revision, adapted: true })).body).toMatchObject({
    code: 'conflict',
    title: expect.stringContaining('Read it again'),
    mail: { suggestion: { templateVersion: 2, adapted: null } },
  });
  expect(it_.mailbox.draftRaws()).toEqual([]);
});

test('a stale revision makes none, whatever text is given; nor does a mail that was answered', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const revision = await revisionOf(id);
  await it_.post(`/api/mails/${id}/assign`, { revision, personId: 'marie' });
  expect((await draft(id, { revision, text: 'Mots' })).body).toMatchObject({
    code: 'conflict',
    mail: { assignee: { name: 'Marie Dupont' } },
  });
  await it_.post(`/api/mails/${id}/reply`, { revision: await revisionOf(id) });
  const late = await draft(id, { revision: await revisionOf(id), text: 'Mots' });
  expect(late.body).toMatchObject({ code: 'already-replied', title: expect.stringContaining('Marie Dupont has answered') });
  expect(it_.mailbox.draftRaws()).toEqual([]);
});

test('of two drafts of one’s own words asked for at once one stays', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const revision = await revisionOf(id);
  const made = await Promise.all(['A', 'B'].map((text) => draft(id, { revision, text })));
  expect(made.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(it_.mailbox.draftRaws()).toHaveLength(1);
});

test.each([
  ['an empty text', { text: '  ' }],
  ['nothing that can be printed', { text: '\u200b\u202e' }],
  ['a text beyond measure', { text: 'x'.repeat(20_001) }],
  ['an unknown member', { texte: 'Mots' }],
])('%s is refused', async (_name, body) => {
  const id = await it_.take({ subject: 'hours question' });
  const refused = await draft(id, { revision: await revisionOf(id), ...body });
  expect(refused.body).toMatchObject({ status: 400, code: 'invalid' });
  expect(it_.mailbox.draftRaws()).toEqual([]);
  expect((await it_.record(id)).assigneeId).toBeNull();
});

test('a held reply is withdrawn by it', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const made = await draft(id, { revision: await revisionOf(id), text: 'Je m’en occupe.' });
  expect(made.body.mail).toMatchObject({ state: 'suggested', outgoing: null });
  await it_.sendDue(`${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toEqual([]);
});
