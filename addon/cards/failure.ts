import { line, plain } from '../escape.ts';
import type { Failure } from '../failure.ts';
import type { Texts } from '../texts/en.ts';
import type { Visit } from '../visit.ts';
import { aboutOpenMail } from './mail-parameters.ts';
import { type Action, button, type Card, call, card, paragraph, primary, rows, section } from './parts.ts';

interface Told {
  title: string;
  sentences: readonly string[];
}

/** What went wrong and what to do about it, with Retry: a sentence for each failure, and never an exception's own words. */
export function failureCard(visit: Visit, failure: Failure, retry: Action): Card {
  const { title, sentences } = toldOf(visit, failure);
  return card({
    title,
    sections: [section(sentences.map((sentence) => paragraph(line(sentence, 600))))],
    footer: { primary: primary(visit.texts.retry, retry) },
  });
}

/** In one line, where other things stand on the card. */
export function sentenceOf(visit: Visit, failure: Failure): string {
  const { title, sentences } = toldOf(visit, failure);
  return [title, ...sentences].join('. ').replace(/\.\. /g, '. ');
}

/** The title and sentences of a failure, in the reader's language. */
function toldOf(visit: Visit, failure: Failure): Told {
  const { texts } = visit;
  switch (failure.code) {
    case 'forbidden': {
      const ask = failure.title !== '' && contactOf(visit) === '' ? failure.title : texts.noAccessAsk(contactOf(visit));
      return { title: texts.noAccessTitle, sentences: [texts.noAccessTells(visit.reader), ask] };
    }
    case 'unauthenticated':
    case 'no-token':
      return { title: texts.signInTitle, sentences: [texts.signInTells, texts.noAccessAsk(contactOf(visit))] };
    case 'not-set-up':
      return { title: texts.setUpTitle, sentences: [texts.setUpTells] };
    case 'timeout':
      return { title: texts.slowTitle, sentences: [texts.slowTells] };
    case 'unreachable':
    case 'unavailable':
    case 'reauthorise':
      return { title: texts.unreachableTitle, sentences: [failure.title || texts.unreachableTells] };
    case 'not-the-server':
      return { title: texts.notTheServerTitle, sentences: [texts.notTheServerTells] };
    case 'rate-limited':
      return { title: texts.troubleTitle, sentences: [texts.busyTells] };
    default:
      return { title: texts.troubleTitle, sentences: [said(texts, failure)] };
  }
}

/** The server's own sentence where it has one. */
function said(texts: Texts, failure: Failure): string {
  if (failure.settings) return texts.settingsChanged;
  return failure.code !== 'internal' && failure.title !== '' ? failure.title : texts.troubleTells;
}

function contactOf(visit: Visit): string {
  return plain(visit.settings.contact, 100);
}

/** A mail the server does not know yet: it is asked for by a click, because taking it may ask a model. */
export function unseenCard(visit: Visit): Card {
  const { texts } = visit;
  return card({
    title: texts.unseenTitle,
    sections: [section([paragraph(texts.unseenTells)])],
    footer: { primary: primary(texts.take, call('onTake', aboutOpenMail(visit))) },
  });
}

/** Asked for, and still not found: it is in another mailbox than the shared one. */
export function absentCard(visit: Visit): Card {
  const { texts } = visit;
  return card({
    title: texts.absentTitle,
    sections: [section([paragraph(texts.absentTells), ...rows([button(texts.retry, call('onRefresh', aboutOpenMail(visit)))])])],
  });
}
