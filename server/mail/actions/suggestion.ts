import type { Decision } from '../../../shared/decision.ts';
import type { EffectContent } from '../../../shared/effect.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Mail } from '../../../shared/mail.ts';
import { type Policy, publishedTemplate, replyLanguage, type TemplateFile } from '../../../shared/policy.ts';
import type { MailRecord, Suggestion } from '../../../shared/record.ts';
import { composeSuggestion, contentOf, templateOf } from '../compose.ts';
import { GAP_MARK } from '../render/compose.ts';
import { footer } from '../render/footer.ts';
import { askerName } from '../render/greeting.ts';
import { renderReply, renderStaffText } from '../render-reply.ts';
import type { Staff } from './act.ts';

interface For {
  record: MailRecord;
  mail: Mail;
  policy: Policy;
  now: number;
}

/** What a category's answer to this mail is today; null when the school has published none. */
export function suggestionNow({ record, mail, policy, now }: For, categoryId = record.categoryId): Suggestion | null {
  const language = record.decision?.language ?? replyLanguage(record.language);
  const template = publishedTemplate(policy, categoryId, language);
  if (!template) return null;
  const chosen = { id: template.id, version: template.version };
  const decision: Decision = { ...(record.decision ?? NO_DECISION), categoryId, language, template: chosen };
  return composeSuggestion({ record, mail, reading: record.reading, decision, policy, now });
}

/** For a mail that no decision was ever made on. */
const NO_DECISION: Decision = {
  action: 'suggest',
  categoryId: '',
  language: 'en',
  template: null,
  personId: null,
  reasons: [],
  missing: [],
  rehearsed: null,
  policyVersion: 0,
  settingsRevision: 0,
  brain: null,
  at: 0,
};

/** Whether what was shown would still be composed today: facts lapse, and templates get new versions. */
export function isCurrent(shown: Suggestion, today: Suggestion | null): boolean {
  return today !== null && shown.text === today.text && shown.subject === today.subject && sameFiles(shown, today);
}

function sameFiles(a: Suggestion, b: Suggestion): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files) && a.template?.version === b.template?.version;
}

/** The suggestion as it was shown, signed by who sends it. */
export function suggestedContent({ record, mail, policy, now }: For, suggestion: Suggestion, by: Staff): EffectContent {
  const template = templateOf(policy, suggestion);
  if (!template) throw new AppError('conflict', 'The template of this suggestion is no longer there.', { topic: 'text-gone' });
  if (suggestion.missing.length > 0) {
    const names = suggestion.missing.map((m) => m.name).join(', ');
    throw new AppError('invalid', `The suggestion still lacks: ${names}. Fill it in, or edit the text.`, {
      topic: 'gaps-left',
    });
  }
  const signed = { kind: 'staff' as const, name: by.signature, function: by.function?.[template.language] ?? null };
  const rendered = renderReply({ template, mail, reading: record.reading ?? { slots: [] }, policy, now, by: signed });
  return contentOf(rendered, recipient(record, mail), suggestion.template);
}

/** The suggestion in the words that a model gave it and a person has read, signed by that person. */
export function adaptedContent({ record, mail, policy }: For, suggestion: Suggestion, by: Staff): EffectContent {
  const { adapted, language, subject, template } = suggestion;
  if (!adapted) throw new AppError('conflict', 'There is no adapted text for this mail, or no more.', { topic: 'text-gone' });
  const signed = { kind: 'staff' as const, name: by.signature, function: by.function?.[language] ?? null };
  const rendered = renderStaffText({ text: adapted.text, mail, policy, language, by: signed });
  const files = filesOf(policy, suggestion);
  return { ...contentOf({ ...rendered, subject, files }, recipient(record, mail), template), adaptedBy: adapted.brain };
}

/** A text that staff wrote or edited. With `files`, those of the suggestion go with it. */
export function editedContent({ record, mail, policy }: For, text: string, files: boolean, by: Staff): EffectContent {
  if (GAP_MARK.test(text))
    throw new AppError('invalid', 'A place marked ⟦ ⟧ in the text is still to be filled in.', { topic: 'gaps-left' });
  const language = record.suggestion?.language ?? replyLanguage(record.language);
  const signed = { kind: 'staff' as const, name: by.signature, function: by.function?.[language] ?? null };
  const bare = withoutSignature(text, footer({ kind: 'staff', name: '', function: null }, policy.organisation, language));
  const rendered = renderStaffText({ text: bare, mail, policy, language, by: signed });
  const attached = files && record.suggestion ? filesOf(policy, record.suggestion) : [];
  return contentOf({ ...rendered, files: attached }, recipient(record, mail), null);
}

/** A suggestion is shown with the organisation's name below it, and comes back so when it was edited. */
function withoutSignature(text: string, shown: string): string {
  const end = text.trimEnd();
  return end.endsWith(`\n${shown}`) ? end.slice(0, -shown.length).trimEnd() : end;
}

export function filesOf(policy: Policy, suggestion: Suggestion): readonly TemplateFile[] {
  return templateOf(policy, suggestion)?.files ?? [];
}

function recipient(record: MailRecord, mail: Pick<Mail, 'from' | 'replyTo'>): { name: string; address: string } {
  return { name: askerName(mail), address: record.replyTo };
}
