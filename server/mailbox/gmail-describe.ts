import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { googleEndpoints } from '../../shared/gmail-credential.ts';
import type { GmailCredential } from './gmail-auth.ts';

const Info = z.object({ scope: z.string(), email: z.string().optional() });
const TIMEOUT_MS = 20_000;

/**
 * What Google says that the credential's token may do. Rejects like the credential, and with `unavailable`. The token
 * goes into the body: addresses are logged on the way.
 */
export async function scopesOf(credential: GmailCredential, rootUrl: string | null): Promise<string[]> {
  const bearer = (await credential.getRequestHeaders()).get('authorization') ?? '';
  const body = new URLSearchParams({ access_token: bearer.replace(/^Bearer /, '') });
  const response = await ask(googleEndpoints(rootUrl).tokenInfo, body);
  if (!response.ok) throw new AppError('unavailable', `Google did not tell what the token may do (${response.status}).`);
  const info = Info.safeParse(await response.json());
  if (!info.success) throw new AppError('unavailable', 'Google did not tell what the token may do.');
  return info.data.scope.split(' ').filter((scope) => scope !== '');
}

async function ask(url: string, body: URLSearchParams): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    // Its own error may quote the body.
    throw new AppError('unavailable', 'Google could not be asked what the token may do.');
  }
}
