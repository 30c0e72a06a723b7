// Builds the console's pages into a folder: node server/console/page/build.mjs FOLDER
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { BROWSER } from '../../browser-bundle.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Each page is a chunk of its own: the editor and the plots are loaded where they are shown. Every name but that of
 * index.html tells the content, so that a browser keeps it, and an open page learns from index.html that there is a newer one.
 */
export async function buildConsole(outdir) {
  await mkdir(outdir, { recursive: true });
  const [{ metafile }, template] = await Promise.all([
    build({
      ...BROWSER,
      entryPoints: { main: join(here, 'main.tsx'), console: join(here, 'console.css') },
      entryNames: '[name]-[hash]',
      outdir,
      splitting: true,
      format: 'esm',
      metafile: true,
    }),
    readFile(join(here, 'index.html'), 'utf8'),
  ]);
  const named = new Map(
    Object.entries(metafile.outputs).map(([file, { entryPoint = '' }]) => [basename(entryPoint), basename(file)]),
  );
  const page = ['main.tsx', 'console.css'].reduce((html, source) => html.replace(`{{${source}}}`, named.get(source)), template);
  await writeFile(join(outdir, 'index.html'), page);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildConsole(process.argv[2] ?? 'dist/server/console');
}
