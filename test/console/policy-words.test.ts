import { categoryWords } from '../../server/console/page/categories/words.ts';
import { factWords } from '../../server/console/page/facts/words.ts';
import { mailboxWords } from '../../server/console/page/hours/mailbox-words.ts';
import { hoursWords } from '../../server/console/page/hours/words.ts';
import { peopleWords } from '../../server/console/page/people/words.ts';
import { policyWords } from '../../server/console/page/policy/words.ts';
import { templateWords } from '../../server/console/page/templates/words.ts';

const ALL = { categoryWords, factWords, hoursWords, mailboxWords, peopleWords, policyWords, templateWords };

/** Every sentence, by its place; what takes a name or a number is given one. */
function sentences(words: unknown, place: string): [string, string][] {
  if (typeof words === 'string') return [[place, words]];
  if (typeof words === 'function') return sentences(words('3', '4'), place);
  return Object.entries(Object(words)).flatMap(([name, value]) => sentences(value, `${place}.${name}`));
}

describe.each(Object.entries(ALL))('%s', (name, wordsOf) => {
  it('writes French as French is written: no-break spaces, typographic apostrophes', () => {
    for (const [place, text] of sentences(wordsOf('fr'), name)) {
      expect(`${place}: ${text}`).not.toMatch(/ [;?!»]|« |'/);
      expect(text).not.toMatch(/ :/);
    }
  });

  it('leaves nothing untranslated', () => {
    const french = new Map(sentences(wordsOf('fr'), name));
    const english = sentences(wordsOf('en'), name);
    const same = english.filter(([place, text]) => /[a-z]{4} [a-z]{3}/i.test(text) && french.get(place) === text);
    expect(same).toEqual([]);
    expect(english.map(([, text]) => text).filter((text) => /undefined|NaN|[«»]/.test(text))).toEqual([]);
  });
});
