import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachmentOnly } from '../../server/mail/attachment-only.ts';
import { parseMail } from '../../server/mail/parse-mail.ts';
import { missingFor, renderReply } from '../../server/mail/render-reply.ts';
import { screen } from '../../server/mail/screen.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { decide } from '../../shared/decide.ts';
import type { Decision } from '../../shared/decision.ts';
import type { Mail } from '../../shared/mail.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { learnedBrain } from '../helpers/learned.ts';

const now = Date.UTC(2026, 10, 23, 12, 0);
const policy = defaultPolicy(now);
const brain = learnedBrain();
/** As open to automatic answers as the settings allow: what is held back here is held back anywhere. */
const settings = {
  ...DEFAULT_SETTINGS,
  autoMode: true,
  autoModeSince: 0,
  offlineMaySend: true,
  modes: Object.fromEntries(policy.categories.map(({ id }) => [id, { mode: 'automatic' as const, since: 0 }])),
};
const history = {
  otherOpenInThread: false,
  personInThread: false,
  autoRepliedInThread: false,
  duplicate: false,
  sentToday: 0,
  sentThisHour: 0,
  sentToSenderToday: 0,
  sentInThread: 0,
};

const folder = join(process.cwd(), 'server/preview/samples');

async function handled(prefix: string): Promise<{ mail: Mail; decision: Decision; slots: Parameters<typeof missingFor>[1] }> {
  const name = readdirSync(folder).find((file) => file.startsWith(prefix));
  if (!name) throw new Error(`no sample ${prefix}`);
  const ref = { id: name, threadId: name, labels: ['INBOX'] };
  const mail = await parseMail({ ref, raw: readFileSync(join(folder, name)), receivedAt: now });
  const screening = screen(mail, { ownAddress: 'contact@ecole.example', settings });
  const only = attachmentOnly(mail);
  const reading = screening.verdict === 'ignore' || only ? null : await brain.read(mail, policy);
  const slots = reading ?? { slots: [] };
  const facts = { receivedAt: now, empty: false, attachmentOnly: only, broken: mail.warnings.length > 0 };
  const missing = (template: Parameters<typeof missingFor>[0]) => missingFor(template, slots, policy, now);
  const forwardable = (): boolean => true;
  const decision = decide({
    mail: facts,
    screening,
    reading,
    policy,
    settings,
    history,
    missing,
    forwardable,
    fromColleague: false,
    now,
  });
  return { mail, decision, slots };
}

test.each([
  ['04', 'several-requests'],
  ['06', 'auto-reply'],
  ['09', 'distress'],
  ['11', 'bounce'],
  ['12', 'thanks'],
  ['13', 'instruction'],
  ['14', 'list'],
  ['16', 'no-reply'],
  ['17', 'language'],
  ['18', 'reply-to-differs'],
  ['19', 'unauthenticated'],
  ['20', 'complaint'],
  ['23', 'attachment-only'],
  ['26', 'none-of-these'],
] as const)('sample %s is not answered by a machine: %s', async (prefix, reason) => {
  const { decision } = await handled(prefix);
  expect(decision.action).not.toBe('reply');
  expect(decision.reasons).toContain(reason);
});

test.each([
  ['01', 'timetable.fr', 'Bonjour Maëlle Kerautret,'],
  ['02', 'programme.en', 'Dear Liisa Ventsel,'],
  ['03', 'certificate.fr', 'Bonjour Théodore Lanvéoc,'],
  ['05', 'admissions.en', 'Dear Wanjiku Odhiambo,'],
  ['07', 'fees.fr', 'Bonjour Clélia Montbrison,'],
  ['08', 'absence.fr', 'Bonjour Ninon Vauquelin,'],
  ['10', 'appointment.en', 'Dear Aoife Gallagher-Reyes,'],
  ['22', 'absence.en', 'Dear Zuzanna Wierzbicka,'],
  ['24', 'admissions.fr', 'Bonjour Fabienne Delcambre,'],
  ['25', 'programme.fr', 'Bonjour Enzo,'],
])('sample %s is answered with %s', async (prefix, id, greeting) => {
  const { mail, decision, slots } = await handled(prefix);
  expect(decision).toMatchObject({ action: 'reply', template: { id } });
  const template = policy.templates.find((candidate) => candidate.id === id);
  if (!template) throw new Error(`no template ${id}`);
  const reply = renderReply({ template, mail, reading: slots, policy, now, by: { kind: 'automatic' } });
  expect(reply.text.split('\n')[0]).toBe(greeting);
  expect(reply.missing).toEqual([]);
});
