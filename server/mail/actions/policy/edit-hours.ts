import type { OpeningHours, Organisation, Policy, Weekday } from '../../../../shared/policy.ts';

type Stretches = OpeningHours['weekly'][Weekday];
type Closure = OpeningHours['closures'][number];

export interface HoursChange {
  timezone?: string | undefined;
  weekly?: Partial<Record<Weekday, Stretches>> | undefined;
  addClosures: readonly Closure[];
  /** Known by their days. */
  removeClosures: readonly Pick<Closure, 'from' | 'until'>[];
}

/** Only what is named is changed; a closure of the same days takes the place of the one before. Pure. */
export function editHours(policy: Policy, change: HoursChange): Policy {
  const { hours } = policy;
  const gone = [...change.removeClosures, ...change.addClosures];
  const kept = hours.closures.filter(({ from, until }) => !gone.some((other) => other.from === from && other.until === until));
  const closures =
    change.addClosures.length + change.removeClosures.length === 0 ? hours.closures : [...kept, ...change.addClosures];
  return {
    ...policy,
    hours: {
      timezone: change.timezone ?? hours.timezone,
      weekly: { ...hours.weekly, ...change.weekly },
      closures: [...closures].sort((a, b) => (a.from + a.until < b.from + b.until ? -1 : 1)),
    },
  };
}

export function editOrganisation(
  policy: Policy,
  { name, language, humanContact }: { [K in keyof Organisation]?: Organisation[K] | undefined },
): Policy {
  const { organisation } = policy;
  return {
    ...policy,
    organisation: {
      name: name ?? organisation.name,
      language: language ?? organisation.language,
      humanContact: humanContact ?? organisation.humanContact,
    },
  };
}
