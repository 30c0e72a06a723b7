/** How what runs in a browser is bundled: each page adds what it is made of, and its format. */
export const BROWSER = {
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};
