// Says what a push would do and what is missing for it: npm run addon:status
import { build, COMMON_USAGE, clasp, kilobytes, main, readProject } from './clasp.mjs';

const usage = `npm run addon:status -- [options]

Builds, and says which script project is meant, what would be pushed, as whom you are signed in, and what is deployed.
Changes nothing there.

${COMMON_USAGE}`;

await main({ usage }, async (options) => {
  const parts = [];
  const part = async (name, find) => {
    try {
      const found = await find();
      parts.push({ name, ok: true, ...found });
      return found;
    } catch (error) {
      parts.push({ name, ok: false, text: error.message });
      return null;
    }
  };
  const found = await part('project', async () => {
    const project = await readProject(options);
    return { text: project.scriptId, project };
  });
  if (found !== null) await look(found.project, options, part);
  return {
    lines: parts.map(({ name, ok, text }) => `${ok ? '✓' : '✗'} ${name.padEnd(12)}${text.replaceAll('\n', '\n  ')}`),
    json: Object.fromEntries(parts.map(({ name, ok, text }) => [name, { ok, text }])),
    exitCode: parts.every(({ ok }) => ok) ? 0 : 1,
  };
});

async function look(project, options, part) {
  const built = await part('build', async () => {
    const built = await build(project);
    return { text: `${kilobytes(built)}; may call ${built.addresses.join(' ')}` };
  });
  if (built !== null)
    await part('files', async () => {
      const { filesToPush } = await clasp(project, options, ['show-file-status']);
      if (filesToPush.length === 0) throw new Error('clasp finds nothing to push.');
      return { text: filesToPush.join(' ') };
    });
  const signedIn = await part('signed in', async () => {
    const { loggedIn, email } = await clasp(project, options, ['show-authorized-user']);
    if (!loggedIn) throw new Error('You are not signed in to Apps Script. Run: npx clasp login');
    return { text: email ?? 'yes, but Google does not say as whom' };
  });
  if (signedIn === null) return;
  await part('deployments', async () => {
    const deployments = (await clasp(project, options, ['list-deployments'])).filter(({ versionNumber }) => versionNumber);
    const text = deployments.map(({ deploymentId, versionNumber }) => `${deploymentId} at version ${versionNumber}`).join('\n');
    return { text: text || 'none yet: npm run addon:deploy' };
  });
}
