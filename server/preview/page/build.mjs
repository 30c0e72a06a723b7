// Builds the preview's page into a folder: node server/preview/page/build.mjs FOLDER
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildAddon, writeAddon } from '../../../addon/build.mjs';
import { BROWSER } from '../../browser-bundle.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Gives the add-on's bundle too: the very code that clasp pushes is what the page runs. */
export async function buildPage(outdir) {
  await mkdir(outdir, { recursive: true });
  const [addon] = await Promise.all([
    buildAddon(),
    copyFile(join(here, 'index.html'), join(outdir, 'index.html')),
    build({
      ...BROWSER,
      entryPoints: { main: join(here, 'main.tsx'), page: join(here, 'page.css'), worker: join(here, 'worker.ts') },
      outdir,
      // A worker loads the add-on's bundle by importScripts, which modules lack.
      format: 'iife',
    }),
  ]);
  // The manifest names the functions that a page of the sidebar begins with.
  writeAddon(outdir, addon);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage(process.argv[2] ?? 'dist/server/preview');
