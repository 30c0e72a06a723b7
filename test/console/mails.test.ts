import fc from 'fast-check';
import {
  AT_ONCE,
  type BulkItem,
  type BulkResult,
  hindranceOf,
  itemOf,
  runBulk,
} from '../../server/console/page/mails/bulk-run.ts';
import { EN } from '../../server/console/page/mails/en.ts';
import { besides, changeTo, clearAll, filtersOf, VIEW_NAMES, VIEWS, viewOf } from '../../server/console/page/mails/filters.ts';
import { FR } from '../../server/console/page/mails/fr.ts';
import { markQuotes } from '../../server/console/page/mails/marked.ts';
import { stillShown, toggled, toggledAll } from '../../server/console/page/mails/selection.ts';
import { hasGaps, isLeaving, mayReplace } from '../../server/console/page/mails/shown.ts';
import { templateName } from '../../server/console/page/mails/template-name.ts';
import { whenText } from '../../server/console/page/mails/when.ts';
import { MailsQuery, type MailView } from '../../shared/api.ts';
import { careOf, goesElsewhere } from '../../shared/before-sending.ts';
import { MAX_BULK } from '../../shared/limits.ts';

const mail = (part: object): MailView => {
  const view: unknown = { id: 'm1', revision: 3, state: 'suggested', actions: ['reply', 'done'], outgoing: null, ...part };
  return Object(view);
};
const suggestion = (text: string, missing: readonly object[] = []) => ({ text, missing, adapted: null });

describe('filters in the address', () => {
  it.each(VIEW_NAMES)('the server takes what the view %s asks for, and the address says it back', (view) => {
    expect(MailsQuery.safeParse(filtersOf(VIEWS[view])).success).toBe(true);
    expect(viewOf(VIEWS[view])).toBe(view);
    const changed = Object.entries({ status: 'failed', by: 'staff', q: 'notes', ...changeTo(view) }).filter(([, value]) => value);
    expect(viewOf(Object.fromEntries(changed))).toBe(view);
    expect(Object.fromEntries(changed).q).toBe('notes');
  });

  it('what nobody knows is not passed on, and of one sender nothing is narrowed further', () => {
    expect(filtersOf({ status: 'held', limit: '100', cursor: 'x', evil: '1' })).toEqual({ status: 'held' });
    expect(filtersOf({ sameSender: 'm1', waiting: 'true', q: 'a', category: 'fees' })).toEqual({
      sameSender: 'm1',
      waiting: 'true',
    });
  });

  it('a filter that belongs to no view is named, so that it can be taken away', () => {
    expect(viewOf({ mark: 'corrected' })).toBeNull();
    expect(besides({ mark: 'corrected', from: '2026-11-01', until: '2026-11-22' })).toEqual([
      { name: 'mark', value: 'corrected', clear: { mark: '' } },
      { name: 'days', value: '2026-11-01/2026-11-22', clear: { from: '', until: '', hour: '' } },
    ]);
    expect(besides(VIEWS.unassigned)).toEqual([]);
    expect(viewOf(clearAll())).toBe('all');
  });
});

describe('selecting', () => {
  const ids = Array.from({ length: 80 }, (_, n) => `m${n}`);

  it('takes fifty, and not one more', () => {
    const full = toggledAll(new Set(), ids);
    expect(full.size).toBe(MAX_BULK);
    expect(toggled(full, 'm70').has('m70')).toBe(false);
    expect(toggled(full, 'm3').has('m3')).toBe(false);
    expect(toggledAll(full, ids).size).toBe(0);
  });

  it('lets go of what is no longer shown', () => {
    expect([...stillShown(new Set(['m1', 'm2']), ['m2', 'm3'])]).toEqual(['m2']);
    const same = new Set(['m2']);
    expect(stillShown(same, ['m2'])).toBe(same);
  });
});

describe('many at once', () => {
  it('leaves out what cannot be sent as it is shown', () => {
    expect(hindranceOf('send', mail({ suggestion: suggestion('Hello') }))).toBeNull();
    expect(hindranceOf('send', mail({ suggestion: null }))).toBe('no-text');
    expect(hindranceOf('send', mail({ suggestion: suggestion('Hello ⟦name⟧') }))).toBe('gaps');
    expect(hindranceOf('send', mail({ suggestion: suggestion('Hello', [{}]) }))).toBe('gaps');
    expect(hindranceOf('send', mail({ actions: ['done'], suggestion: suggestion('Hello') }))).toBe('not-possible');
    expect(hindranceOf('done', mail({ suggestion: null }))).toBeNull();
    expect(hindranceOf('assign', mail({ suggestion: null }))).toBe('not-possible');
  });

  it('names the revision and the text that were shown', () => {
    expect(itemOf(mail({ detail: { textHash: 'h' } }))).toEqual({ id: 'm1', revision: 3, textHash: 'h' });
    expect(itemOf(mail({ detail: { textHash: null } }))).toEqual({ id: 'm1', revision: 3 });
  });

  const items = (count: number): BulkItem[] => Array.from({ length: count }, (_, n) => ({ id: `m${n}`, revision: 1 }));
  const done = ({ id }: BulkItem): BulkResult => ({ id, ok: true, code: null, title: null, mail: null });
  const lost = ({ id }: BulkItem): BulkResult => ({ ...done({ id, revision: 1 }), ok: false, title: 'lost' });

  it('tells of each exactly once, in order, a few at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(50), async (count) => {
        const asked: number[] = [];
        const told: string[] = [];
        await runBulk(
          items(count),
          async (some) => {
            asked.push(some.length);
            return some.map(done);
          },
          { told: (results) => told.push(...results.map(({ id }) => id)), lost },
        );
        expect(told).toEqual(items(count).map(({ id }) => id));
        expect(asked.every((n) => n > 0 && n <= AT_ONCE)).toBe(true);
      }),
    );
  });

  it('asks for no more once an answer stayed away', async () => {
    let calls = 0;
    const told: BulkResult[] = [];
    await runBulk(
      items(AT_ONCE * 3),
      async (some) => {
        calls += 1;
        if (calls === 2) throw new Error('no connection');
        return some.map(done);
      },
      { told: (results) => told.push(...results), lost },
    );
    expect(calls).toBe(2);
    expect(told.map(({ ok }) => ok)).toEqual([...Array(AT_ONCE).fill(true), ...Array(AT_ONCE * 2).fill(false)]);
  });
});

