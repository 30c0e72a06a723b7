// Makes a version and points a deployment at it, or back at an earlier one: npm run addon:deploy
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, COMMON_USAGE, clasp, main, ROOT, readProject, refusal } from './clasp.mjs';

const usage = `npm run addon:deploy -- [options]

Builds and pushes, keeps the result as a version, and points the deployment at it: whoever has the add-on installed from
there gets it. Where there is no deployment yet, one is made.

  --description TEXT      what is new; else the version of package.json and the commit
  --deployment ID         which deployment, where there are several
  --list                  the versions and the deployments
  --rollback [VERSION]    point the deployment back at a version; the one before unless named
  --dry-run               say what would be done, and do nothing
${COMMON_USAGE}`;

/** Apps Script keeps so many versions of a project (developers.google.com/apps-script/guides/versions). */
const MOST_VERSIONS = 200;

const options = {
  description: { type: 'string' },
  deployment: { type: 'string' },
  list: { type: 'boolean', default: false },
  rollback: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
};

await main({ usage, options, allowPositionals: true }, async (values, positionals) => {
  checkUsage(values, positionals);
  const project = await readProject(values);
  const [versions, deployments] = await Promise.all([
    clasp(project, values, ['list-versions']),
    clasp(project, values, ['list-deployments']),
  ]);
  // A deployment without a version follows the newest code: the one for tests, which Apps Script makes by itself.
  const known = {
    versions: versions.sort((a, b) => b.versionNumber - a.versionNumber),
    deployments: deployments.filter(({ versionNumber }) => versionNumber),
  };
  if (values.list) return listed(known);
  const deployment = chosen(known.deployments, values.deployment);
  if (values.rollback) return rollback(project, values, known.versions, deployment, positionals[0]);
  return deploy(project, values, known.versions, deployment);
});

function checkUsage(values, positionals) {
  const wrong = (why) => refusal(`${why}\n\n${usage}`, 2);
  if (positionals.length > (values.rollback ? 1 : 0)) throw wrong(`Not understood: ${positionals.join(' ')}`);
  if (positionals.length === 1 && !/^[1-9]\d*$/.test(positionals[0])) throw wrong(`Not a version: ${positionals[0]}`);
  if (values.list && (values.rollback || values['dry-run'])) throw wrong('--list goes alone.');
  if (values.rollback && values.description !== undefined)
    throw wrong('A version keeps its description: leave --description out.');
}

/** The deployment to change; null where there is none yet. */
function chosen(deployments, id) {
  if (id !== undefined) {
    const found = deployments.find(({ deploymentId }) => deploymentId === id);
    if (found === undefined) throw refusal(`There is no deployment ${id} with a version. See: npm run addon:deploy -- --list`);
    return found;
  }
  if (deployments.length > 1) {
    throw refusal(
      ['There are several deployments. Name one with --deployment:', ...deployments.map(deploymentLine)].join('\n'),
      2,
    );
  }
  return deployments[0] ?? null;
}

async function deploy(project, values, versions, deployment) {
  const description = values.description ?? `${packageVersion()}${commit()}`;
  const from = deployment?.versionNumber ?? null;
  if (versions.length >= MOST_VERSIONS) {
    throw refusal(
      `The script project has ${versions.length} versions, the most that Apps Script keeps. Delete old ones in the editor (Project history): npm run addon:open`,
    );
  }
  await build(project);
  const json = { scriptId: project.scriptId, deploymentId: deployment?.deploymentId ?? null, from, description };
  if (values['dry-run']) {
    const target =
      deployment === null ? 'make the first deployment of it' : `point ${deployment.deploymentId} at it (now at ${from})`;
    return {
      lines: [`Would push this build, keep it as a new version (“${description}”), and ${target}. Nothing was changed.`],
      json: { dryRun: true, ...json, to: null },
    };
  }
  await clasp(project, values, ['push', '--force']);
  const { versionNumber: to } = await clasp(project, values, ['create-version', '--', description]);
  const { deploymentId } = await pointAt(project, values, deployment, to, description);
  return {
    lines: [
      deployment === null
        ? `Version ${to} (“${description}”) is deployed. Deployment id, for the Marketplace SDK: ${deploymentId}`
        : `Version ${to} (“${description}”) is deployed in place of ${from}: ${deploymentId}`,
    ],
    json: { ...json, deploymentId, to },
  };
}

async function rollback(project, values, versions, deployment, named) {
  if (deployment === null) throw refusal('There is no deployment that could be pointed back.');
  const from = deployment.versionNumber;
  const to = versions.find(({ versionNumber }) => (named === undefined ? versionNumber < from : versionNumber === Number(named)));
  if (to === undefined) {
    throw refusal(
      named === undefined
        ? `There is no version before ${from}.`
        : `There is no version ${named}. See: npm run addon:deploy -- --list`,
    );
  }
  const { deploymentId } = deployment;
  const json = { scriptId: project.scriptId, deploymentId, from, to: to.versionNumber, description: to.description ?? '' };
  if (to.versionNumber === from) return { lines: [`The deployment is at version ${from} already: ${deploymentId}`], json };
  const which = `version ${to.versionNumber}${to.description ? ` (“${to.description}”)` : ''}`;
  if (values['dry-run']) {
    return {
      lines: [`Would point ${deploymentId} from version ${from} at ${which}. Nothing was changed.`],
      json: { dryRun: true, ...json },
    };
  }
  await pointAt(project, values, deployment, to.versionNumber, to.description ?? '');
  return { lines: [`The deployment is at ${which} now, no longer at ${from}: ${deploymentId}`], json };
}

async function pointAt(project, values, deployment, version, description) {
  const command = deployment === null ? ['create-deployment'] : ['update-deployment', deployment.deploymentId];
  try {
    return await clasp(project, values, [...command, '--versionNumber', String(version), '--description', description]);
  } catch (error) {
    const again = deployment === null ? 'npm run addon:deploy' : `npm run addon:deploy -- --rollback ${version}`;
    throw refusal(`${error.message}\nVersion ${version} is kept, but no deployment was pointed at it. Then run: ${again}`);
  }
}

function listed({ versions, deployments }) {
  const of = (number) => deployments.filter(({ versionNumber }) => versionNumber === number);
  const lines = versions.map(({ versionNumber, description }) => {
    const mark = of(versionNumber).length > 0 ? '→' : ' ';
    return `${mark} ${String(versionNumber).padStart(3)}  ${description ?? ''}`.trimEnd();
  });
  return {
    lines: [
      versions.length === 0 ? 'No version yet.' : `Versions (${versions.length} of ${MOST_VERSIONS}; → deployed):`,
      ...lines,
      deployments.length === 0 ? 'No deployment yet.' : 'Deployments:',
      ...deployments.map(deploymentLine),
    ],
    json: { versions, deployments },
  };
}

function deploymentLine({ deploymentId, versionNumber, description }) {
  return `  ${deploymentId}  version ${versionNumber}${description ? `  ${description}` : ''}`;
}

function packageVersion() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
}

/** ', commit abc1234', with a plus where the checkout has changes; '' without git. */
function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `, commit ${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+'}`;
  } catch {
    return '';
  }
}
