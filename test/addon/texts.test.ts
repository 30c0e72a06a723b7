import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EN } from '../../addon/texts/en.ts';
import { FR } from '../../addon/texts/fr.ts';

const ROOT = join(__dirname, '../../addon');
const entries = (texts: typeof EN) => Object.entries(texts);

/** Every text that a value can give, with small numbers and names put in. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [0, 1, 3].map((n) => String(value(n, n)));
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(sentences);
  return [];
}

it('has every text in both languages, and both differ', () => {
  expect(Object.keys(FR).sort()).toEqual(Object.keys(EN).sort());
  const same = entries(EN).filter(([name, text]) => typeof text === 'string' && text === Reflect.get(FR, name));
  expect(same.map(([name]) => name).sort()).toEqual(['homeTitle', 'version']);
});

it('uses every text', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('texts'),
  );
  const source = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  const states = ['suggested', 'held', 'replied', 'routed', 'ignored', 'failed', 'received'];
  const unused = Object.keys(EN).filter((name) => !states.includes(name) && !new RegExp(`(?:texts\\.|')${name}\\b`).test(source));
  expect(unused).toEqual([]);
});

it('writes French as French is written: no-break spaces, typographic apostrophes', () => {
  for (const text of entries(FR).flatMap(([, value]) => sentences(value))) {
    expect(text).not.toMatch(/ [:;?!%]/);
    expect(text).not.toContain("'");
  }
});

it('speaks plainly: no exclamation, no double blanks, a sentence begins with a capital', () => {
  for (const [name, value] of [...entries(EN), ...entries(FR)]) {
    for (const text of sentences(value)) {
      expect(text).not.toMatch(/!| {2}|undefined/);
      if (text.endsWith('.') && !/^(\d|⟦)/.test(text)) expect(`${name}: ${text}`).toMatch(/: [\p{Lu}«]/u);
    }
  }
});
