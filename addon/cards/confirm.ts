import { line } from '../escape.ts';
import type { Visit } from '../visit.ts';
import { type Action, type Card, card, outlined, paragraph, primary, section } from './parts.ts';

/** What will happen, in sentences, before it does. */
export function confirmCard(
  { texts }: Visit,
  asked: { title: string; sentences: readonly string[]; yes: string; action: Action; back: Action },
): Card {
  return card({
    title: asked.title,
    sections: [
      section(asked.sentences.filter((sentence) => sentence !== '').map((sentence) => paragraph(line(sentence, 1_000)))),
    ],
    footer: { primary: primary(asked.yes, asked.action), secondary: outlined(texts.back, asked.back) },
  });
}
