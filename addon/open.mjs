// Opens the script project in the browser: npm run addon:open
import { COMMON_USAGE, claspHere, main, readProject } from './clasp.mjs';

const usage = `npm run addon:open -- [options]

Opens the script project in the browser, or says its address where there is none.

${COMMON_USAGE}`;

await main({ usage }, async (options) => {
  const project = await readProject(options);
  const url = `https://script.google.com/d/${project.scriptId}/edit`;
  if (options.json) return { lines: [], json: { url } };
  await claspHere(project, ['open-script']);
});
