// Makes a version and points a deployment at it, or back at an earlier one: npm run addon:deploy
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, COMMON_USAGE, clasp, main, ROOT, readProject, refusal } from './clasp.mjs';
import { chosen, inOrder, listed, ROOM, versionToGoBackTo } from './deployments.mjs';

const usage = `npm run addon:deploy -- [options]

Builds and pushes, keeps the result as a version, and points the deployment at it: whoever has the add-on installed from
there gets it. Where there is no deployment yet, one is made.

  --description TEXT    what is new; else the version of package.json and the commit
  --deployment ID       which deployment, where there are several
  --list                the versions and the deployments
  --rollback [VERSION]  point the deployment back at a version; the one before unless named
  --dry-run             say what would be done, and do nothing
${COMMON_USAGE}`;

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
    // Making a version needs no list of the old ones.
    values.list || values.rollback ? clasp(project, values, ['list-versions']) : [],
    clasp(project, values, ['list-deployments']),
  ]);
  const known = inOrder(versions, deployments);
  if (values.list) return listed(known);
  const deployment = chosen(known.deployments, values.deployment);
  if (values.rollback) return rollback(project, values, known.versions, deployment, positionals[0]);
  return deploy(project, values, deployment);
});

function checkUsage(values, positionals) {
  const wrong = (why) => refusal(`${why}\n\n${usage}`, 2);
  if (positionals.length > (values.rollback ? 1 : 0)) throw wrong(`Not understood: ${positionals.join(' ')}`);
  if (positionals.length === 1 && !/^[1-9]\d*$/.test(positionals[0])) throw wrong(`Not a version: ${positionals[0]}`);
  if (values.list && (values.rollback || values['dry-run'])) throw wrong('--list goes alone.');
  if (values.rollback && values.description !== undefined)
    throw wrong('A version keeps its description: leave --description out.');
}

async function deploy(project, values, deployment) {
  const description = values.description ?? `${packageVersion()}${commit()}`;
  const from = deployment?.versionNumber ?? null;
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
  const to = await keepVersion(project, values, description);
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

async function keepVersion(project, values, description) {
  try {
    return (await clasp(project, values, ['create-version', '--', description])).versionNumber;
  } catch (error) {
    throw refusal(`${error.message}\nThe build was pushed, but no version was kept; nobody but test deployments has it. ${ROOM}`);
  }
}

async function rollback(project, values, versions, deployment, named) {
  const to = versionToGoBackTo(versions, deployment, named);
  const from = deployment.versionNumber;
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

function packageVersion() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
}

/** ', commit abc1234', with a plus where more than the script id is changed; '' without git. */
function commit() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `, commit ${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no', '--', ':!.clasp.json') === '' ? '' : '+'}`;
  } catch {
    return '';
  }
}
