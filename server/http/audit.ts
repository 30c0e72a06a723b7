import type { Response } from 'express';
import type { z } from 'zod';
import * as api from '../../shared/api.ts';
import type { Language } from '../../shared/policy.ts';
import type { Context } from '../mail/context.ts';
import { type AuditEntry, listAudit } from '../store/audit.ts';
import type { Stored } from '../store/store.ts';
import { type Rows, sendCsv } from './download.ts';
import { type Call, read } from './route.ts';

/** Who changed or sent what: read only, here as everywhere. */
export function auditHandler(ctx: Context) {
  return async ({ query }: Call<z.output<typeof api.AuditQuery>, unknown>) => {
    const { items, cursor } = await listAudit(ctx.store, query);
    return { items: items.map(auditView), cursor };
  };
}

function auditView({ id, data: { at, actor, action, target, detail } }: Stored<AuditEntry>) {
  return { id, at, actor, action, target, detail };
}

const PAGE = 500;
const HEAD = ['at', 'actor', 'action', 'target', 'detail', 'id'];

/** What it says is in English, as it is kept; the file is parted as the reader's spreadsheet expects. */
export async function exportAudit(ctx: Context, res: Response, query: unknown, language: Language): Promise<void> {
  const asked = read(api.AuditQuery, query, 'query');
  const name = `audit-${new Date(ctx.now()).toISOString().slice(0, 10)}.csv`;
  await sendCsv(res, { name, head: HEAD, rows: rowsOf(ctx, asked), language });
}

async function* rowsOf(ctx: Context, query: z.output<typeof api.AuditQuery>): Rows {
  let cursor: string | undefined;
  do {
    const page = await listAudit(ctx.store, { ...query, limit: PAGE, cursor });
    yield page.items.map(({ id, data: { at, actor, action, target, detail } }) => [
      new Date(at).toISOString(),
      actor,
      action,
      target,
      JSON.stringify(detail),
      id,
    ]);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
}
