import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Builds into a folder beside `to`, and puts what was made in the place of what stands there, file by file: whoever serves
 * `to` meanwhile (`npm run cli` and `npm run deliver` build anew beside a running server) never finds a file missing or half
 * written. index.html comes last: it names the others. `only`: what was not made anew goes.
 */
export async function publish(make, to, { only }) {
  const fresh = `${to}.${process.pid}.new`;
  try {
    await mkdir(fresh, { recursive: true });
    await make(fresh);
    await mkdir(to, { recursive: true });
    const made = await readdir(fresh);
    for (const name of made.sort((a, b) => Number(a === 'index.html') - Number(b === 'index.html'))) {
      await rename(join(fresh, name), join(to, name));
    }
    const old = only ? (await readdir(to)).filter((name) => !made.includes(name)) : [];
    await Promise.all(old.map((name) => rm(join(to, name), { recursive: true, force: true })));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
