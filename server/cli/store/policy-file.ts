import { AppError } from '../../../shared/errors.ts';
import type { Policy } from '../../../shared/policy.ts';
import type { PolicyProblem } from '../../pack/check-policy.ts';
import { exportPack } from '../../pack/format.ts';
import type { Changes } from '../../pack/merge.ts';
import { planImport } from '../../pack/plan-import.ts';
import { audit } from '../../store/audit.ts';
import { createPolicyCache, headVersion, publishPolicy, readSettings } from '../../store/settings.ts';
import type { Store } from '../../store/store.ts';
import { writeNew } from '../files.ts';
import { DONE, FAILED, type Io, line } from '../io.ts';
import { readPack } from '../read-pack.ts';
import { withStore } from './with-store.ts';

export function exportPolicy(file: string, io: Io): Promise<number> {
  return withStore(io, async (store) => {
    const policy = await inForce(store);
    const pack = exportPack(policy);
    if (file === '-') io.out.write(pack);
    else await writeNew(file, pack);
    if (file !== '-') line(io.out, `${file} holds policy ${policy.version}`);
    return DONE;
  });
}

/** Publishes nothing where a problem is an error. */
export async function importPolicy(file: string, options: { dryRun: boolean; json: boolean }, io: Io): Promise<number> {
  const pack = await readPack(file, io.language);
  const { address } = io.config();
  return withStore(io, async (store) => {
    const before = await inForce(store);
    const settings = await readSettings(store);
    const ownAddresses = [address, ...settings.ownAddresses, ...settings.ownGroups];
    const plan = planImport(before, pack, { now: io.now(), ownAddresses });
    const { policy, changes, problems, wrong, changed } = plan;
    const version = wrong || options.dryRun || !changed ? null : await publish(store, policy, io.now());
    tell({ problems, changes, version, changed, wrong }, options, io);
    return wrong ? FAILED : DONE;
  });
}

async function publish(store: Store, policy: Policy, at: number): Promise<number> {
  return store.transaction(async (tx) => {
    const { version } = await publishPolicy(tx, policy);
    audit(tx, { at, actor: 'system', action: 'policy', target: 'policy', detail: { policy: version } }, version);
    return version;
  });
}

async function inForce(store: Store): Promise<Policy> {
  const version = await headVersion(store);
  if (version > 0) return createPolicyCache()(store, version);
  throw new AppError('not-found', 'No policy has been published here yet: start the server once (npm start), then ask again.');
}

interface Told {
  problems: readonly PolicyProblem[];
  changes: Changes;
  /** Of the policy that was published. */
  version: number | null;
  changed: boolean;
  wrong: boolean;
}

function tell(told: Told, { json, dryRun }: { dryRun: boolean; json: boolean }, io: Io): void {
  const { problems, changes, version, changed, wrong } = told;
  const worded = problems.map(({ message, ...problem }) => ({ ...problem, message: message[io.language] }));
  if (json) {
    line(io.out, JSON.stringify({ published: version, dryRun, changes, problems: worded }));
    return;
  }
  for (const { severity, path, message } of worded) line(io.err, `${severity}: ${path}: ${message}`);
  for (const [what, ids] of Object.entries(changes)) if (ids.length > 0) line(io.out, `${what}: ${ids.join(', ')}`);
  if (wrong) line(io.err, 'Nothing was published: mend the errors above first.');
  else if (!changed) line(io.out, 'The pack says what is in force already: nothing to publish.');
  else line(io.out, version === null ? 'Nothing was published (--dry-run).' : `Published as policy ${version}.`);
}
