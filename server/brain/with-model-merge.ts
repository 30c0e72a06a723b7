import type { Policy } from '../../shared/policy.ts';
import { HUMAN_MATTERS, type Reading } from '../../shared/reading.ts';

/** What the built-in reader's own confidence weighs. See docs/decisions/150-mistral.md for what it costs and spares. */
const OFFLINE_WEIGHT = 0.15;
/** Where the two differ no threshold that makes sense is passed. */
const DIFFERING = 0.5;

/**
 * The model's reading, held back wherever the built-in reader saw a reason for a person: a matter or a second request seen
 * by either counts, bare thanks only where both see them (such a mail is put aside unread), and a detail on which they
 * differ is dropped. The two err in different ways, and an error towards a person is the cheap one (promise 5).
 */
export function joined(model: Reading, offline: Reading, policy: Policy): Reading {
  const agree = model.categoryId === offline.categoryId && model.language === offline.language;
  const disputed = disputedSlots(model, offline, policy);
  const dropped = [...new Set([...(model.droppedSlots ?? []), ...disputed])];
  return {
    ...model,
    confidence: agree
      ? (1 - OFFLINE_WEIGHT) * model.confidence + OFFLINE_WEIGHT * offline.confidence
      : Math.min(model.confidence, DIFFERING),
    slots: model.slots.filter(({ name }) => !disputed.includes(name)),
    severalRequests: model.severalRequests || offline.severalRequests,
    human: HUMAN_MATTERS.filter((matter) => model.human.includes(matter) || offline.human.includes(matter)),
    thanksOnly: model.thanksOnly && offline.thanksOnly,
    secondOpinion: { brain: offline.brain, categoryId: offline.categoryId },
    ...(dropped.length > 0 ? { droppedSlots: dropped } : {}),
  };
}

/** Free text may be quoted longer or shorter; a date, a number or a choice is one thing. */
function disputedSlots(model: Reading, offline: Reading, policy: Policy): string[] {
  if (model.categoryId !== offline.categoryId) return [];
  const specs = policy.categories.find(({ id }) => id === model.categoryId)?.slots ?? [];
  const said = (reading: Reading, name: string) => reading.slots.find((slot) => slot.name === name)?.value;
  return specs
    .filter(({ name, type }) => {
      const [one, other] = [said(model, name), said(offline, name)];
      return type !== 'text' && one !== undefined && other !== undefined && one !== other;
    })
    .map(({ name }) => name);
}
