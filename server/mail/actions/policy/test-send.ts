import { createHash } from 'node:crypto';
import { DAY_MS } from '../../../../shared/durations.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Policy } from '../../../../shared/policy.ts';
import { audit } from '../../../store/audit.ts';
import { testSends } from '../../../store/test-sends.ts';
import { readFiles } from '../../build-effect.ts';
import { buildTest } from '../../build-mime.ts';
import type { Context } from '../../context.ts';
import type { Staff } from '../act.ts';
import { templateFiles } from './files.ts';
import { type Trial, tryTemplate } from './preview.ts';

/** Between two tests of one admin, ms: a second click is no second mail. */
const PAUSE_MS = 10_000;
const PER_DAY = 30;

export interface TestSend {
  trial: Trial;
  files: readonly string[];
  /** The asker, and the address they signed in with: the only one a test goes to. */
  by: Pick<Staff, 'id'>;
  to: string;
}

/**
 * Sends a template to whoever edits it, filled as in the preview. It is no effect: it answers nobody and belongs to no record.
 * At most once all the same: the send is counted before the mail exists, nothing tries again, and what leaves is one stored
 * draft, which Gmail consumes. It is marked as ours and as automatic, so that nothing answers it, here or there.
 * Rejects with `rate-limited`, `template`, and with whatever the mailbox says; `outcome-unknown`: it may have left.
 */
export async function sendTest(
  ctx: Context,
  policy: Policy,
  { trial, files: ids, by, to }: TestSend,
): Promise<{ subject: string; sentAt: number }> {
  const files = await templateFiles(ctx.store, ids);
  const tried = await tryTemplate(ctx, policy, { ...trial, files });
  const { rendered } = tried;
  if (!rendered) throw new AppError('template', 'The template has errors: nothing was sent.');
  const now = ctx.now();
  const n = await reserve(ctx, by.id, now, trial);
  const [mark, note] = MARKS[trial.language];
  const subject = `[${mark}] ${rendered.subject}`;
  const raw = await buildTest({
    effectId: `test.${by.id}.${n}`,
    from: { name: policy.organisation.name[trial.language], address: ctx.address },
    to: { name: '', address: to },
    date: now,
    content: {
      subject,
      text: `${note}\n\n${rendered.text}`,
      html: rendered.html.replace('<body>', () => `<body>\n<p>${note}</p>`),
    },
    files: await readFiles(ctx, files),
  });
  const draft = await ctx.mailbox.createDraft(raw, null);
  try {
    await ctx.mailbox.sendDraft(draft.draftId);
  } catch (error) {
    await withdraw(ctx, draft.draftId);
    throw error;
  }
  return { subject, sentAt: now };
}

/** Not to be sent by hand later. Where it left all the same, there is no draft any more, and that is no error. */
async function withdraw(ctx: Context, draftId: string): Promise<void> {
  try {
    await ctx.mailbox.deleteDraft(draftId);
  } catch (error) {
    ctx.log.warn({ step: 'template-test', error }, 'the draft of a test is still there');
  }
}

const MARKS = {
  fr: ['Essai', 'Ceci est un essai, envoyé à vous seul : personne d’autre ne l’a reçu.'],
  en: ['Test', 'This is a test, sent to you alone: nobody else got it.'],
} as const;

/** Counts the test before anything is made. Gives its number. */
async function reserve(ctx: Context, userId: string, now: number, trial: Trial): Promise<number> {
  return ctx.store.transaction(async (tx) => {
    const before = (await testSends.get(tx, userId))?.data ?? { n: 0, times: [] };
    const times = before.times.filter((at) => at > now - DAY_MS);
    const last = times.at(-1) ?? 0;
    if (last > now - PAUSE_MS)
      throw new AppError('rate-limited', 'A test was sent a moment ago.', { retryAfterMs: last + PAUSE_MS - now });
    const [first = now] = times;
    if (times.length >= PER_DAY)
      throw new AppError('rate-limited', `At most ${PER_DAY} tests a day.`, { retryAfterMs: first + DAY_MS - now });
    const n = before.n + 1;
    testSends.set(tx, userId, { n, times: [...times, now] });
    const text = createHash('sha256').update(trial.body).digest('base64url');
    audit(
      tx,
      { at: now, actor: userId, action: 'template-test', target: `${trial.categoryId}.${trial.language}`, detail: { n, text } },
      n,
    );
    return n;
  });
}
