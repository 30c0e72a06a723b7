import type { Policy } from '../../../shared/policy.ts';
import type { Brain } from '../../brain/brain.ts';
import { type Judged, type LabelledMail, readAll } from '../../brain/evaluate.ts';

/**
 * Judges each mail with a brain that learned from the pack and from the other parts of the file, never from the mail's own
 * part. Parts are dealt out category by category, so that each has its share of all; the same file gives the same parts.
 */
export async function crossValidate(brain: Brain, policy: Policy, mails: readonly LabelledMail[], k: number): Promise<Judged[]> {
  const parts = dealt(mails, k);
  const judged: Judged[] = [];
  for (const [n, part] of parts.entries()) {
    const others = parts.filter((other) => other !== part).flat();
    // A number of its own: a brain keeps what it learned by the policy's version.
    judged.push(...(await readAll(brain, { ...withExamples(policy, others), version: policy.version + 1 + n }, part)));
  }
  return judged;
}

function dealt(mails: readonly LabelledMail[], k: number): LabelledMail[][] {
  const sorted = [...mails].sort((a, b) => (a.category < b.category ? -1 : a.category > b.category ? 1 : a.id < b.id ? -1 : 1));
  return Array.from({ length: k }, (_, n) => sorted.filter((_mail, i) => i % k === n)).filter((part) => part.length > 0);
}

/** Each mail becomes an example of its category: in French or English as it says, elsewhere in neither. */
function withExamples(policy: Policy, mails: readonly LabelledMail[]): Policy {
  const of = (categoryId: string, language: string): string[] =>
    mails
      .filter(({ category, lang }) => category === categoryId && lang === language)
      .map(({ subject, body }) => `${subject}\n\n${body}`);
  return {
    ...policy,
    categories: policy.categories.map((category) => ({
      ...category,
      examples: {
        fr: [...category.examples.fr, ...of(category.id, 'fr')],
        en: [...category.examples.en, ...of(category.id, 'en')],
      },
    })),
  };
}
