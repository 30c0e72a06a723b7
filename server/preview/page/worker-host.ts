import type { Host, HostMessage, HostRequest } from '../apps-script/host.ts';
import { exception } from '../apps-script/misuse.ts';
import { headersOf } from './card/headers.ts';
import type { WorkerRequest } from './card/session.ts';

/** An action of an add-on has 30 s; what comes later nobody would see. */
const TIMEOUT_MS = 25_000;
/** Kept before the bundle can see it: Apps Script has no such thing. */
const Request = XMLHttpRequest;

/** What stands behind the services in the page's worker: the preview's own server, and nothing else. */
export function workerHost(request: () => WorkerRequest | undefined): Host {
  const now = () => request() ?? fail('no call is under way');
  const { session, manifest } = now();
  return {
    scriptProperties: session.scriptProperties,
    user: { email: session.email, locale: session.locale, timeZone: session.timeZone },
    manifest,
    loopback: true,
    identityToken: () => now().session.token,
    fetch: send,
    message(id, accessToken) {
      // The scope of the token is the message that is open, and no other.
      const open = now().event.gmail;
      if (open === undefined || open.messageId !== id || open.accessToken !== accessToken) return null;
      const { status, body } = ask('get', `/preview/message/${encodeURIComponent(id)}`);
      return status === 404 ? null : read<HostMessage>(status, body);
    },
    createDraftReply(messageId, draft) {
      const { status, body } = ask('post', '/preview/draft', { messageId, ...draft });
      return read<{ draftId: string }>(status, body).draftId;
    },
    log: (line) => self.postMessage({ log: line }),
  };
}

function ask(method: HostRequest['method'], path: string, body?: unknown) {
  const url = new URL(path, location.origin).href;
  return send({
    url,
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

function read<T>(status: number, body: string): T {
  if (status !== 200) throw exception(`the preview's server answered ${status}`);
  return JSON.parse(body);
}

/** Waits for the answer. Google's wording where there is none is not documented in full; these are its two known beginnings. */
function send({ url, method, headers, body }: HostRequest): ReturnType<Host['fetch']> {
  const call = new Request();
  call.open(method.toUpperCase(), url, false);
  call.timeout = TIMEOUT_MS;
  for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
  try {
    call.send(body);
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    throw exception(`${late ? 'Timeout' : 'Address unavailable'}: ${url}`);
  }
  return { status: call.status, headers: headersOf(call.getAllResponseHeaders()), body: call.responseText };
}

function fail(sentence: string): never {
  throw exception(sentence);
}
