// What there is to deploy, and what may be done with it. `versions`: { versionNumber, description }, newest first;
// `deployments`: { deploymentId, versionNumber, description }. Both as clasp tells them.
import { refusal } from './clasp.mjs';

/** Apps Script keeps so many versions of a project (developers.google.com/apps-script/guides/versions). */
const MOST_VERSIONS = 200;
export const ROOM = `Apps Script keeps ${MOST_VERSIONS} versions: see npm run addon:deploy -- --list, and delete old ones in the editor.`;

/**
 * As the commands want them. A deployment without a version follows the newest code: the one for tests, which Apps Script
 * makes by itself.
 */
export function inOrder(versions, deployments) {
  return {
    versions: [...versions].sort((a, b) => b.versionNumber - a.versionNumber),
    deployments: deployments.filter(({ versionNumber }) => versionNumber),
  };
}

/** The one that is named, or the newest before that of the deployment. */
export function versionToGoBackTo(versions, deployment, named = null) {
  if (deployment === null) throw refusal('There is no deployment that could be pointed back.');
  const from = deployment.versionNumber;
  const to = versions.find(({ versionNumber }) => (named === null ? versionNumber < from : versionNumber === Number(named)));
  if (to !== undefined) return to;
  throw refusal(
    named === null ? `There is no version before ${from}.` : `There is no version ${named}. See: npm run addon:deploy -- --list`,
  );
}

/** The deployment to change; null where there is none yet. */
export function chosen(deployments, id = null) {
  if (id !== null) {
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

export function listed({ versions, deployments }) {
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
