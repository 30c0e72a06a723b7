import type { Request, Response } from 'express';
import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy.ts';
import { deleteFile, listFiles, readFile, uploadFile, usersOf } from '../mail/actions/policy/files.ts';
import type { Context } from '../mail/context.ts';
import type { StoredFile } from '../store/files.ts';
import { named, policyInForce } from './policy-change.ts';
import type { Call } from './route.ts';

/** Files that go with answers. */
export function fileHandlers(ctx: Context) {
  return {
    list: async () => {
      const [policy, stored] = await Promise.all([policyInForce(ctx), listFiles(ctx)]);
      return { items: stored.map((file) => fileView(policy, file)) };
    },

    upload: async ({ query, body, user }: Call<z.output<typeof api.FileQuery>, Uint8Array>): Promise<api.FileView> => {
      const { name, validFrom = null, validUntil = null } = query;
      const file = await uploadFile(ctx, { name, bytes: body, validFrom, validUntil, by: user });
      return fileView(await policyInForce(ctx), file);
    },

    remove: async ({ params, user }: Call<unknown, unknown>) => {
      await deleteFile(ctx, named(params, 'id'), user);
      return { deleted: true };
    },

    /** Never shown by the browser itself: a file is somebody's, and its type is only what its first bytes say. */
    download: async (req: Request, res: Response): Promise<void> => {
      const id = String(req.params.id);
      if (!/^[0-9a-f]{64}$/.test(id)) throw new AppError('not-found', 'There is no such file.');
      const { file, bytes } = await readFile(ctx, id);
      res.setHeader('Cache-Control', 'no-store');
      res.attachment(file.name).type('application/octet-stream').send(Buffer.from(bytes));
    },
  };
}

function fileView(policy: Policy, file: StoredFile): api.FileView {
  const { sha256, name, type, size, validFrom, validUntil, uploadedAt } = file;
  return { id: sha256, name, type, size, validFrom, validUntil, uploadedAt, usedBy: usersOf(policy, sha256) };
}
