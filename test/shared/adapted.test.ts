import fc from 'fast-check';
import { type AdaptedProblem, checkAdapted } from '../../shared/adapted.ts';
import type { Language } from '../../shared/policy.ts';

const FR = `Bonjour Séverine Pallandre,

Merci de votre intérêt pour notre école.

Le dossier est à déposer en ligne avant le samedi 5 décembre 2026 : https://ecole.example/admissions?a=1
Les frais de dossier sont de 1 200 € pour l’année, et la réponse arrive en 15 jours ouvrés.
Vous pouvez joindre le bureau au 01 23 45 67 89 (de 9 h à 12 h 30) ou à admissions@ecole.example.

Cordialement,`;
const EN = `Dear Ann Miller,

Thank you for your interest in our school.

Applications are made online before Saturday 5 December 2026: https://school.example/apply
The fee is £120 for the year, and the answer takes two weeks.

Kind regards,`;
const MAIL = {
  subject: 'Master Finance, groupe 4',
  newText:
    'Bonjour, je m’appelle Paul et je viens le 12 janvier 2027 avec 3 amis. Mon budget est de 500 €. Tél. 06 11 22 33 44, https://evil.example',
};

function verdict(text: string, approved = FR, language: Language = 'fr', mail = MAIL): AdaptedProblem | 'taken' {
  const checked = checkAdapted(text, { text: approved, language }, mail);
  return 'text' in checked ? 'taken' : checked.problem;
}
/** The French answer with one piece of it in other words. */
const put = (piece: string, words: string): AdaptedProblem | 'taken' => {
  expect(FR).toContain(piece);
  return verdict(FR.replace(piece, words));
};
const INTRO = 'Merci de votre intérêt pour notre école.';

describe('a wording that is taken', () => {
  it.each([
    ['other words around the same facts', INTRO, 'Merci beaucoup de votre message et de votre intérêt pour notre école.'],
    [
      'names, numbers and dates of the mail',
      INTRO,
      'Merci pour votre question sur le Master Finance (groupe 4) et votre venue le 12 janvier 2027 avec Paul.',
    ],
    ['a part of a date', INTRO, 'Merci de noter la date du 5 décembre.'],
    ['a number with other blanks', '1 200 €', '1\u202F200\u00A0€'],
    ['a sentence less', `${INTRO}\n\n`, ''],
    ['line ends of another kind', '\n\nMerci', '\r\n\r\n\r\nMerci'],
  ])('%s', (_what, piece, words) => {
    const told = put(piece, words);
    expect(told === 'unchanged' ? 'taken' : told).toBe('taken');
  });

  it('is given as it will be shown: trimmed, with plain line ends', () => {
    const wording = `${FR.replace(INTRO, 'Merci de votre message et de votre intérêt.  ').replace(/\n/g, '\r\n')}\n\n`;
    const checked = checkAdapted(wording, { text: FR, language: 'fr' }, MAIL);
    expect(checked).toEqual({ text: FR.replace(INTRO, 'Merci de votre message et de votre intérêt.') });
  });

  it('in English', () => {
    expect(verdict(EN.replace('Thank you for', 'Thank you very much for your message and'), EN, 'en')).toBe('taken');
    expect(verdict(EN.replace('The fee', 'You may want to know, and I’m glad to tell you, that the fee'), EN, 'en')).toBe(
      'taken',
    );
  });
});

