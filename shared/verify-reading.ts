import { categoryOf, type Policy } from './policy.ts';
import { HUMAN_MATTERS, NONE, type Reading, type Slot } from './reading.ts';

/**
 * A brain's word is checked before anything is built on it, whichever brain it is: only categories of the policy, only
 * slots that the category declares and whose quote stands word for word in the mail, only numbers that are numbers. What
 * does not hold is dropped, towards a person: an unknown category is `none`, a broken confidence is 0.
 */
export function verifyReading(reading: Reading, mail: { subject: string; newText: string }, policy: Policy): Reading {
  const category = categoryOf(policy, reading.categoryId);
  const known = category !== undefined && !category.retired;
  const text = folded(`${mail.subject}\n${mail.newText}`);
  const declared = new Set(category?.slots.map((slot) => slot.name));
  const quoted = (slot: Slot): boolean => slot.quote.trim() !== '' && text.includes(folded(slot.quote));
  const asked = known ? reading.slots.filter((slot) => declared.has(slot.name)) : [];
  const droppedSlots = asked.filter((slot) => !quoted(slot)).map((slot) => slot.name);
  return {
    ...reading,
    ...(droppedSlots.length > 0 ? { droppedSlots } : {}),
    categoryId: known ? reading.categoryId : NONE,
    confidence: known ? probability(reading.confidence) : 0,
    scores: Object.fromEntries(Object.entries(reading.scores).map(([id, score]) => [id, probability(score)])),
    slots: asked.filter(quoted),
    human: HUMAN_MATTERS.filter((matter) => reading.human.includes(matter)),
  };
}

/** Line breaks and runs of spaces are the mail program's, not the writer's. */
function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function probability(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}
