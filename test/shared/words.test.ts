import { LANGUAGES } from '../../shared/policy.ts';
import { ANSWERED_WORDS, ERROR_WORDS, STATE_REFUSED_WORDS, TOPIC_WORDS } from '../../shared/words.ts';

describe('what a person is shown of a problem', () => {
  const all = Object.entries({
    ...ERROR_WORDS,
    ...TOPIC_WORDS,
    ...Object.fromEntries(Object.entries(ANSWERED_WORDS).map(([name, words]) => [`answered ${name}`, words])),
    'state refused': STATE_REFUSED_WORDS,
  });

  test.each(all)('%s: is a sentence in both languages that says what to do, without a word of code', (_name, words) => {
    for (const language of LANGUAGES) {
      const sentence = words[language];
      expect(sentence).toMatch(/^(\p{Lu}|\{name\}).*\.$/u);
      // What is so, and after the colon or in a second sentence what to do.
      expect(sentence).toMatch(language === 'fr' ? / : |\. \p{Lu}/u : /: |\. \p{Lu}/u);
      expect(sentence).not.toMatch(/[<>_`]|\b(?:POST|GET|JSON|null|undefined|record|revision)\b/);
      expect(sentence.length).toBeLessThan(140);
    }
    expect(words.fr).not.toBe(words.en);
  });

  test('no two mean the same to a reader', () => {
    for (const language of LANGUAGES) {
      const sentences = all.map(([, words]) => words[language]);
      expect(sentences.filter((sentence, i) => sentences.indexOf(sentence) !== i)).toEqual([]);
    }
  });
});
