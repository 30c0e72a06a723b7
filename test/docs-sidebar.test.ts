import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { EN } from '../addon/texts/en.ts';
import { FR } from '../addon/texts/fr.ts';
import { VARIABLES } from '../server/config/variables.ts';

const read = (name: string): string => readFileSync(name, 'utf8');
const unique = (found: readonly string[]): string[] => [...new Set(found)].sort();
const all = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

const chapters = [
  { language: 'en', text: read('docs/sidebar.md'), texts: EN },
  { language: 'fr', text: read('docs/sidebar.fr.md'), texts: FR },
] as const;

/** What the sidebar can say, by its groups in the source. */
const source = read('addon/texts/en.ts');
const group = (from: string, to: string): string[] =>
  all(/^ {2}(\w+):/gm, source.slice(source.indexOf(`  // ${from}\n`), source.indexOf(`  // ${to}\n`)));
const HEADS = group('Head of a card', 'The answer').filter((key) => key !== 'confidence');
/** They lead from card to card and do nothing else. */
const NAVIGATION = ['refresh', 'back', 'show', 'openInGmail', 'openConsole'];
const BUTTONS = [...group('Buttons', 'Editor').filter((key) => !NAVIGATION.includes(key)), 'category', 'assign'];
const FAILURES = group('Not seen yet', 'Home').filter((key) => key.endsWith('Title'));

const manifest = JSON.parse(read('appsscript.json'));
const scripts = Object.keys(JSON.parse(read('package.json')).scripts).filter((name) => name.startsWith('addon:'));
const SCRIPT_PROPERTIES = unique(all(/(?:set\.|')(MAILGPS_\w+)/g, read('addon/settings.ts')));
const BUILD_SETTINGS = unique(all(/\b(MAILGPS_\w+)\b/g, read('addon/build.mjs'))).filter((name) => name !== 'MAILGPS_URL');

/** First cells of the table whose head begins so, without code marks. */
function firstColumn(text: string, head: string): string[] {
  const [, table = ''] = text.split(`\n| ${head} |`);
  return (
    table
      .split(/\n(?!\|)/)[0]
      ?.split('\n')
      .slice(2)
      .map((row) => (row.split('|')[1] ?? '').trim().replaceAll('`', '')) ?? []
  );
}

function said(texts: typeof EN | typeof FR, keys: readonly string[]): string[] {
  const words = new Map<string, unknown>(Object.entries(texts));
  return keys.map((key) => {
    const value = words.get(key);
    if (typeof value !== 'string') throw new Error(`${key} is not one text`);
    return value;
  });
}

const TABLES = {
  en: {
    heads: 'At the head',
    buttons: 'Button or list',
    failures: 'Card',
    scopes: 'Scope',
    properties: 'Property',
    build: 'In `addon/.env`',
  },
  fr: {
    heads: 'En tête',
    buttons: 'Bouton ou liste',
    failures: 'Fiche',
    scopes: 'Autorisation',
    properties: 'Propriété',
    build: 'Dans `addon/.env`',
  },
} as const;

describe.each(chapters)('the chapter on the sidebar ($language)', ({ language, text, texts }) => {
  const tables = TABLES[language];

  it('has every state, button and failure that the sidebar has, by its words, and no other', () => {
    expect(HEADS.length * BUTTONS.length * FAILURES.length).toBeGreaterThan(0);
    expect(firstColumn(text, tables.heads).sort()).toEqual(said(texts, HEADS).sort());
    expect(firstColumn(text, tables.buttons).sort()).toEqual(said(texts, BUTTONS).sort());
    expect(firstColumn(text, tables.failures).sort()).toEqual(said(texts, FAILURES).sort());
  });

  it('has every scope of the manifest, and no other', () => {
    expect(firstColumn(text, tables.scopes)).toEqual(manifest.oauthScopes);
  });

  it('has every script property and every setting of the build, and no other', () => {
    expect(SCRIPT_PROPERTIES).toContain('MAILGPS_URL');
    expect(firstColumn(text, tables.properties).sort()).toEqual(SCRIPT_PROPERTIES);
    expect(firstColumn(text, tables.build).sort()).toEqual(BUILD_SETTINGS);
    const known = [...SCRIPT_PROPERTIES, ...BUILD_SETTINGS, ...Object.keys(VARIABLES.shape)];
    expect(unique(all(/\b(MAILGPS_[A-Z_]+)\b/g, text)).filter((name) => !known.includes(name))).toEqual([]);
    expect(text).toContain('`MAILGPS_ADDON_AUDIENCE`');
  });

  it('has every command of the add-on but its build, with options that there are', () => {
    const named = unique(all(/npm run (addon:[a-z]+)/g, text));
    expect(named).toEqual(scripts.filter((name) => name !== 'addon:build').sort());
    for (const name of named) {
      const help = execFileSync(process.execPath, [`addon/${name.slice('addon:'.length)}.mjs`, '--help'], { encoding: 'utf8' });
      expect(help).toContain(`npm run ${name} -- [options]`);
      for (const rest of all(new RegExp(`npm run ${name} -- ([^\`\\n]+)`, 'g'), text)) {
        for (const option of all(/(--[a-z-]+)/g, rest)) expect([name, help]).toEqual([name, expect.stringContaining(option)]);
      }
    }
  });

  it('says of each way to read the mails what is known, and in one place what nobody has tried', () => {
    const rows = text.split('\n').filter((row) => /^\| \*\*/.test(row));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toMatch(/Documented|Not known|Documenté|Inconnu/);
    expect(text).toMatch(/^## (What was not tried|Ce qui n’a pas été essayé)$/m);
  });
});

it('says the same in both languages: commands, links and chapters', () => {
  const blocks = chapters.map(({ text }) => all(/^ *```\n([\s\S]*?)^ *```/gm, text));
  expect(blocks[0]).toEqual(blocks[1]);
  const headings = chapters.map(({ text }) => all(/^(#+) /gm, text));
  expect(headings[0]).toEqual(headings[1]);
  const steps = chapters.map(({ text }) => text.match(/^(\*\*)?\d\.( |\b)/gm));
  expect(steps[0]).toEqual(steps[1]);
});

it('is found from the README and from both guides', () => {
  expect(read('README.md')).toContain('](docs/sidebar.md)');
  expect(read('docs/guide/en.md')).toContain('](../sidebar.md)');
  expect(read('docs/guide/fr.md')).toContain('](../sidebar.fr.md)');
  expect(read('docs/installation.md')).toContain('](sidebar.md)');
});
