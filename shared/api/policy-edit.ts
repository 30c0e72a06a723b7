import * as z from 'zod';
import { MAX_TEMPLATE_FILES, MAX_TIMETABLE_BYTES } from '../limits.ts';
import { WEEKDAYS } from '../policy.ts';
import { fileView, flag, held, id, language, localized, revision, sha256, time } from './basics.ts';
import {
  CategoryView,
  FactRowView,
  FactView,
  PersonView,
  PolicyProblemView,
  TemplateProblemView,
  TemplateView,
} from './policy.ts';
import {
  both,
  categoryFields,
  closure,
  day,
  days,
  factFields,
  key,
  organisationFields,
  personFields,
  stretches,
  templateFields,
  text,
  timezone,
  word,
} from './policy-fields.ts';

/** What admins change of the policy. */

// Editing templates

const sides = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() });
export const TemplateDiffQuery = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });
/** Line by line; a line's end belongs to it. */
export const TemplateDiff = z.object({ from: TemplateView, to: TemplateView, subject: z.array(sides), body: z.array(sides) });
export const RestoreBody = z.strictObject({ revision, version: z.number().int().min(1), published: z.boolean().default(true) });
export const ReviewBody = z.strictObject({ revision });

const draft = {
  categoryId: id,
  language,
  ...templateFields,
  /** A mail of the mailbox; without it a sample. */
  mailId: id.optional(),
};
export const PreviewBody = z.strictObject(draft);
export const PreviewView = z.object({
  /** Null where the template has an error. The footer is an automatic reply's. */
  rendered: z.object({ subject: z.string(), text: z.string(), html: z.string() }).nullable(),
  missing: z.array(z.object({ kind: z.enum(['slot', 'fact']), name: z.string(), why: z.enum(['missing', 'expired']) })),
  problems: z.array(TemplateProblemView),
  /** What it was rendered on. */
  mail: z.object({ id: z.string().nullable(), subject: z.string(), text: z.string() }),
});
export const TestBody = z.strictObject({ ...draft, files: z.array(sha256).max(MAX_TEMPLATE_FILES).default([]) });
/** `to`: the asker's own address, the only one a test goes to. */
export const TestAnswer = z.object({ to: z.string(), subject: z.string(), sentAt: time });

export const NamesQuery = z.object({ language, lang: language.optional() });
/** What a template may say, for completion: `insert` is what is written. */
export const NamesView = z.object({
  policyVersion: z.number(),
  items: z.array(
    z.object({
      kind: z.enum(['variable', 'slot', 'fact', 'form']),
      name: z.string(),
      insert: z.string(),
      label: z.string(),
      /** What it stands for today; null where that depends on the mail, or where there is nothing. */
      value: z.string().nullable(),
    }),
  ),
});

// Editing the rest

export const CategoryDetail = CategoryView.extend({
  slots: z.array(
    z.object({
      name: z.string(),
      label: localized,
      type: z.string(),
      required: z.boolean(),
      choices: z.array(z.object({ value: z.string(), words: z.array(z.string()) })),
    }),
  ),
  examples: z.object({ fr: z.array(z.string()), en: z.array(z.string()) }),
});
export const CategoryDetailAnswer = z.object({ policyVersion: z.number(), category: CategoryDetail });

export const CategoryNewBody = z.strictObject({ revision, id: word, ...categoryFields });
/** Only what is named is changed. A retired category that is taken back into use is no longer merged. */
export const CategoryEditBody = z.strictObject({
  revision,
  ...z.object({ ...categoryFields, retired: z.boolean() }).partial().shape,
});
/** Retires the category of the address; its mails are shown under the other. `examples`: the other learns from them too. */
export const MergeBody = z.strictObject({ revision, into: word, examples: z.boolean().default(true) });

const person = { ...personFields, name: text(100).min(1), address: z.string().trim().max(254).pipe(z.email()) };
export const PersonNewBody = z.strictObject({ revision, id: word, ...person, absences: person.absences.default([]) });
export const PersonEditBody = z.strictObject({
  revision,
  ...z.object({ ...person, retired: z.boolean() }).partial().shape,
});

const period = { validFrom: day.nullable(), validUntil: day.nullable() };
const fact = z.strictObject({ ...factFields, rows: factFields.rows.default([]), ...period });
export const FactNewBody = z.strictObject({ revision, fact });
/** `period`: which of the facts of that key. */
export const FactEditBody = z.strictObject({ revision, period: z.strictObject(period), fact: fact.omit({ key: true }) });
/** `until`: the last day it holds; null takes it out altogether, as one that was never true. */
export const FactRetireBody = z.strictObject({ revision, period: z.strictObject(period), until: day.nullable() });
/** `content`: the file's bytes in base64. Without `dryRun` what was understood is published. */
export const FactImportBody = z.strictObject({
  revision,
  fact: z.strictObject({ key, kind: z.enum(['dates', 'table']), label: both(100), ...period }),
  name: text(300),
  // Base64 adds a third; a little more comes through, so that a file just too large is refused in words that tell the limit.
  content: z.base64().max(1.4 * MAX_TIMETABLE_BYTES),
  dryRun: z.boolean().default(true),
});
/** `dates`: 'shift' moves days by whole weeks, 'empty' leaves them out until somebody writes them. */
export const NewTermBody = z.strictObject({
  revision,
  from: days,
  to: days,
  dates: z.enum(['shift', 'empty']),
  dryRun: z.boolean().default(true),
});

