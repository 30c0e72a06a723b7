import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { ofStatus, timedOut } from './mistral-errors.ts';

const Models = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      aliases: z.array(z.string()).nullish(),
      deprecation: z.string().nullish(),
    }),
  ),
});

export interface ModelsOptions {
  apiKey: string;
  model: string;
  serverUrl: string;
  signal?: AbortSignal;
}

const TIMEOUT_MS = 20_000;

/**
 * The models that this key may use, by id and alias, and when ours is taken away (GET /v1/models). Not by the SDK: its check
 * of each model's form would refuse the whole list for one field it does not know. Rejects as a chat call does.
 */
export async function listModels({
  apiKey,
  model,
  serverUrl,
  signal,
}: ModelsOptions): Promise<{ offered: string[]; retires: string | null }> {
  const response = await ask(serverUrl, apiKey, signal);
  // What a refusal says may quote the key.
  if (!response.ok) throw ofStatus(response.status, response.headers, () => '', model, Date.now());
  const listed = Models.safeParse(await response.json().catch(() => null));
  if (!listed.success) throw new AppError('unavailable', "What answers is not Mistral's API: check MISTRAL_SERVER_URL.");
  const { data } = listed.data;
  const ours = data.find(({ id, aliases }) => id === model || aliases?.includes(model));
  return { offered: data.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]), retires: ours?.deprecation ?? null };
}

async function ask(serverUrl: string, apiKey: string, caller?: AbortSignal): Promise<Response> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const signal = caller ? AbortSignal.any([caller, limit]) : limit;
  try {
    return await fetch(`${serverUrl.replace(/\/$/, '')}/v1/models`, {
      headers: { authorization: `Bearer ${apiKey}` },
      redirect: 'error',
      signal,
    });
  } catch {
    // Its own error may quote the request.
    if (signal.aborted) throw timedOut();
    throw new AppError('unavailable', 'Mistral cannot be reached, or the connection broke.');
  }
}
