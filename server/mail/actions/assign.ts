import { AppError } from '../../../shared/errors.ts';
import { type MailRecord, noted } from '../../../shared/record.ts';
import type { Reader } from '../../store/collections.ts';
import { users } from '../../store/users.ts';
import type { Context } from '../context.ts';
import { type Asked, act, type Found } from './act.ts';

/** Who is on it, since when: one of the school's people, a user, oneself (`me`), or nobody (null). */
export function assign(ctx: Context, asked: Asked & { personId: string | null }): Promise<MailRecord> {
  return act(ctx, 'assign', asked, async (found) => {
    const personId = asked.personId === 'me' ? asked.by.id : asked.personId;
    if (personId !== null) await checkKnown(found.tx, found, personId);
    const { record, actor, now } = found;
    const entry = { at: now, what: personId === null ? 'unassigned' : 'assigned', by: actor, reasons: [] };
    const fields = { assigneeId: personId, assignedAt: personId === null ? null : now };
    return { record: noted(record, entry, fields), detail: { to: personId } };
  });
}

async function checkKnown(from: Reader, { policy }: Found, id: string): Promise<void> {
  if (policy.people.some((person) => person.id === id && !person.retired)) return;
  const user = (await users.get(from, id))?.data;
  if (!user?.role) throw new AppError('not-found', 'Nobody here has that id.', { topic: 'person-unknown' });
}
