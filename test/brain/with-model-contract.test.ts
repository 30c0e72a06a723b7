import { createMistralBrain } from '../../server/brain/mistral.ts';
import { createBrainWithModel } from '../../server/brain/with-model.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { brainContract } from '../contracts/brain.contract.ts';
import { learnedBrain } from '../helpers/learned.ts';
import { STAND_IN_MODEL, startMistralStandIn } from '../support/mistral-stand-in.ts';

brainContract('a model with the built-in reader', async () => {
  const standIn = await startMistralStandIn();
  const model = createMistralBrain({ apiKey: 'key', model: STAND_IN_MODEL, serverUrl: standIn.url, retryForMs: 0 });
  return {
    brain: createBrainWithModel({ model, offline: learnedBrain(), budget: { allows: () => true } }),
    policy: defaultPolicy(Date.UTC(2026, 10, 23)),
    runs: 40,
    close: async () => {
      await standIn.close();
      expect(standIn.refused).toEqual([]);
    },
  };
});