export const HoursView = z.object({
  policyVersion: z.number(),
  timezone: z.string(),
  weekly: z.record(z.enum(WEEKDAYS), z.array(z.tuple([z.string(), z.string()]))),
  closures: z.array(z.object({ from: z.string(), until: z.string(), name: localized })),
});
/** Only what is named is changed; a closure is known by its days. */
export const HoursBody = z.strictObject({
  revision,
  timezone: timezone.optional(),
  weekly: z.partialRecord(z.enum(WEEKDAYS), stretches).optional(),
  addClosures: z.array(closure).max(100).default([]),
  removeClosures: z.array(days).max(400).default([]),
});

export const OrganisationView = z.object({ policyVersion: z.number(), name: localized, language, humanContact: localized });
export const OrganisationBody = z.strictObject({ revision, ...z.object(organisationFields).partial().shape });

/** One entity of the policy. What is not named is not there (any more). */
export const PolicyEntity = z.object({
  template: TemplateView.optional(),
  category: CategoryDetail.optional(),
  person: PersonView.optional(),
  /** All periods of a key. */
  facts: z.array(FactView).optional(),
  hours: HoursView.omit({ policyVersion: true }).optional(),
  organisation: OrganisationView.omit({ policyVersion: true }).optional(),
});

/** Two people changed the same: what is true now, what the second one started from, and who was first. */
export const PolicyNow = z.object({
  policyVersion: z.number(),
  entity: z.string(),
  now: PolicyEntity,
  before: PolicyEntity,
  by: z.object({ id: z.string(), name: z.string(), at: time }).nullable(),
});

export const PolicyAnswer = z.object({
  /** The version in force after the call. */
  policyVersion: z.number(),
  /** False: it said so already, and nothing was published. */
  changed: z.boolean(),
  /** Something else was published in between, and was kept. */
  rebased: z.boolean(),
  entity: z.string(),
  now: PolicyEntity,
  warnings: z.array(PolicyProblemView),
  held,
});

export const FactImportAnswer = PolicyAnswer.extend({
  /** What was understood, in the file's order. */
  rows: z.array(FactRowView.extend({ line: z.number().int() })),
  /** `line`: of the file, from 1; of a calendar, the line its event begins on. */
  refused: z.array(z.object({ line: z.number().int(), code: z.string(), message: z.string() })),
  published: z.boolean(),
});

export const NewTermAnswer = PolicyAnswer.extend({
  copied: z.array(FactView),
  skipped: z.array(z.object({ key: z.string(), why: z.enum(['open-ended', 'already-there', 'not-in-period']) })),
  /** Keys whose days, or the years that their words name, somebody has to look at. */
  review: z.array(z.string()),
  /** In force, and nobody looked at them since the new period was begun. */
  templates: z.array(TemplateView),
  published: z.boolean(),
});

// The policy as one file

export const PolicyImportQuery = z.object({ dryRun: flag.optional(), lang: language.optional() });
/** As `cli policy export` writes it: docs/pack.md. */
export const PolicyPack = z.unknown();
/** `pack`: see docs/pack.md. */
export const PolicyImportBody = z.strictObject({ revision, pack: z.unknown() });
export const PolicyImportAnswer = z.object({
  policyVersion: z.number(),
  /** The version that was published; null where nothing was. */
  published: z.number().nullable(),
  dryRun: z.boolean(),
  /** Ids, by kind of change. */
  changes: z.record(z.string(), z.array(z.string())),
  problems: z.array(PolicyProblemView),
  held,
});

// Files

export const FileView = fileView.extend({
  /** SHA-256 of its bytes, hex. */
  id: z.string(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  uploadedAt: time,
  /** Ids of templates that carry it, in their newest version or the one in force. */
  usedBy: z.array(z.string()),
});
export const FileList = z.object({ items: z.array(FileView) });
/** The body is the file itself, as application/octet-stream. */
export const FileQuery = z.object({
  name: z.string().min(1).max(1_000),
  validFrom: day.optional(),
  validUntil: day.optional(),
  lang: language.optional(),
});
export const FileDeleted = z.object({ deleted: z.boolean() });

export type CategoryDetail = z.infer<typeof CategoryDetail>;
export type HoursView = z.infer<typeof HoursView>;
export type PolicyEntity = z.infer<typeof PolicyEntity>;
export type PolicyNow = z.infer<typeof PolicyNow>;
export type PolicyAnswer = z.infer<typeof PolicyAnswer>;
export type FileView = z.infer<typeof FileView>;
export type PreviewView = z.infer<typeof PreviewView>;
