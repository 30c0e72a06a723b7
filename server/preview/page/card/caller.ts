import type { AddonEvent, Answer } from '../../apps-script/card-json.ts';
import type { Call } from '../../apps-script/run.ts';
import type { Manifest } from './manifest.ts';
import type { PanelSession, WorkerAnswer, WorkerLine, WorkerRequest } from './session.ts';

/** Google stops an action of an add-on after this. */
const LIMIT_MS = 30_000;

export interface Caller {
  /** Rejects with the sentence that the add-on's exception says. Calls run one after the other. */
  call(name: string, event: AddonEvent, call: Call, session: PanelSession): Promise<Answer>;
  close(): void;
}

/** What is needed of a worker, so that tests can stand in for one. */
export interface Connection {
  ask(request: WorkerRequest): void;
  end(): void;
}

/** @param failed the worker could not go on, with a sentence. */
export type Connect = (heard: (data: WorkerAnswer | WorkerLine) => void, failed: (sentence: string) => void) => Connection;

/** The add-on in a worker of its own; a call that takes too long is ended with its worker, as Google would end it. */
export function createCaller(manifest: Manifest, log: (line: string) => void, connect: Connect): Caller {
  let worker: Connection | undefined;
  let last = 0;
  const open = new Map<
    number,
    { done: (answer: Answer) => void; failed: (error: Error) => void; timer: ReturnType<typeof setTimeout> }
  >();

  const end = (sentence: string) => {
    worker?.end();
    worker = undefined;
    for (const [id, { failed, timer }] of open) {
      open.delete(id);
      clearTimeout(timer);
      failed(new Error(sentence));
    }
  };
  const heard = (data: WorkerAnswer | WorkerLine) => {
    if ('log' in data) return log(data.log);
    const waiting = open.get(data.id);
    if (waiting === undefined) return;
    open.delete(data.id);
    clearTimeout(waiting.timer);
    if ('answer' in data) waiting.done(data.answer);
    else waiting.failed(new Error(data.error));
  };

  return {
    call(name, event, call, session) {
      worker ??= connect(heard, end);
      const id = ++last;
      const { openLinkUrlPrefixes, urlFetchWhitelist, timeZone } = manifest;
      const request: WorkerRequest = {
        id,
        function: name,
        event,
        call,
        session,
        manifest: {
          ...(openLinkUrlPrefixes && { openLinkUrlPrefixes }),
          ...(urlFetchWhitelist && { urlFetchWhitelist }),
          ...(timeZone && { timeZone }),
        },
      };
      const answer = new Promise<Answer>((done, failed) => {
        const timer = setTimeout(() => end(`${name} took more than ${LIMIT_MS / 1000} s; Google would have ended it.`), LIMIT_MS);
        open.set(id, { done, failed, timer });
      });
      worker.ask(request);
      return answer;
    },
    close: () => end('closed'),
  };
}
