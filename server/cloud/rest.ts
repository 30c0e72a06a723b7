import { GoogleAuth } from 'google-auth-library';
import { AppError } from '../../shared/errors.ts';

export interface RestOptions {
  project: string;
  /** A stand-in for Google's APIs; Google's own when absent. */
  rootUrl?: string;
  /** A bearer token for a stand-in; the application default credentials when absent. */
  token?: string;
}

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
/** A person waits. */
const TIMEOUT_MS = 20_000;

/** Rejects where nobody is signed in: the gRPC clients would end the whole process instead. */
export async function signedIn(): Promise<void> {
  await new GoogleAuth({ scopes: [SCOPE] }).getRequestHeaders();
}

/** The same for a server's start: rejects with `config` and what to do. */
export async function needSignIn(): Promise<void> {
  await signedIn().catch((cause: unknown) => {
    const how = 'on Google Cloud run it as a service account, elsewhere: gcloud auth application-default login';
    throw new AppError('config', `Pub/Sub needs Google credentials, and none were found: ${how}`, { cause });
  });
}

/** What every call to one of Google's REST APIs takes, with who asks. */
export function createRest(options: RestOptions) {
  const auth = options.token === undefined ? new GoogleAuth({ scopes: [SCOPE] }) : null;
  const root = options.rootUrl === undefined ? {} : { rootUrl: `${options.rootUrl.replace(/\/$/, '')}/` };
  return {
    /** Given to the API's own client. */
    client: { retry: false, fetchImplementation: globalThis.fetch } as const,
    /** Given with each call; rejects where nobody is signed in. */
    async request() {
      const headers = auth ? await auth.getRequestHeaders() : new Headers({ authorization: `Bearer ${options.token}` });
      return { ...root, headers, timeout: TIMEOUT_MS };
    },
  };
}

export type Rest = ReturnType<typeof createRest>;
