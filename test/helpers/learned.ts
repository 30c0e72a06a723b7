import { join } from 'node:path';
import { createFolderBlobs } from '../../server/blobs/folder.ts';
import type { Brain } from '../../server/brain/brain.ts';
import { keyOf } from '../../server/brain/offline/kept.ts';
import { createOfflineBrain, KEPT } from '../../server/brain/offline.ts';
import { DATA_FILES } from '../../server/config.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import type { Policy } from '../../shared/policy.ts';
import { inRunFolder } from './run-folder.ts';

/** The pack's policy, of the day its facts are right for. */
const pack = (): Policy => defaultPolicy(Date.UTC(2026, 10, 23));

/** Of each policy one learns in a run of the tests, which takes a second; the others find what it learned. */
const keepingFor = (policy: Policy) => createFolderBlobs(inRunFolder(keyOf(policy)));

/** The built-in reader as an installation has it from its second start on. */
export function learnedBrain(policy: Policy = pack()): Brain {
  const failed = (error: Error): void => {
    throw error;
  };
  const brain = createOfflineBrain({ ...keepingFor(policy), warn: failed });
  const ready = brain.prepare?.(policy);
  return {
    ...brain,
    read: async (...asked) => {
      await ready;
      return brain.read(...asked);
    },
  };
}

/** Puts into a data folder what an earlier start with the pack's policy would have left there. */
export async function keepLearned(dataDir: string): Promise<void> {
  const policy = pack();
  await learnedBrain(policy).prepare?.(policy);
  const bytes = await keepingFor(policy).get(KEPT);
  if (bytes) await createFolderBlobs(join(dataDir, DATA_FILES.blobs)).put(KEPT, bytes);
}
