import { dateInWords } from '../../../shared/dates-in-words.ts';
import type { Language, SlotSpec } from '../../../shared/policy.ts';

/**
 * A detail as people read it: a date in words; a choice by the words the mail chose it with (one of those the school
 * listed), else by its value. `value` is what `slotValue` let pass.
 */
export function slotInWords(
  spec: Pick<SlotSpec, 'type' | 'choices'> | undefined,
  { value, quote }: { value: string; quote: string },
  language: Language,
): string {
  if (spec?.type === 'date') return dateInWords(value, language);
  if (spec?.type !== 'choice') return value;
  const words = spec.choices.find((choice) => choice.value === value)?.words ?? [];
  return words.find((word) => word !== '' && quote.toLowerCase().includes(word.toLowerCase())) ?? value;
}
