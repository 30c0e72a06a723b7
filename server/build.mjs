// Bundles the server for Node. `--production` leaves the emulated mailbox out.
import { build } from 'esbuild';

const production = process.argv.includes('--production');

await build({
  entryPoints: { main: 'server/main.ts', cli: 'server/cli/main.ts' },
  outdir: 'dist/server',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
  // libsql loads a native file, the emulators their fonts, by their place on disk; pdf reading is rare and large.
  external: ['libsql', 'unpdf', '@emulators/*', ...(production ? ['./preview/*'] : [])],
  loader: { '.eml': 'copy' },
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  // CommonJS packages inside an ES module bundle still ask for these.
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
});
