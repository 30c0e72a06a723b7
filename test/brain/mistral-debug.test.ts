import * as z from 'zod';
import { createMistralCall } from '../../server/brain/mistral-call.ts';
import { STAND_IN_MODEL, startMistralStandIn } from '../support/mistral-stand-in.ts';

// A file of its own: the SDK reads the environment once.
it('the SDK prints no request, whatever the environment says', async () => {
  process.env.MISTRAL_DEBUG = 'true';
  const printed = (['log', 'group', 'warn', 'error'] as const).map((how) =>
    jest.spyOn(console, how).mockImplementation(() => undefined),
  );
  const standIn = await startMistralStandIn({ answer: () => ({ word: 'yes' }) });
  const call = createMistralCall({ apiKey: 'key', model: STAND_IN_MODEL, serverUrl: standIn.url });
  await call({
    purpose: 'read',
    system: 'Say yes.',
    user: 'what a mail says',
    cacheKey: 'mailgps-0123456789abcdef',
    answer: { name: 'note', schema: z.strictObject({ word: z.string() }) },
    maxTokens: 100,
  });
  for (const spy of printed) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
  await standIn.close();
  delete process.env.MISTRAL_DEBUG;
});
