import type { Effect } from '../../shared/effect.ts';
import { AppError } from '../../shared/errors.ts';
import type { TemplateFile } from '../../shared/policy.ts';
import { bodies, records } from '../store/collections.ts';
import { headVersion } from '../store/settings.ts';
import { buildForward, buildReply, MAX_ORIGINAL_BYTES } from './build-mime.ts';
import type { Context } from './context.ts';

/** The RFC 5322 bytes of an outgoing mail: its content as it was decided, in the thread it answers. */
export async function buildEffect(ctx: Context, effect: Effect): Promise<Uint8Array> {
  const record = (await records.get(ctx.store, effect.recordId))?.data;
  if (!record) throw new AppError('not-found', 'The mail that this one answers is no longer in the store.');
  const policy = await ctx.policyOf(ctx.store, await headVersion(ctx.store));
  const from = { name: policy.organisation.name[policy.organisation.language], address: ctx.address };
  const common = {
    effectId: effect.id,
    from,
    date: ctx.now(),
    automatic: effect.by.kind === 'automatic',
    content: effect.content,
  };
  if (effect.kind === 'forward') {
    const to = { name: effect.content.toName, address: effect.content.to };
    const original = record.size <= MAX_ORIGINAL_BYTES ? (await ctx.mailbox.fetchRaw(record.id)).raw : null;
    return buildForward({ ...common, to, replyTo: [record.replyTo, ctx.address], original });
  }
  const body = (await bodies.get(ctx.store, record.id))?.data.mail;
  const original = { messageId: record.messageId, inReplyTo: body?.inReplyTo ?? [], references: body?.references ?? [] };
  return buildReply({ ...common, toName: effect.content.toName, files: await readFiles(ctx, effect.content.files), original });
}

/** The approved files as the blobs port keeps them. Rejects with `invalid` when one is gone. */
export async function readFiles(ctx: Context, files: readonly TemplateFile[]) {
  return Promise.all(
    files.map(async (file) => {
      const bytes = await ctx.blobs.get(file.blob);
      if (!bytes)
        throw new AppError('invalid', 'A file of the reply is no longer there: upload it again and publish the answer anew.');
      return { file, bytes };
    }),
  );
}
