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

/** The add-on in a worker of its own; a call that takes too long is ended with its worker, as Google would end it. */
export function createCaller(manifest: Manifest, log: (line: string) => void): Caller {
  let worker: Worker | undefined;
  let last = 0;
  const open = new Map<number, { done: (answer: Answer) => void; failed: (error: Error) => void; timer: number }>();

  const end = (sentence: string) => {
    worker?.terminate();
    worker = undefined;
    for (const [id, { failed, timer }] of open) {
      open.delete(id);
      window.clearTimeout(timer);
      failed(new Error(sentence));
    }
  };
  const start = () => {
    const started = new Worker('/preview/worker.js');
    started.onmessage = ({ data }: MessageEvent<WorkerAnswer | WorkerLine>) => {
      if ('log' in data) return log(data.log);
      const waiting = open.get(data.id);
      if (waiting === undefined) return;
      open.delete(data.id);
      window.clearTimeout(waiting.timer);
      if ('answer' in data) waiting.done(data.answer);
      else waiting.failed(new Error(data.error));
    };
    started.onerror = (event) => end(event.message || 'The worker did not start.');
    return started;
  };

  return {
    call(name, event, call, session) {
      worker ??= start();
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
        const timer = window.setTimeout(
          () => end(`${name} took more than ${LIMIT_MS / 1000} s; Google would have ended it.`),
          LIMIT_MS,
        );
        open.set(id, { done, failed, timer });
      });
      worker.postMessage(request);
      return answer;
    },
    close: () => end('closed'),
  };
}
