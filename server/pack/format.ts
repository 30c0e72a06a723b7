import * as z from 'zod';
import { language } from '../../shared/api/basics.ts';
import {
  categoryFields,
  closure,
  day,
  factFields,
  organisationFields,
  personFields,
  stretches,
  templateFields,
  timezone,
  word,
} from '../../shared/api/policy-fields.ts';
import { type Localized, newestVersions, type Policy, type Template, WEEKDAYS } from '../../shared/policy.ts';

/**
 * A pack is what one school can hand to another: one JSON file with categories, answers, facts, people and hours. It is a
 * starting point and not a backup: no history, no files of templates, no switches. Described in docs/pack.md.
 */
export const PACK_FORMAT = 'mailgps-pack';
const PACK_VERSION = 1;
/** Characters of JSON. The default pack has about 120,000. */
const MAX_PACK = 5_000_000;

export interface PackProblem {
  /** Where in the file: 'facts[3].validFrom'; '' for the file as a whole. */
  path: string;
  message: Localized;
}

export type ParsedPack = { ok: true; policy: Policy } | { ok: false; problems: PackProblem[] };

const category = z.strictObject({
  id: word,
  ...categoryFields,
  slots: categoryFields.slots.default([]),
  personId: categoryFields.personId.default(null),
  retired: z.boolean().default(false),
  mergedInto: word.optional(),
});

/** Lines in a list read better in a file that people edit and compare. */
const body = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? value : value.join('\n')))
  .pipe(templateFields.body);

const template = z.strictObject({ categoryId: word, language, ...templateFields, body });

const person = z.strictObject({
  id: word,
  ...personFields,
  absences: personFields.absences.default([]),
  address: z.email('a mail address').max(254),
  retired: z.boolean().optional(),
});

const fact = z.strictObject({
  ...factFields,
  rows: factFields.rows.optional(),
  validFrom: day.nullable().default(null),
  validUntil: day.nullable().default(null),
});

const hours = z.strictObject({
  timezone,
  weekly: z.strictObject({
    mon: stretches,
    tue: stretches,
    wed: stretches,
    thu: stretches,
    fri: stretches,
    sat: stretches,
    sun: stretches,
  }),
  closures: z.array(closure).max(400).default([]),
});

const pack = z.strictObject({
  format: z.literal(PACK_FORMAT),
  version: z.literal(PACK_VERSION),
  organisation: z.strictObject({ ...organisationFields, language: language.default('fr') }),
  categories: z.array(category).min(1).max(100),
  templates: z.array(template).max(400),
  people: z.array(person).max(500),
  facts: z.array(fact).max(1_000),
  hours,
});

/**
 * Reads a pack: its text, or what JSON.parse made of it. Gives a policy whose templates are version 1 and published, or
 * every problem of form at once; what the parts say of each other is `checkPolicy`'s to judge. Never throws.
 */
export function parsePack(json: unknown): ParsedPack {
  const read = typeof json === 'string' ? parseJson(json) : { value: json, problem: null };
  if (read.problem) return { ok: false, problems: [read.problem] };
  const parsed = pack.safeParse(read.value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(problemOf) };
  const { organisation, categories, people, facts, hours: opening } = parsed.data;
  const templates = parsed.data.templates.map(
    (t): Template => ({ id: `${t.categoryId}.${t.language}`, version: 1, files: [], published: true, ...t }),
  );
  return { ok: true, policy: { schema: 1, version: 1, organisation, categories, templates, people, facts, hours: opening } };
}

/** A policy as a pack: the newest published answers, without their files. */
export function exportPack(policy: Policy): string {
  const { organisation, categories, people, facts } = policy;
  const templates = newestVersions(policy.templates.filter(({ published }) => published)).map((t) => ({
    categoryId: t.categoryId,
    language: t.language,
    subject: t.subject,
    body: t.body.split('\n'),
  }));
  const days = WEEKDAYS.map((weekday) => [weekday, policy.hours.weekly[weekday]] as const);
  const opening = { ...policy.hours, weekly: Object.fromEntries(days) };
  const file = { format: PACK_FORMAT, version: PACK_VERSION, organisation, categories, templates, people, facts, hours: opening };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function parseJson(json: string): { value: unknown; problem: PackProblem | null } {
  if (json.length > MAX_PACK) {
    return { value: null, problem: whole('Le fichier est trop grand pour un paquet.', 'The file is too large for a pack.') };
  }
  try {
    return { value: JSON.parse(json.replace(/^\uFEFF/, '')), problem: null };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = / position (\d+)/.exec(error.message)?.[1];
    const line = at === undefined ? null : json.slice(0, Number(at)).split('\n').length;
    const [fr, en] = line === null ? ['', ''] : [` (ligne ${line})`, ` (line ${line})`];
    return { value: null, problem: whole(`Ce n’est pas du JSON lisible${fr}.`, `This is not readable JSON${en}.`) };
  }
}

function whole(fr: string, en: string): PackProblem {
  return { path: '', message: { fr, en } };
}

/** zod's path and words; its own sentences are English, so French ones say where and what kind of thing is wrong. */
function problemOf(issue: z.core.$ZodIssue): PackProblem {
  const path = issue.path.reduce<string>(
    (left, key) => (typeof key === 'number' ? `${left}[${key}]` : `${left}${left ? '.' : ''}${String(key)}`),
    '',
  );
  const en = EXPECTED.test(issue.message) ? issue.message : `must be ${issue.message}`;
  return { path, message: { fr: frenchOf(issue), en } };
}

const EXPECTED = /^(?:Invalid|Too|Unrecognized)/;

function frenchOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Valeur absente ou d’un autre genre : ${issue.expected} attendu.`;
    case 'unrecognized_keys':
      return `Clés inconnues, à retirer : ${issue.keys.join(', ')}.`;
    case 'invalid_value':
      return `Valeur attendue : ${issue.values.join(', ')}.`;
    case 'too_big':
      return `Trop long : ${issue.maximum} au plus.`;
    case 'too_small':
      return `Trop court : ${issue.minimum} au moins.`;
    default:
      return FRENCH[issue.message] ?? 'Valeur illisible.';
  }
}

const FRENCH: Readonly<Record<string, string>> = {
  'a day as YYYY-MM-DD': 'Un jour s’écrit AAAA-MM-JJ.',
  'a time as HH:MM': 'Une heure s’écrit HH:MM.',
  'an IANA time zone such as Europe/Paris': 'Un fuseau horaire IANA est attendu, par exemple Europe/Paris.',
  'a mail address': 'Une adresse électronique est attendue.',
  'lower-case words with hyphens': 'Mots en minuscules, sans accents, séparés par des traits d’union.',
  'another word: this one is taken': 'Ce mot est déjà pris : choisissez-en un autre.',
  'letters, digits, hyphens': 'Lettres sans accents, chiffres et traits d’union, en commençant par une lettre.',
};
