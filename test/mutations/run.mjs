// npm run test:mutations [-- NAME…]: breaks the product in a copy, once per break, and shows that a test notices.
import { buildSync } from 'esbuild';

const outfile = 'dist/test/mutations.mjs';
buildSync({
  entryPoints: ['test/mutations/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});
await import(new URL(`../../${outfile}`, import.meta.url).href);
