import type { BrainMail } from '../../server/brain/brain.ts';
import { createMistralBrain } from '../../server/brain/mistral.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import type { Policy } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import { readByWords, type SaidReading } from './mistral-answers.ts';
import type { Asked } from './mistral-requests.ts';
import { type MistralStandIn, type Scripted, STAND_IN_MODEL, startMistralStandIn } from './mistral-stand-in.ts';

export const policy = defaultPolicy(Date.UTC(2026, 10, 23));

export interface MistralReader {
  /** One mail, of which the model says what stands in `answer`, and by words in it the rest. */
  read(mail: BrainMail, answer?: Partial<SaidReading>, by?: Policy): Promise<Reading>;
  script(...answers: Scripted[]): void;
  lastAsked(): Asked;
  url(): string;
}

/** A brain on a stand-in for the tests of a file; no request of theirs may be one that it refuses. */
export function useMistralReader(): MistralReader {
  let standIn: MistralStandIn;
  let said: Partial<SaidReading> = {};
  beforeAll(async () => {
    standIn = await startMistralStandIn({ answer: (asked) => ({ ...readByWords(asked), ...said }) });
  });
  afterEach(() => {
    said = {};
    expect(standIn.refused).toEqual([]);
  });
  afterAll(() => standIn.close());
  return {
    read(mail, answer = {}, by = policy) {
      said = answer;
      const brain = createMistralBrain({ apiKey: 'key', model: STAND_IN_MODEL, serverUrl: standIn.url, retryForMs: 0 });
      return brain.read(mail, by);
    },
    script: (...answers) => standIn.script(...answers),
    lastAsked() {
      const asked = standIn.calls.at(-1);
      if (!asked) throw new Error('nothing was asked');
      return asked;
    },
    url: () => standIn.url,
  };
}
