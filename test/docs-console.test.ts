import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLUMNS, readCsv } from '../server/mail/timetable/read-csv.ts';
import { MAX_ROWS } from '../server/mail/timetable/understood.ts';
import { IDLE_MS, SESSION_MS } from '../server/store/sessions.ts';
import { HOUR_MS } from '../shared/durations.ts';
import { MAX_FILE_BYTES } from '../shared/limits.ts';
import { DEFAULT_SETTINGS } from '../shared/policy.ts';

const PAGES_FOLDER = 'server/console/page';
const read = (name: string): string => readFileSync(name, 'utf8');
const all = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** No-break spaces are spaces here, written as such or as escapes. */
const spaced = (text: string): string => text.replace(/\\u00A0|\\u202F|[\u00A0\u202F]/g, ' ');

/** What the pages can say: every file of words there is. */
const WORDS = spaced(
  readdirSync(PAGES_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[/-])(?:words|en|fr|pages)\.ts$/.test(name))
    .map((name) => read(join(PAGES_FOLDER, name)))
    .join('\n'),
);

const titles = (language: 'fr' | 'en'): string[] =>
  all(new RegExp(`title: \\{[^}]*\\b${language}: '([^']+)'`, 'g'), read(join(PAGES_FOLDER, 'pages.ts')));

const chapters = [
  {
    language: 'en',
    text: read('docs/console.md'),
    page: 'Page',
    limit: 'Limit',
    column: 'Column',
    hours: ['eight hours', 'two hours'],
  },
  {
    language: 'fr',
    text: read('docs/console.fr.md'),
    page: 'Page',
    limit: 'Limite',
    column: 'Colonne',
    hours: ['huit heures', 'deux heures'],
  },
] as const;

/** A table's rows, by the first cell of its head. */
function rows(text: string, head: string): string[][] {
  const [, table = ''] = text.split(`\n| ${head} |`);
  const [lines = ''] = table.split(/\n(?!\|)/);
  return lines
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const unaccented = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

describe.each(chapters)('the chapter on the console ($language)', ({ language, text, page, limit, column, hours }) => {
  it('has every page of the menu, in its order and by its title, in the table and as a heading', () => {
    expect(titles(language).length).toBeGreaterThan(8);
    expect(rows(text, page).map(([title]) => title)).toEqual(titles(language));
    expect(all(/^## (.+)$/gm, text).filter((heading) => titles(language).includes(heading))).toEqual(titles(language));
  });

  it('calls buttons, lists and figures what the pages call them', () => {
    const labels = all(/\*([^*\n]+)\*/g, text.replace(/^```[\s\S]*?^```/gm, '').replaceAll('**', ''));
    expect(labels.length).toBeGreaterThan(50);
    expect(labels.filter((label) => !WORDS.includes(`'${spaced(label)}'`))).toEqual([]);
    expect(rows(text, limit).filter(([name = '']) => !WORDS.includes(`'${spaced(name)}'`))).toEqual([]);
  });

  it('has every name that a column of a timetable may have, and no other', () => {
    const named = rows(text, column).map(([, names = '']) => all(/`([^`]+)`/g, names).map(unaccented));
    expect(named).toEqual(Object.values(COLUMNS));
  });

  it('shows a table that is understood as it stands', () => {
    const [example = ''] = all(/^```\n(date;[\s\S]*?)^```/gm, text);
    const { rows: understood, refused } = readCsv(example, { kind: 'table' });
    expect(refused).toEqual([]);
    expect(understood).toMatchObject([
      { day: '2026-12-10', from: '09:00', until: '12:00' },
      { day: '2026-12-11', from: '14:00', until: '16:00' },
    ]);
  });

  it('gives the limits that hold', () => {
    expect(text).toContain(`${MAX_ROWS} `);
    expect(text).toMatch(new RegExp(`\\b${MAX_FILE_BYTES / 1e6} M[Bo]\\b`));
    expect(text).toContain(`${DEFAULT_SETTINGS.retention.bodyDays} `);
    expect(text).toContain(`(${DEFAULT_SETTINGS.retention.recordDays} `);
    expect([SESSION_MS, IDLE_MS]).toEqual([8 * HOUR_MS, 2 * HOUR_MS]);
    for (const span of hours) expect(text).toContain(span);
  });
});

it('says the same in both languages: headings, steps, commands, tables and pictures', () => {
  const [en = '', fr = ''] = chapters.map(({ text }) => text);
  for (const pattern of [/^(#+) /gm, /^(\d)\. /gm, /^( *-) /gm, /^ *```\n([\s\S]*?)^ *```/gm])
    expect(all(pattern, fr)).toEqual(all(pattern, en));
  expect(en.match(/^\|/gm)?.length).toBe(fr.match(/^\|/gm)?.length);
  expect(all(/\(images\/console\/([\w-]+)\.fr\.png\)/g, fr)).toEqual(all(/\(images\/console\/([\w-]+)\.png\)/g, en));
});

it('is found from the README and from both guides', () => {
  expect(read('README.md')).toContain('](docs/console.md)');
  expect(read('README.md')).toContain('](docs/console.fr.md)');
  expect(read('docs/guide/en.md')).toContain('](../console.md)');
  expect(read('docs/guide/fr.md')).toContain('](../console.fr.md)');
});