describe('a wording that is dropped', () => {
  it.each<[AdaptedProblem, string, string]>([
    ['link', INTRO, 'Voyez https://autre.example/page'],
    ['link', INTRO, 'Voyez https://evil.example'],
    ['link', 'https://ecole.example/admissions?a=1', 'https://ecole.example/admissions?a=2 https://ecole.example/admissions?a=1'],
    ['link', INTRO, 'Voyez www.autre'],
    ['link', INTRO, 'Voyez notre site ecole.example'],
    ['link', INTRO, 'Écrivez à direction@ecole.example'],
    ['link-lost', ' ou à admissions@ecole.example', ''],
    ['link-lost', ' : https://ecole.example/admissions?a=1', ''],
    ['amount', INTRO, 'Une bourse de 300 € est possible.'],
    ['amount', INTRO, 'Votre budget de 500 € suffit.'],
    ['amount', '1 200 €', '1 200 $'],
    ['amount', INTRO, 'Remise de 10 %.'],
    ['phone', INTRO, 'Ou appelez le 06 11 22 33 44.'],
    ['phone', '01 23 45 67 89', '01 23 45 67 98'],
    ['number', '15 jours', '16 jours'],
    ['number', '15 jours', '15 semaines'],
    ['number', INTRO, 'Il reste trois solutions.'],
    ['number', INTRO, 'Il reste ½ solution.'],
    ['number', INTRO, 'Il reste ٣ solutions.'],
    ['date', INTRO, 'Venez le 6 décembre.'],
    ['date', INTRO, 'Venez le 5 janvier 2027.'],
    ['date', INTRO, 'Venez le 05/12/2027.'],
    ['date', INTRO, 'Venez demain.'],
    ['date', 'samedi 5', 'dimanche 5'],
    ['fact-lost', ', et la réponse arrive en 15 jours ouvrés', ''],
    ['fact-lost', ' avant le samedi 5 décembre 2026', ''],
    ['fact-lost', 'samedi 5 décembre 2026', 'samedi 5 décembre'],
    ['fact-lost', ' au 01 23 45 67 89', ''],
    ['fact-lost', ' sont de 1 200 € pour', ' sont dus pour'],
    ['name', INTRO, 'Merci de contacter Mme Durand.'],
    ['name', INTRO, 'Merci de voir avec le CROUS.'],
    ['greeting', 'Bonjour Séverine Pallandre,', 'Bonjour Paul,'],
    ['greeting', 'Bonjour Séverine Pallandre,\n\n', ''],
    ['mark', INTRO, 'Merci, ⟦à compléter⟧.'],
    ['markup', INTRO, 'Merci de votre **intérêt**.'],
    ['markup', INTRO, '<b>Merci</b>'],
    ['markup', INTRO, 'Merci &amp; bravo'],
    ['markup', INTRO, `${INTRO}\n--\nLa direction`],
    ['length', INTRO, 'Merci de votre message. '.repeat(30)],
    ['unchanged', INTRO, INTRO],
  ])('%s: %s → %s', (problem, piece, words) => {
    expect(put(piece, words)).toBe(problem);
  });

  it('in another language, or next to nothing', () => {
    expect(verdict(EN.replace('Dear Ann Miller,', 'Bonjour Séverine Pallandre,'))).toBe('language');
    expect(verdict('Bonjour Séverine Pallandre,')).toBe('length');
    expect(verdict('')).toBe('length');
  });
});

/** Said again without the product's own code: figures, and what looks like a link. */
const figures = (text: string): string[] => text.match(/\d+/g) ?? [];
const links = (text: string): string[] => text.match(/https?:\/\/[^\s<>]+|[\w.]+@[\w.]+\w/g) ?? [];

const piece = fc.oneof(
  fc.constantFrom(...FR.split(/(?<=[ \n])/), ...EN.split(/(?<=[ \n])/), ...MAIL.newText.split(/(?<= )/)),
  fc.string({ maxLength: 8 }),
  fc.integer({ min: 0, max: 99_999_999 }).map((n) => `${n} `),
  fc.webUrl().map((url) => `${url} `),
  fc.emailAddress().map((address) => `${address} `),
);
/** The answer with pieces put in and taken out anywhere. */
const edited = fc
  .array(fc.record({ at: fc.nat(FR.length), drop: fc.constantFrom(0, 0, 0, 1, 5, 30), put: piece }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((edits) => edits.reduce((text, { at, drop, put: words }) => text.slice(0, at) + words + text.slice(at + drop), FR));

describe('whatever a model writes', () => {
  it('what is taken states no figure and no link that was not there, and has all links and figures of the answer', () => {
    let taken = 0;
    fc.assert(
      fc.property(edited, (wording) => {
        const checked = checkAdapted(wording, { text: FR, language: 'fr' }, MAIL);
        if (!('text' in checked)) return;
        taken += 1;
        const { text } = checked;
        const known = new Set([...figures(FR), ...figures(`${MAIL.subject} ${MAIL.newText}`)]);
        expect(figures(text).filter((figure) => !known.has(figure))).toEqual([]);
        expect(figures(FR).filter((figure) => !figures(text).includes(figure))).toEqual([]);
        expect(new Set(links(text))).toEqual(new Set(links(FR)));
        expect(text).not.toMatch(/[⟦⟧\p{Cf}\p{Co}]/u);
        expect(text.split('\n')[0]).toBe('Bonjour Séverine Pallandre,');
      }),
      { numRuns: 1_500 },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it('a figure that stands nowhere is never taken, wherever it is put', () => {
    const spaces = [...FR.matchAll(/ /g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.constantFrom(...spaces), fc.integer({ min: 100, max: 9_999_999 }), (at, n) => {
        fc.pre(!figures(`${FR}${MAIL.newText}`).includes(String(n)));
        expect(verdict(`${FR.slice(0, at)} ${n}${FR.slice(at)}`)).not.toBe('taken');
      }),
    );
  });

  it('of the answer no date, amount, number or link can be left out', () => {
    for (const fact of [
      'samedi 5 décembre 2026',
      '5',
      '2026',
      '1 200',
      '€',
      '15',
      '01 23 45 67 89',
      '9 h',
      '12 h 30',
      'admissions@ecole.example',
    ]) {
      expect(put(fact, '')).not.toBe('taken');
    }
  });
});
