/**
 * Runs the add-on's bundle, unchanged, on the stand-in for Apps Script. A classic worker: only there may requests be
 * synchronous, as all of Apps Script is, and only there is `importScripts`.
 */
import { type AppsScript, createAppsScript } from '../apps-script/apps-script.ts';
import { runFunction } from '../apps-script/run.ts';
import type { WorkerAnswer, WorkerRequest } from './card/session.ts';
import { workerHost } from './worker-host.ts';

const BUNDLE = '/preview/Code.js';

/** Properties and caches belong to a person; who uses the sidebar next starts with their own. */
let current: { owner: string; script: AppsScript } | undefined;
/** What the host reads anew in each call: tokens end, mails change. */
let request: WorkerRequest | undefined;
let loaded = false;

self.onmessage = (message: MessageEvent<WorkerRequest>) => {
  request = message.data;
  self.postMessage(answer(request));
};

function answer(asked: WorkerRequest): WorkerAnswer {
  const { id, event, call } = asked;
  try {
    const script = scriptFor(asked);
    // Google runs every call afresh: what the bundle keeps in its variables is gone by the next one.
    load();
    return { id, answer: runFunction(script, globalThis, asked.function, event, call) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** While the server is away, the bundle that is there goes on: Google has the code with itself, and only its calls fail. */
function load(): void {
  try {
    importScripts(BUNDLE);
    loaded = true;
  } catch (error) {
    if (!loaded || !(error instanceof DOMException && error.name === 'NetworkError')) throw error;
  }
}

function scriptFor({ session, manifest }: WorkerRequest): AppsScript {
  const owner = JSON.stringify([
    session.email,
    session.role,
    session.locale,
    session.timeZone,
    session.scriptProperties,
    manifest,
  ]);
  if (current?.owner === owner) return current.script;
  const script = createAppsScript(workerHost(() => request));
  for (const [name, value] of Object.entries(script.globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  current = { owner, script };
  return script;
}
