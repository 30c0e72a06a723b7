import type { MailView } from '../../shared/api.ts';
import { slotValue } from '../../shared/needs.ts';
import { categoryOf, type Language } from '../../shared/policy.ts';
import type { MailRecord } from '../../shared/record.ts';
import { effectsOf } from '../mail/actions/senders.ts';
import type { Context } from '../mail/context.ts';
import { slotInWords } from '../mail/render/slot-in-words.ts';
import { hashOf } from '../store/audit.ts';
import { bodies } from '../store/collections.ts';
import { categoryNamed, readWords, reasonViews, type Words } from './mail-view.ts';

type Detail = NonNullable<MailView['detail']>;

/** How a mail was read and decided on, and every mail that was made for it: nothing is computed again for it. */
export async function mailDetail(ctx: Context, record: MailRecord, language: Language): Promise<Detail> {
  const [words, body, outgoing] = await Promise.all([
    readWords(ctx, language),
    bodies.get(ctx.store, record.id),
    effectsOf(ctx.store, record),
  ]);
  const { screening, decision, suggestion } = record;
  return {
    text: body?.data.mail.text ?? null,
    screening: screening && { verdict: screening.verdict, reasons: reasonViews(screening.reasons, language) },
    reading: readingView(record, words),
    decision: decision && {
      action: decision.action,
      at: decision.at,
      category: categoryNamed(decision.categoryId, words),
      policyVersion: decision.policyVersion,
      settingsRevision: decision.settingsRevision,
      templateId: decision.template?.id ?? null,
      templateVersion: decision.template?.version ?? null,
    },
    textHash: suggestion && hashOf(suggestion.text),
    outgoing: outgoing.map(({ kind, state, sentAt, createdAt, content, withdrawnFor }) => ({
      kind,
      state,
      at: sentAt ?? createdAt,
      to: content.to,
      subject: content.subject,
      text: content.text,
      templateId: content.template?.id ?? null,
      templateVersion: content.template?.version ?? null,
      withdrawnFor: withdrawnFor === null ? null : (reasonViews([withdrawnFor], language)[0] ?? null),
    })),
  };
}

function readingView({ reading, decision }: MailRecord, words: Words): Detail['reading'] {
  if (!reading) return null;
  const specs = categoryOf(words.policy, decision?.categoryId ?? reading.categoryId)?.slots ?? [];
  return {
    brain: reading.brain,
    language: reading.language,
    confidence: reading.confidence,
    scores: Object.entries(reading.scores)
      .sort(([, a], [, b]) => b - a)
      .map(([id, score]) => ({ ...categoryNamed(id, words), score })),
    slots: reading.slots.map(({ name, value, quote }) => {
      const spec = specs.find((one) => one.name === name);
      const fit = slotValue(specs, reading, name);
      return {
        name,
        label: spec?.label[words.language] ?? name,
        // What does not fit what is asked for by now is shown as it was read.
        value: fit === null ? value : slotInWords(spec, { value: fit, quote }, words.language),
        quote,
      };
    }),
  };
}