describe('one mail', () => {
  it('tells where an answer goes that does not go to the sender, and why to read it with care', () => {
    const from = { name: 'Jean', address: 'Jean@mail.example' };
    expect(goesElsewhere({ from, replyTo: 'jean@MAIL.example' })).toBeNull();
    expect(goesElsewhere({ from, replyTo: '' })).toBeNull();
    expect(goesElsewhere({ from, replyTo: 'jean@elsewhere.example' })).toBe('jean@elsewhere.example');
    const reasons = ['rehearsal', 'distress', 'low-confidence', 'complaint'].map((code) => ({ code, text: code }));
    expect(careOf({ reasons }).map(({ code }) => code)).toEqual(['distress', 'complaint']);
  });

  it('names a template by its category and language, and by its id where it knows no better', () => {
    const known = mail({ category: { id: 'fees', name: 'Fees' }, decidedCategory: null, choices: null });
    expect(templateName(known, { id: 'fees.fr', version: 2 }, EN)).toBe('Fees (in French), version 2');
    expect(templateName(known, { id: 'visa.en', version: 1 }, EN)).toBe('visa.en, version 1');
    const choices = { categories: [{ id: 'visa', name: 'Visas' }] };
    expect(templateName(mail({ ...known, choices }), { id: 'visa.en', version: 1 }, FR)).toBe('Visas (en anglais), version 1');
  });

  it('does not change a text beneath the hand that sends it', () => {
    const shown = mail({ suggestion: suggestion('one') });
    expect(mayReplace(shown, mail({ suggestion: suggestion('two') }))).toBe(false);
    expect(mayReplace(shown, mail({ suggestion: { ...suggestion('one'), adapted: { text: 'uno' } } }))).toBe(false);
    expect(mayReplace(shown, mail({ suggestion: suggestion('one'), revision: 4 }))).toBe(true);
    // Answered meanwhile: there is no button left to press by mistake.
    expect(mayReplace(shown, mail({ suggestion: suggestion('two'), actions: ['reopen'] }))).toBe(true);
  });

  it('knows what is held from what leaves', () => {
    expect(isLeaving(mail({ state: 'held', outgoing: { state: 'intended' } }))).toBe(false);
    expect(isLeaving(mail({ outgoing: { state: 'intended' } }))).toBe(true);
    expect(isLeaving(mail({ outgoing: { state: 'unknown' } }))).toBe(false);
    expect([hasGaps('a ⟦b⟧'), hasGaps('a [b]')]).toEqual([true, false]);
  });

  it('marks quotes without losing or adding a letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ maxLength: 4 }), { maxLength: 5 }), (text, quotes) => {
        const parts = markQuotes(text, quotes);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const part of parts) if (part.found) expect(quotes).toContain(part.text);
      }),
    );
    expect(markQuotes('I am ill today.', ['today', 'tomorrow', ' '])).toEqual([
      { text: 'I am ill ', found: false },
      { text: 'today', found: true },
      { text: '.', found: false },
    ]);
  });

  it('tells the clock of the school’s day, and the day of any other', () => {
    const now = Date.UTC(2026, 10, 22, 23, 30);
    expect(whenText(now - 60_000, 'en', 'Europe/Paris', now)).toBe('at 00:29');
    expect(whenText(now - 60_000, 'fr', 'Europe/Paris', now)).toBe('à 00:29');
    // Half an hour earlier it was still the day before in Paris.
    expect(whenText(now - 3_600_000, 'en', 'Europe/Paris', now)).toBe('22 Nov 2026, 23:30');
  });
});

it('has French typography: no plain blank before a sign that is set off', () => {
  const texts: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'function') texts.push(String(value('2', '3')));
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) gather(inner);
  };
  gather(FR);
  expect(texts.length).toBeGreaterThan(150);
  expect(texts.filter((text) => / [:;?!»%]|« |'/.test(text))).toEqual([]);
  expect(Object.keys(FR.views)).toEqual(Object.keys(EN.views));
});

test('every mark and every way of answering that a figure leads by has its words', () => {
  const { mark, by } = MailsQuery.shape;
  for (const { besides: words } of [EN, FR]) {
    for (const value of mark.unwrap().options) expect(words.mark?.(value)).not.toBe(value);
    for (const value of by.unwrap().options) expect(words.by?.(value)).not.toBe(value);
  }
});

test('an hour narrows a single day alone, and goes with it', () => {
  const day = { from: '2026-11-22', until: '2026-11-22', hour: '14' };
  expect(filtersOf(day)).toEqual(day);
  expect(filtersOf({ ...day, until: '2026-11-23' })).toEqual({ from: '2026-11-22', until: '2026-11-23' });
  expect(filtersOf({ hour: '14' })).toEqual({});
  expect(EN.besides.hour?.('9')).toBe('Received from 09:00 to 10:00');
});
