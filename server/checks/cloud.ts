import type { CloudPart, Step } from '../cloud/cloud.ts';
import { type Check, failed, ok, type Verdict, warned } from './checks.ts';

/** What setup would do about one part of Google Cloud: nothing is right. */
export function cloudCheck(part: CloudPart): Check {
  return {
    id: part.name.toLowerCase().replace(/\W+/g, '-'),
    name: part.name,
    run: async () => verdictOf(await part.plan()),
  };
}

const DRY_RUN = 'See and mend it:\n$ npm run cli -- setup';

export function verdictOf(steps: readonly Step[]): Verdict {
  const of = (...states: Step['state'][]) => steps.filter(({ state }) => states.includes(state));
  const [broken] = of('failed');
  if (broken) {
    const fix = broken.commands.map((command) => `$ ${command}`).join('\n');
    return failed(`${broken.title}: ${broken.said ?? 'it could not be looked at.'}`, fix === '' ? DRY_RUN : fix);
  }
  const missing = of('create', 'change', 'by-hand');
  if (missing.length > 0) {
    const [first] = missing;
    const more = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
    return failed(`${first?.title ?? ''}${more}: not as setup would have it.`, DRY_RUN);
  }
  const building = of('building');
  if (building.length > 0)
    return warned(`${building.length} still being built: ${building[0]?.title ?? ''}.`, 'Wait some minutes, then check again.');
  const unseen = of('told').length;
  const right = of('right').length;
  const parts = [
    right > 0 ? `${right} as they should be` : null,
    unseen > 0 ? `${unseen} cannot be seen from here: setup tells them` : null,
  ].filter((part) => part !== null);
  return ok(`${parts.join('; ') || 'nothing to look at'}.`);
}
