import type { Decision } from '../../shared/decision.ts';
import type { EffectContent } from '../../shared/effect.ts';
import { isAppError } from '../../shared/errors.ts';
import { dayIn } from '../../shared/local-time.ts';
import type { Address, Mail } from '../../shared/mail.ts';
import { presentPerson } from '../../shared/people.ts';
import type { Policy, Template } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import type { MailRecord, Suggestion } from '../../shared/record.ts';
import { MAX_ORIGINAL_BYTES } from './build-mime.ts';
import type { SentBy } from './render/footer.ts';
import { askerName } from './render/greeting.ts';
import { renderForward } from './render-forward.ts';
import { type Rendered, renderReply } from './render-reply.ts';

export interface Composing {
  record: MailRecord;
  mail: Mail;
  reading: Reading | null;
  decision: Decision;
  policy: Policy;
  now: number;
}

/** What an automatic reply consists of; null when its template cannot be composed after all. */
export function composeReply(from: Composing): EffectContent | null {
  const template = templateOf(from.policy, from.decision);
  const rendered = template && rendering(from, template, { kind: 'automatic' });
  if (!template || !rendered || rendered.missing.length > 0) return null;
  return contentOf(rendered, { name: askerName(from.mail), address: from.record.replyTo }, from.decision.template);
}

/** What staff are shown: the template with its gaps marked and without a signature; null where there is no template. */
export function composeSuggestion(from: Composing): Suggestion | null {
  const template = templateOf(from.policy, from.decision);
  const rendered = template && rendering(from, template, { kind: 'staff', name: '', function: null });
  if (!template || !rendered) return null;
  const { subject, text, html, missing } = rendered;
  const files = rendered.files.map(({ name, type, size }) => ({ name, type, size }));
  return { language: template.language, template: from.decision.template, subject, text, html, files, missing };
}

/** The note that goes with a mail passed on; null when nobody is there to take it. */
export function composeForward(from: Composing, by: SentBy = { kind: 'automatic' }): EffectContent | null {
  const { record, mail, reading, policy, decision, now } = from;
  const person = presentPerson(policy, decision.personId, dayIn(policy.hours.timezone, now));
  if (!person) return null;
  const { language } = policy.organisation;
  const { categoryId, reasons } = decision;
  const withOriginal = record.size <= MAX_ORIGINAL_BYTES;
  const rendered = renderForward({ mail, reading, categoryId, reasons, policy, language, by, withOriginal });
  return { ...contentOf({ ...rendered, files: [] }, person, null), personId: person.id };
}

export function contentOf(
  rendered: Pick<Rendered, 'subject' | 'text' | 'html' | 'files'>,
  to: Address,
  template: Decision['template'],
): EffectContent {
  const { subject, text, html, files } = rendered;
  return { to: to.address, toName: to.name, subject, text, html, files, template };
}

export function templateOf(policy: Policy, decision: Pick<Decision, 'template'>): Template | undefined {
  const wanted = decision.template;
  return policy.templates.find((t) => t.id === wanted?.id && t.version === wanted.version);
}

/** A template that cannot be rendered is no suggestion; the decision has its reason already. */
function rendering(from: Composing, template: Template, by: Parameters<typeof renderReply>[0]['by']): Rendered | null {
  try {
    return renderReply({
      template,
      mail: from.mail,
      reading: from.reading ?? { slots: [] },
      policy: from.policy,
      now: from.now,
      by,
    });
  } catch (error) {
    if (isAppError(error, 'template')) return null;
    throw error;
  }
}
