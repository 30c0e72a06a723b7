import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { brainContract } from '../contracts/brain.contract.ts';
import { learnedBrain } from '../helpers/learned.ts';

brainContract('offline', async () => ({
  brain: learnedBrain(),
  policy: defaultPolicy(Date.UTC(2026, 10, 23)),
  runs: 150,
  close: async () => undefined,
}));
