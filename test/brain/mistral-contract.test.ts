import { createMistralBrain } from '../../server/brain/mistral.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { brainContract } from '../contracts/brain.contract.ts';
import { STAND_IN_MODEL, startMistralStandIn } from '../support/mistral-stand-in.ts';

const policy = defaultPolicy(Date.UTC(2026, 10, 23));

brainContract('mistral', async () => {
  const standIn = await startMistralStandIn();
  return {
    brain: createMistralBrain({ apiKey: 'key', model: STAND_IN_MODEL, serverUrl: standIn.url, retryForMs: 0 }),
    policy,
    runs: 60,
    close: async () => {
      await standIn.close();
      expect(standIn.refused).toEqual([]);
    },
  };
});
