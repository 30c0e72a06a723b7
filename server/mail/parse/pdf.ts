import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { LIMITS } from './limits.ts';

/** A PDF reader takes some 60 MB: two at a time stay within a small instance. */
const limit = pLimit(2);

/** How far the process may grow while one PDF is read. Heap limits do not see what streams unpack to. */
const MAX_GROWTH_BYTES = 300 * 1024 * 1024;
const WATCH_MILLIS = 50;

// As a string, so that it is the same whether sources are bundled or not: the bundle has no file for it.
const READER = `
const { parentPort, workerData } = require('node:worker_threads');
(async () => {
  const { getDocumentProxy } = require(workerData.unpdf);
  const pdf = await getDocumentProxy(new Uint8Array(workerData.bytes), { verbosity: 0 });
  let text = '';
  for (let n = 1; n <= Math.min(pdf.numPages, workerData.pages) && text.length <= workerData.chars; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    for (const item of items) if ('str' in item) text += item.str + (item.hasEOL ? '\\n' : '');
    text += '\\n';
  }
  parentPort.postMessage(text.slice(0, workerData.chars + 1));
})().catch(() => parentPort.postMessage(null));
`;

/**
 * Text of a PDF's first pages, null where it cannot be read within the limits. Read in a thread of its own that is ended
 * at a deadline or when memory grows, so that no PDF can hang or exhaust the process. Never rejects.
 */
export function readPdf(bytes: Uint8Array): Promise<string | null> {
  return limit(() => readInThread(bytes));
}

function readInThread(bytes: Uint8Array): Promise<string | null> {
  const unpdf = locateReader();
  if (unpdf === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const copy = Uint8Array.from(bytes);
    const worker = new Worker(READER, {
      eval: true,
      workerData: { unpdf, bytes: copy.buffer, pages: LIMITS.pdfPages, chars: LIMITS.attachmentTextChars },
      transferList: [copy.buffer],
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.pdfHeapMb },
      stdout: true,
      stderr: true,
      env: {},
    });
    const atStart = process.memoryUsage.rss();
    const done = (text: string | null): void => {
      clearTimeout(deadline);
      clearInterval(watch);
      void worker.terminate();
      resolve(text);
    };
    const deadline = setTimeout(done, LIMITS.pdfMillis, null);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - atStart > MAX_GROWTH_BYTES) done(null);
    }, WATCH_MILLIS);
    worker.once('message', (text: unknown) => done(typeof text === 'string' ? text : null));
    worker.once('error', () => done(null));
    worker.once('exit', () => done(null));
  });
}

let located: string | null | undefined;

/** The thread starts without a place in the file tree, so the package is found from the program that runs. */
function locateReader(): string | null {
  if (located === undefined) located = locateFrom(process.argv[1]) ?? locateFrom(`${process.cwd()}/package.json`);
  return located;
}

function locateFrom(path: string | undefined): string | null {
  try {
    return path === undefined ? null : createRequire(path).resolve('unpdf');
  } catch {
    return null;
  }
}
