import type { MailView, Me } from '../../shared/api.ts';
import { dayIn } from '../../shared/local-time.ts';
import { presentPerson } from '../../shared/people.ts';
import { categoryOf, type Language, type Policy, type Settings } from '../../shared/policy.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Context } from '../mail/context.ts';
import { isForwardable } from '../mail/decide-input.ts';
import type { User } from '../store/users.ts';

interface For {
  record: MailRecord;
  /** Who reads it. */
  user: User;
  settings: Settings;
  policy: Policy;
  language: Language;
}

/** What the sidebar offers beside a mail, made of what was read for the mail itself: it asks the store for nothing. */
export function choicesFor(ctx: Context, { record, user, settings, policy, language }: For): NonNullable<MailView['choices']> {
  const day = dayIn(policy.hours.timezone, ctx.now());
  const personId = categoryOf(policy, record.categoryId)?.personId ?? null;
  const routeTo =
    personId !== null && isForwardable(policy, settings, ctx.address, personId, ctx.now())
      ? presentPerson(policy, personId, day)
      : null;
  return {
    me: meView(user),
    mailbox: ctx.address,
    categories: policy.categories
      .filter(({ retired }) => !retired)
      .map((category) => ({ id: category.id, name: category.name[language] })),
    people: policy.people
      .filter(({ retired }) => !retired)
      .map(({ id, name, function: duty }) => {
        const present = presentPerson(policy, id, day);
        const instead = present && present.id !== id ? { instead: { id: present.id, name: present.name } } : {};
        return { id, name, function: duty[language], away: present === null, ...instead };
      }),
    routeTo: routeTo && { id: routeTo.id, name: routeTo.name },
  };
}

export function meView(user: User): Me {
  return { id: user.id, name: user.name || user.email, address: user.email, role: user.role ?? 'staff' };
}
