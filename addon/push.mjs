// Builds the add-on and pushes it into the script project: npm run addon:push
import { join, relative } from 'node:path';
import { build, COMMON_USAGE, clasp, kilobytes, main, ROOT, readProject } from './clasp.mjs';
import { watchSources } from './watch.mjs';

const usage = `npm run addon:push -- [options]

Builds the add-on and pushes it into the script project, its manifest too. Test deployments run it at once.

  --watch               go on: build and push again whenever a source changes; Ctrl-C ends it
${COMMON_USAGE}`;

await main({ usage, options: { watch: { type: 'boolean', default: false } } }, async (options) => {
  const project = await readProject(options);
  if (!options.watch) return said(await push(project, options, await build(project)));
  await watch(project, options);
});

/**
 * `--force`: without it and without a terminal clasp leaves a changed manifest out, with exit code 0.
 * @returns the files that were sent, none where the project has just these already
 */
async function push(project, options, built) {
  const files = await clasp(project, options, ['push', '--force']);
  return { project, built, files: files.map((name) => relative(project.outDir, join(ROOT, name))).sort() };
}

function said({ project, built, files }) {
  const line =
    files.length === 0
      ? `Nothing to push: the script project has this build (${kilobytes(built)}) already.`
      : `Pushed ${files.join(' and ')} (${kilobytes(built)}).`;
  return { lines: [line], json: { scriptId: project.scriptId, pushed: files } };
}

/**
 * One push at a time: what changes meanwhile is seen after it. What fails once it is watching is told, and it goes on; what
 * fails at first ends it.
 */
async function watch(project, options) {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const sources = watchSources(ROOT, stop.signal);
  let last = await build(project);
  try {
    console.log(said(await push(project, options, last)).lines.join('\n'));
  } catch (error) {
    stop.abort();
    throw error;
  }
  console.log('Waiting for changes. Ctrl-C ends it.');
  while (await sources.next()) {
    try {
      const built = await build(project);
      if (built.code === last.code && built.manifest === last.manifest) continue;
      console.log(said(await push(project, options, built)).lines.join('\n'));
      last = built;
    } catch (error) {
      if (!stop.signal.aborted) console.error(error.message);
    }
  }
}
