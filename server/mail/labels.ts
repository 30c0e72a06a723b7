import type { Decision } from '../../shared/decision.ts';
import type { Context } from './context.ts';

/** What people see in Gmail itself. One label at a time says where a mail stands. */
export const LABELS = {
  toAnswer: 'MailGPS/To answer',
  routed: 'MailGPS/With someone',
  answered: 'MailGPS/Answered',
} as const;

const ALL: readonly string[] = Object.values(LABELS);

/**
 * Labels a mail for what was decided. Done before the record is finished, so that a crash between the two labels it
 * again; a label that cannot be set must not keep a mail from being handled.
 */
export async function labelFor(ctx: Context, id: string, action: Decision['action']): Promise<void> {
  if (action === 'suggest') await setLabel(ctx, id, LABELS.toAnswer);
  if (action === 'route') await setLabel(ctx, id, LABELS.routed);
}

/** Puts this label on (null: none) and the others off. Failure is logged, never passed on. */
export async function setLabel(ctx: Context, id: string, label: string | null): Promise<void> {
  try {
    await ctx.mailbox.label(
      id,
      label === null ? [] : [label],
      ALL.filter((other) => other !== label),
    );
  } catch (error) {
    ctx.log.warn({ recordId: id, step: 'label', error }, 'a label could not be set');
  }
}
