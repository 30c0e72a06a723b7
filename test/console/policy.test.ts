import * as fc from 'fast-check';
import { differences, diffRows, shortened } from '../../server/console/page/policy/diff-rows.ts';
import { askBefore, onLeaving } from '../../server/console/page/policy/leaving.ts';
import { laterOf, periodText, weekdayName } from '../../server/console/page/policy/texts.ts';

describe('what changed, line by line', () => {
  it('numbers the lines of both sides and marks what came and went', () => {
    expect(diffRows(differences('a\nb\nc\n', 'a\nB\nc\n'))).toEqual([
      { kind: 'same', text: 'a', before: 1, after: 1 },
      { kind: 'removed', text: 'b', before: 2, after: null },
      { kind: 'added', text: 'B', before: null, after: 2 },
      { kind: 'same', text: 'c', before: 3, after: 3 },
    ]);
  });

  it('takes a last line that only got its end for the same', () => {
    expect(diffRows(differences('a\nb', 'a\nb\nc')).map(({ kind, text, before, after }) => [kind, text, before, after])).toEqual([
      ['same', 'a', 1, 1],
      ['same', 'b', 2, 2],
      ['added', 'c', null, 3],
    ]);
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', 'a b'), { maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = differences(before, after);
        const side = (gone: string) =>
          parts
            .filter(({ kind }) => kind !== gone)
            .map((part) => part.text)
            .join('');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });

  it('leaves out what is far from a change, and says how much', () => {
    const before = Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n');
    const shown = shortened(diffRows(differences(before, before.replace('line 10', 'other'))), 1);
    expect(shown[0]).toEqual({ gap: 9 });
    expect(shown.at(-1)).toEqual({ gap: 8 });
    expect(shown).toHaveLength(6);
    expect(shortened(diffRows(differences('a\nb', 'a\nb')))).toEqual([{ gap: 2 }]);
  });
});

describe('periods, sizes and days in words', () => {
  it('says a period as people do, open at one end or at both', () => {
    expect(periodText('2026-08-01', '2027-08-31', 'en')).toBe('1 Aug 2026 to 31 Aug 2027');
    expect(periodText('2026-12-25', '2026-12-25', 'fr')).toBe('le 25 déc. 2026');
    expect(periodText(null, '2027-08-31', 'fr')).toBe('jusqu’au 31 août 2027');
    expect(periodText('2026-08-01', null, 'en')).toBe('from 1 Aug 2026');
    expect(periodText(null, null, 'fr')).toBe('sans limite');
  });

  it('names weekdays in both languages, and the later of two days', () => {
    expect([weekdayName('mon', 'fr'), weekdayName('sun', 'en')]).toEqual(['Lundi', 'Sunday']);
    expect(laterOf('2026-01-02', '2026-01-01')).toBe('2026-01-02');
  });
});

describe('leaving a page with something written in it', () => {
  const leave = (newURL = '/console/#/mails') => {
    const said: string[] = [];
    onLeaving({ oldURL: '/console/#/hours', newURL, stopImmediatePropagation: () => said.push('stopped') }, (address) =>
      said.push(address),
    );
    return said;
  };

  it('stays where the answer is no: nobody draws the other page, and the address is what it was', () => {
    const end = askBefore(() => false);
    expect(leave()).toEqual(['stopped', '/console/#/hours']);
    expect(leave('/console/#/hours')).toEqual([]);
    end();
    expect(leave()).toEqual([]);
  });

  it('goes on where the answer is yes, and asks the form that was opened last', () => {
    const first = askBefore(() => false);
    const second = askBefore(() => true);
    first();
    expect(leave()).toEqual([]);
    second();
  });
});
