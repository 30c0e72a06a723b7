import * as z from 'zod';
import { MAX_TEMPLATE_FILES } from '../limits.ts';
import { FACT_KINDS, HANDLINGS, WEEKDAYS } from '../policy.ts';
import { fileView, flag, held, id, language, localized, mode, named, revision, sha256, time } from './basics.ts';
import { templateFields } from './policy-fields.ts';

/**
 * What the school decides, as it is shown, and its templates; the other changes stand in policy-edit.ts. A change carries
 * the policy version that it was made on as `revision`. What was published in between and touches something else is kept
 * (`rebased`); where it touches the same entity, the answer is 409 with `current`.
 */

export const FactRowView = z.object({
  label: localized,
  weekday: z.enum(WEEKDAYS).nullable(),
  day: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
});

export const CategoryView = z.object({
  id: z.string(),
  name: localized,
  description: localized,
  handling: z.enum(HANDLINGS),
  personId: z.string().nullable(),
  retired: z.boolean(),
  /** Of a retired one: the category its mails are shown under. */
  mergedInto: z.string().nullable(),
  mode,
  modeSince: time.nullable(),
  slots: z.array(z.object({ name: z.string(), label: localized, type: z.string(), required: z.boolean() })),
});
export const CategoryList = z.object({ policyVersion: z.number(), items: z.array(CategoryView) });

export const PersonView = z.object({
  id: z.string(),
  name: z.string(),
  function: localized,
  address: z.string(),
  absences: z.array(z.object({ from: z.string(), until: z.string(), standInId: z.string().nullable() })),
  retired: z.boolean(),
  /** Who takes what comes for this person today; null: nobody. */
  today: named.nullable(),
});
export const PersonList = z.object({ policyVersion: z.number(), items: z.array(PersonView) });

export const FactView = z.object({
  key: z.string(),
  kind: z.enum(FACT_KINDS),
  label: localized,
  value: localized,
  dates: z.array(z.string()),
  rows: z.array(FactRowView),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
});
export const FactList = z.object({
  policyVersion: z.number(),
  items: z.array(FactView),
  /** Keys (and names of files) that answers in force need and that end within two weeks: the first day without. */
  expiring: z.array(z.object({ kind: z.enum(['fact', 'file']), name: z.string(), from: z.string() })),
  /** The period that facts were last copied to. */
  term: z.object({ from: z.string(), until: z.string(), startedAt: time }).nullable(),
});

export const TemplateView = z.object({
  id: z.string(),
  categoryId: z.string(),
  language,
  version: z.number().int(),
  subject: z.string(),
  body: z.string(),
  files: z.array(fileView.extend({ id: z.string(), validFrom: z.string().nullable(), validUntil: z.string().nullable() })),
  published: z.boolean(),
  /** The version that is sent: the newest published one of a category in use. */
  inForce: z.boolean(),
  madeAt: time.nullable(),
  reviewedAt: time.nullable(),
  /** In force, and neither made nor looked at since the term began. */
  toReview: z.boolean(),
});
/** The newest version of each; all versions with `?versions=true`. */
export const TemplateList = z.object({ policyVersion: z.number(), items: z.array(TemplateView) });
export const TemplatesQuery = z.object({ versions: flag.optional() });
export const TemplateBody = z.strictObject({
  /** The policy's version that the edit was made on. */
  revision,
  ...templateFields,
  /** Needed for a template that does not exist yet. */
  categoryId: id.optional(),
  language: language.optional(),
  /** A version that is not published is kept and never sent, whatever is wrong with it. */
  published: z.boolean().default(true),
  /** Ids of uploaded files that go with the answer; without it those of the version before. */
  files: z.array(sha256).max(MAX_TEMPLATE_FILES).optional(),
});
export const TemplateProblemView = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  part: z.enum(['subject', 'body']),
  line: z.number().int(),
  column: z.number().int(),
  name: z.string(),
  message: z.string(),
});
/** Something that does not fit together. `entity`: 'people.bursar', 'facts.open-days', 'templates.fees.fr', 'hours'. */
export const PolicyProblemView = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  entity: z.string(),
  field: z.string(),
  message: z.string(),
});
export const TemplateAnswer = z.object({
  policyVersion: z.number(),
  /** Something else was published in between, and was kept. */
  rebased: z.boolean(),
  template: TemplateView,
  /** Of a version that is not published, errors too. */
  warnings: z.array(TemplateProblemView),
  /** What does not fit elsewhere in the policy and kept nothing from being published. */
  policyWarnings: z.array(PolicyProblemView),
  held,
});

export type TemplateBody = z.output<typeof TemplateBody>;
export type TemplateView = z.infer<typeof TemplateView>;
export type CategoryView = z.infer<typeof CategoryView>;
export type PersonView = z.infer<typeof PersonView>;
export type FactView = z.infer<typeof FactView>;
export type FactList = z.infer<typeof FactList>;
export type PolicyProblemView = z.infer<typeof PolicyProblemView>;
export type TemplateProblemView = z.infer<typeof TemplateProblemView>;
