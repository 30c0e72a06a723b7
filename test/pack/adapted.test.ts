import { renderReply } from '../../server/mail/render-reply.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { checkAdapted } from '../../shared/adapted.ts';
import { aMail, NOW } from '../mail/support/render-fixtures.ts';

/** The check of shared/adapted.ts on every answer of the default pack: what a model may do with them, and what not. */
const policy = defaultPolicy(NOW);
const mail = aMail({ newText: 'Bonjour, je voudrais savoir quand a lieu la rentrée.' });
const THANKS = {
  fr: 'Merci pour votre message au sujet de la rentrée, nous y répondons avec plaisir.',
  en: 'Thank you for your message about the start of classes, we are glad to answer it.',
};

describe.each(policy.templates.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  const { language } = template;
  const signed = { kind: 'staff', name: '', function: null } as const;
  const rendered = renderReply({ template, mail, reading: { slots: [] }, policy, now: NOW, by: signed });
  const text = rendered.text.slice(0, -policy.organisation.name[language].length).trimEnd();
  const [greeting = '', ...paragraphs] = text.split('\n\n');
  const verdict = (parts: readonly string[]): string => {
    const checked = checkAdapted([greeting, ...parts].join('\n\n'), { text, language }, mail);
    return 'text' in checked ? 'taken' : checked.problem;
  };

  it('a sentence for the mail, and another order, are taken', () => {
    expect(verdict([THANKS[language], ...paragraphs])).toBe('taken');
    expect(verdict([...paragraphs.slice(0, -1).reverse(), ...paragraphs.slice(-1)])).toBe('taken');
  });

  it('a paragraph may go unless it holds a link or a figure', () => {
    for (const gone of paragraphs) {
      const left = paragraphs.filter((paragraph) => paragraph !== gone);
      expect([gone, verdict(left)]).toEqual([gone, /\d|@|:\/\//.test(gone) ? expect.stringMatching(/-lost$/) : 'taken']);
    }
  });
});
