import type { MailView } from '../../shared/api.ts';
import { goesElsewhere } from '../../shared/before-sending.ts';
import { sizeText } from '../../shared/size.ts';
import { block, line, plain } from '../escape.ts';
import type { Visit } from '../visit.ts';
import { fact, paragraph, radios, type Section, section, type Widget } from './parts.ts';

type Suggestion = NonNullable<MailView['suggestion']>;

/** Characters of a text that a card shows whole. Templates end at 10,000; what is longer is only sent from an editor. */
const SHOWN_WHOLE = 16_000;

/** The suggestion may be sent as it stands: nothing is missing, and all of it was shown. */
export function isReady(suggestion: Suggestion): boolean {
  return suggestion.missing.length === 0 && !/[⟦⟧]/u.test(suggestion.text) && suggestion.text.length <= SHOWN_WHOLE;
}

/** The reworded answer is shown and may be chosen. */
export function isAdaptedReady({ adapted }: Suggestion): boolean {
  return adapted !== null && adapted.differences.reduce((length, { text }) => length + text.length, 0) <= SHOWN_WHOLE;
}

/** A suggestion is shown while it may still be sent; of a held mail what is held is shown instead (states.ts). */
export function shownSuggestion({ suggestion, actions, state }: MailView): Suggestion | null {
  return state !== 'held' && actions.includes('reply') ? suggestion : null;
}

export function answerSection(visit: Visit, mail: MailView): Section | null {
  const { texts } = visit;
  const suggestion = shownSuggestion(mail);
  if (!suggestion) return mail.state === 'suggested' ? section([paragraph(texts.noSuggestion)]) : null;
  return section(
    [
      ...elsewhere(visit, mail),
      ...gaps(visit, suggestion),
      ...(suggestion.text.length > SHOWN_WHOLE ? [paragraph(texts.tooLong)] : []),
      fact({ html: `<b>${line(suggestion.subject) || texts.noSubject}</b>` }),
      paragraph(marked(shortened(suggestion.text))),
      paragraph(`<i>${texts.signedNote}</i>`),
      ...files(visit, suggestion.files),
    ],
    { header: texts.replyText },
  );
}

/** An answer that does not go to the sender: whoever sends it should know that before. */
function elsewhere({ texts }: Visit, mail: MailView): Widget[] {
  const to = goesElsewhere(mail);
  return to === null ? [] : [fact({ label: texts.goesTo, html: `<b>${line(to)}</b>`, icon: 'warning' })];
}

function gaps({ texts }: Visit, { missing }: Suggestion): Widget[] {
  if (missing.length === 0) return [];
  const lines = missing.slice(0, 20).map(({ label, why }) => {
    const name = line(label, 60);
    return `• ${why === 'expired' ? texts.gapExpired(name) : texts.gapMissing(name)}`;
  });
  return [fact({ label: texts.gaps, html: lines.join('<br>'), icon: 'edit_note' })];
}

/** Gaps stand out; the text is escaped before. */
export function marked(text: string): string {
  return block(text).replace(/⟦[^⟦⟧]*⟧/gu, (gap) => `<b><font color="#b3261e">${gap}</font></b>`);
}

export function shortened(text: string): string {
  return text.length <= SHOWN_WHOLE ? text : `${text.slice(0, SHOWN_WHOLE)}…`;
}

export function files({ texts }: Visit, list: readonly { name: string; size: number }[]): Widget[] {
  return list
    .slice(0, 10)
    .map(({ name, size }) =>
      fact({ label: texts.filesThatGo, html: line(name), below: sizeText(size, texts.locale), icon: 'attach_file' }),
    );
}

/** What differs from the approved wording, and the choice which of the two is sent; the approved one unless chosen. */
export function adaptedSection({ texts }: Visit, mail: MailView): Section | null {
  const suggestion = shownSuggestion(mail);
  if (!suggestion?.adapted || !isReady(suggestion) || !isAdaptedReady(suggestion)) return null;
  const differences = suggestion.adapted.differences.map(({ kind, text }) => {
    if (kind === 'same') return block(text);
    return kind === 'added' ? `<b>${block(text)}</b>` : `<font color="#767676"><strike>${block(text)}</strike></font>`;
  });
  return section(
    [
      paragraph(differences.join('')),
      paragraph(`<i>${texts.adaptedLegend}</i>`),
      radios({
        name: 'wording',
        title: texts.wording,
        items: [
          { text: texts.wordingApproved, value: 'approved', selected: true },
          { text: texts.wordingAdapted, value: 'adapted', selected: false },
        ],
      }),
    ],
    { header: plain(texts.adaptedTitle) },
  );
}
