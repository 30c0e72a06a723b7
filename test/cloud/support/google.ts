import type { CloudPart, Step } from '../../../server/cloud/cloud.ts';
import { type GoogleCloudStandIn, startGoogleCloudStandIn } from '../../support/google-cloud-stand-in.ts';

/** A stand-in for Google Cloud of its own for each test of a file; `google` is there within tests and hooks alone. */
export function useGoogle() {
  let started: GoogleCloudStandIn | null = null;
  const here = {
    get google(): GoogleCloudStandIn {
      if (!started) throw new Error('No test has begun');
      return started;
    },
    rest: () => ({ project: here.google.project, rootUrl: here.google.url, token: 'a-token' }),
  };
  beforeEach(async () => {
    started = await startGoogleCloudStandIn();
  });
  afterEach(async () => {
    expect(here.google.unknown).toEqual([]);
    await here.google.close();
  });
  return here;
}

export const states = (steps: readonly Step[]) => steps.map(({ title, state }) => `${state}: ${title}`);

export async function applied(part: CloudPart): Promise<(string | null)[]> {
  const said: (string | null)[] = [];
  for (const { apply } of await part.plan()) if (apply) said.push(await apply());
  return said;
}
