import type { Brain } from '../../../server/brain/brain.ts';
import type { Reading } from '../../../shared/reading.ts';

/**
 * Says what the subject tells it: its first word is the category, "0.42" the confidence, "several" and "complaint" what
 * they are. So a test's mail carries its reading, and no classifier stands between a test and the path.
 */
export function scriptedBrain(
  change: (reading: Reading) => Reading | Promise<Reading> = (reading) => reading,
): Brain & { calls: number } {
  const brain = {
    name: 'scripted/1',
    calls: 0,
    async read({ subject }: { subject: string }): Promise<Reading> {
      brain.calls += 1;
      const words = subject.replace(/^(re|fwd?)\s*:\s*/i, '').split(/\s+/);
      const confidence = Number(words.find((word) => /^0\.\d+$/.test(word)) ?? 0.99);
      return change({
        brain: 'scripted/1',
        language: words.includes('en') ? 'en' : 'fr',
        categoryId: words[0] ?? 'none',
        scores: { [words[0] ?? 'none']: confidence, none: 1 - confidence },
        confidence,
        slots: [],
        severalRequests: words.includes('several'),
        human: words.includes('complaint') ? ['complaint'] : [],
        thanksOnly: false,
        summary: 'A SUMMARY THAT IS NEVER SENT',
      });
    },
  };
  return brain;
}
