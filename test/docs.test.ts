import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LANGUAGES, type Language } from '../shared/policy.ts';
import { REASONS } from '../shared/reasons.ts';
import { RECORD_STATES } from '../shared/record.ts';
import { DELIVERY_WORDS, STATE_WORDS } from '../shared/words.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const documents = [
  ...readdirSync('.'),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
]
  .filter((name) => name.endsWith('.md'))
  .sort();
const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** As GitHub names a heading: lower case, punctuation out, spaces to hyphens, letters of any language kept. */
function anchorsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

describe.each(LANGUAGES)('the guide (%s)', (language: Language) => {
  const guide = read(`docs/guide/${language}.md`);

  it.each(Object.entries(REASONS))('explains the reason %s', (code, words) => {
    const row = guide.split('\n').filter((line) => line.startsWith(`| ${words[language]} | \`${code}\` | `));
    expect(row).toHaveLength(1);
    expect(row[0]?.split('|')[3]?.trim().length).toBeGreaterThan(10);
  });

  it('explains no reason that there is not', () => {
    const explained = [...guide.matchAll(/^\| [^|]+ \| `([a-z0-9-]+)` \| /gm)].map(([, code = '']) => code);
    const known: readonly string[] = [...Object.keys(REASONS), ...RECORD_STATES];
    expect(explained.filter((code) => !known.includes(code))).toEqual([]);
  });

  it.each(RECORD_STATES)('explains the state %s', (state) => {
    expect(guide).toContain(`| ${STATE_WORDS[state][language]} | \`${state}\` | `);
  });

  it.each(Object.values(DELIVERY_WORDS))('explains what is known of a reply: $en', (words) => {
    expect(guide).toContain(`| ${words[language]} | `);
  });
});

it('says the same commands in both guides', () => {
  const commands = (language: Language): string[] =>
    [...read(`docs/guide/${language}.md`).matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, block = '']) =>
      block.replace(/lang=(fr|en)/g, '').replace(/CHEMIN|PATH/g, 'PATH'),
    );
  expect(commands('fr')).toEqual(commands('en'));
});

describe.each(documents)('%s', (file) => {
  const text = read(file);

  it('links to what is there', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, src]) => link ?? src ?? '');
    const broken = links.filter((link) => !/^https?:/.test(link)).filter((link) => !reaches(file, link));
    expect(broken).toEqual([]);
  });

  it('names commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names files that are there', () => {
    const named = [...text.matchAll(/`((?:server|shared|test|bench|docs)\/[\w./-]+)`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !existsSync(name) && !existsSync(dirname(name)))).toEqual([]);
    expect(named.filter((name) => /\.\w+$/.test(name) && !existsSync(name))).toEqual([]);
  });
});

function reaches(file: string, link: string): boolean {
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? file : join(dirname(file), path);
  return existsSync(target) && (anchor === undefined || anchorsOf(read(target)).includes(anchor));
}

it('runs in CI what the README says', () => {
  const readme = read('README.md');
  for (const command of ['npm ci && npm start', 'npm ci && npm test']) expect(readme).toContain(`\n${command}\n`);
  expect(read('.ci/run')).toContain('npm ci && npm test');
});
