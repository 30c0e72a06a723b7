// Tells when a source of the add-on changes.
import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Folders that the bundle may come from, with all that is in them, and the files beside package.json that matter. */
const FOLDERS = ['addon', 'shared'];
const FILES = ['appsscript.json'];
/** Milliseconds: an editor writes a file in several steps. */
const SETTLE = 100;

/**
 * Watches from now on. `next()` resolves with true after a burst of changes, at once where there were some since it was last
 * called, and with false when the signal came.
 *
 * Each folder is watched for itself: watching recursively loses sight of files that an editor replaces, on Linux with
 * Node 20.
 */
export function watchSources(root, signal) {
  const watched = new Set();
  let changed = false;
  let wake = () => undefined;
  const notice = () => {
    changed = true;
    wake();
  };
  const look = (folder, matters) => {
    if (watched.has(folder)) return;
    watched.add(folder);
    watch(folder, { signal }, (_, name) => matters(name) && notice()).on('error', () => watched.delete(folder));
  };
  const lookAgain = () => {
    look(root, (name) => name === null || FILES.includes(name));
    for (const folder of FOLDERS.flatMap((name) => foldersIn(join(root, name)))) look(folder, () => true);
  };

  signal.addEventListener('abort', notice);
  lookAgain();
  return {
    async next() {
      if (!changed) {
        await new Promise((done) => {
          wake = done;
        });
      }
      if (!signal.aborted) await new Promise((done) => setTimeout(done, SETTLE));
      changed = false;
      if (!signal.aborted) lookAgain();
      return !signal.aborted;
    },
  };
}

function foldersIn(folder) {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inside.flatMap((entry) => foldersIn(join(folder, entry.name)))];
}
