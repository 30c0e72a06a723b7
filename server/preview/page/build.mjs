// Builds the preview's page into a folder: node server/preview/page/build.mjs FOLDER
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const addon = join(here, '../../../addon/build.mjs');

/** Gives the add-on's bundle too: the very code that clasp pushes is what the page runs. */
export async function buildPage(outdir) {
  await mkdir(outdir, { recursive: true });
  const entries = { main: 'main.tsx', page: 'page.css', worker: 'worker.ts' };
  const there = Object.entries(entries).filter(([, file]) => existsSync(join(here, file)));
  const [bundle] = await Promise.all([
    existsSync(addon) ? import(pathToFileURL(addon).href).then(({ buildAddon }) => buildAddon()) : null,
    copyFile(join(here, 'index.html'), join(outdir, 'index.html')),
    build({
      entryPoints: Object.fromEntries(there.map(([name, file]) => [name, join(here, file)])),
      outdir,
      bundle: true,
      platform: 'browser',
      // A worker loads the add-on's bundle by importScripts, which modules lack.
      format: 'iife',
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      minify: true,
      legalComments: 'none',
      logLevel: 'warning',
    }),
  ]);
  if (bundle) {
    await writeFile(join(outdir, 'Code.js'), bundle.code);
    // Names the functions that a page of the sidebar begins with.
    await writeFile(join(outdir, 'appsscript.json'), bundle.manifest);
  }
  return bundle;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage(process.argv[2] ?? 'dist/server/preview');
