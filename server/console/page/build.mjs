// Builds the console's pages into a folder: node server/console/page/build.mjs FOLDER
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** Each page is a chunk of its own: the editor and the plots are loaded where they are shown. */
export async function buildConsole(outdir) {
  await mkdir(outdir, { recursive: true });
  await Promise.all([
    copyFile(join(here, 'index.html'), join(outdir, 'index.html')),
    build({
      entryPoints: { main: join(here, 'main.tsx'), console: join(here, 'console.css') },
      outdir,
      bundle: true,
      splitting: true,
      platform: 'browser',
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      minify: true,
      legalComments: 'none',
      logLevel: 'warning',
    }),
  ]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildConsole(process.argv[2] ?? 'dist/server/console');
}
