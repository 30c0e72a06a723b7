import { createOfflineBrain } from '../../server/brain/offline.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { brainContract } from '../contracts/brain.contract.ts';

brainContract('offline', async () => ({
  brain: createOfflineBrain(),
  policy: defaultPolicy(Date.UTC(2026, 10, 23)),
  runs: 150,
  close: async () => undefined,
}));
