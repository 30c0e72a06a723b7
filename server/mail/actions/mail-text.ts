import type { Mail } from '../../../shared/mail.ts';
import { bodies } from '../../store/collections.ts';
import type { Context } from '../context.ts';

/** The mail as it was read; from the mailbox where our copy of the text is past its retention. */
export async function mailOf(ctx: Context, id: string): Promise<Mail> {
  const body = await bodies.get(ctx.store, id);
  if (body) return body.data.mail;
  const { parseMail } = await import('../parse-mail.ts');
  return parseMail(await ctx.mailbox.fetchRaw(id));
}
