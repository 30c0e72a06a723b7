import type { Brain } from '../../server/brain/brain.ts';
import { AppError } from '../../shared/errors.ts';
import { type Booted, boot } from './support/boot.ts';
import { scriptedBrain } from './support/scripted-brain.ts';

/** Promise 4 on the real path, with a model that words answers: what leaves by itself is the template's words alone. */
const asked: string[] = [];
let onAsked: () => void = () => undefined;
let wording: (text: string) => string = warm;
const brain: Brain = {
  ...scriptedBrain(),
  name: 'model/1',
  adapt: async (mail, { text }) => {
    asked.push(mail.subject);
    onAsked();
    return wording(text);
  },
};

/** A sentence of its own, nothing else. */
function warm(text: string): string {
  return text.replace('\n\n', '\n\nVotre message est bien arrivé et nous vous en remercions vivement.\n\n');
}
const ADDED = 'nous vous en remercions vivement';

let app: Booted;
beforeAll(async () => {
  const caps = { perDay: 999, perHour: 999, perSenderDay: 999, perThread: 1 };
  app = await boot({ brain, settings: { caps, adaptSuggestions: true } });
});
afterAll(() => app.remove());
beforeEach(() => {
  wording = warm;
});

async function adapted(subject: string) {
  const { id } = await app.deliver({ subject });
  await app.until(id, (record) => record.suggestion?.adapted != null);
  return (await app.api('GET', `/api/mails/${id}`)).body;
}
/** What the world got of a mail. */
async function sentAbout(subject: string): Promise<string[]> {
  const parts = (await app.sent()).filter((raw) => raw.includes(subject));
  return parts.map((raw) => raw.replace(/=\r?\n/g, ''));
}

test('an automatic reply is the template’s words, and no wording is asked for', async () => {
  const { id } = await app.deliver({ subject: 'timetable automatic' });
  const record = await app.until(id, (r) => (r.reply?.messageId ?? '') !== '');
  expect(record).toMatchObject({ reply: { by: { kind: 'automatic' }, template: record.decision?.template } });
  expect(record.reply?.text).not.toContain(ADDED);
  expect(record.reply?.adaptedBy).toBeUndefined();
  expect(asked).not.toContain('timetable automatic');
});

test('a person sends the adapted words: exactly those that were shown leave, once', async () => {
  const mail = await adapted('timetable 0.31 chosen');
  const { suggestion } = mail as { suggestion: { text: string; adapted: { text: string } } };
  expect(suggestion.adapted.text).toContain(ADDED);
  expect(suggestion.text).not.toContain(ADDED);
  const path = `/api/mails/${mail.id}/reply`;
  const body = { revision: mail.revision, adapted: true };
  const answers = await Promise.all([app.api('POST', path, body), app.api('POST', path, body)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { reply } = await app.record(String(mail.id));
  expect(reply).toMatchObject({ adaptedBy: 'model/1', template: { id: 'timetable.fr' }, by: { kind: 'staff' } });
  const [words = ''] = suggestion.adapted.text.split('\nÉcole');
  expect(reply?.text.startsWith(words.trimEnd())).toBe(true);
  expect(await sentAbout('chosen')).toHaveLength(1);
});

test('a model that invents, and one that fails: the suggestion is there, and can be sent', async () => {
  for (const [subject, write] of [
    ['invents', (text: string) => text.replace('\n\n', '\n\nVoyez https://evil.example\n\n')],
    [
      'fails',
      () => {
        throw new AppError('unavailable', 'down');
      },
    ],
  ] as const) {
    wording = write;
    const wasAsked = new Promise<void>((resolve) => {
      onAsked = resolve;
    });
    const { id } = await app.deliver({ subject: `timetable 0.31 ${subject}` });
    await wasAsked;
    const { revision } = await app.record(id);
    const sent = await app.api('POST', `/api/mails/${id}/reply`, { revision });
    expect(sent.body).toMatchObject({ state: 'replied', reply: { adapted: false }, suggestion: { adapted: null } });
    expect((await sentAbout(subject)).join()).not.toContain('evil.example');
  }
});

test('switched off by an admin it is not asked for', async () => {
  const { revision } = (await app.api('GET', '/api/settings')).body;
  await app.api('PATCH', '/api/settings', { revision, adaptSuggestions: false }, 'admin');
  const { id } = await app.deliver({ subject: 'timetable 0.31 off' });
  const record = await app.untilState(id, 'suggested');
  expect(record.suggestion?.adapted).toBeUndefined();
  expect(record.nextAttemptAt).toBeNull();
  expect(asked).not.toContain('timetable 0.31 off');
});
