import * as api from '../../shared/api.ts';
import { MAX_FILE_BYTES, MAX_PACK_BYTES } from '../../shared/limits.ts';
import type { Context } from '../mail/context.ts';
import { editHandlers } from './edit-policy.ts';
import { fileHandlers } from './files.ts';
import { importHandlers } from './import-policy.ts';
import { policyHandlers } from './policy.ts';
import { Octets, type Route, rawRoute, route } from './route.ts';
import { templateHandlers } from './templates.ts';

/** With room for what JSON adds around the pack. */
const PACK_BYTES = MAX_PACK_BYTES + 500_000;
/** A timetable of a megabyte in base64. */
const TIMETABLE_BYTES = 1_500_000;
/** Examples: 1,000 mails of 5,000 characters are no use to anybody, but a few hundred kilobytes are. */
const CATEGORY_BYTES = 2_000_000;

/** The routes of what the school decides: all staff read it, admins change it. */
export function policyRoutes(ctx: Context): readonly Route[] {
  const policy = policyHandlers(ctx);
  const edit = editHandlers(ctx);
  const templates = templateHandlers(ctx);
  const imports = importHandlers(ctx);
  const files = fileHandlers(ctx);

  const read = { method: 'get', who: 'staff' } as const;
  /** A change of one entity. */
  const change = { who: 'admin', answer: api.PolicyAnswer, problems: [404, 409] } as const;
  const saved = { who: 'admin', answer: api.TemplateAnswer, problems: [404, 409, 422] } as const;

  return [
    route({
      ...read,
      path: '/api/categories',
      what: 'Categories and their modes',
      answer: api.CategoryList,
      handle: policy.categories,
    }),
    route({
      ...read,
      who: 'admin',
      path: '/api/categories/:id',
      what: 'A category with its examples',
      answer: api.CategoryDetailAnswer,
      problems: [404],
      handle: edit.category,
    }),
    route({
      ...change,
      method: 'post',
      path: '/api/categories',
      what: 'A new category',
      body: api.CategoryNewBody,
      bodyBytes: CATEGORY_BYTES,
      handle: edit.addCategory,
    }),
    route({
      ...change,
      method: 'put',
      path: '/api/categories/:id',
      what: 'Changes or retires a category',
      body: api.CategoryEditBody,
      bodyBytes: CATEGORY_BYTES,
      handle: edit.editCategory,
    }),
    route({
      ...change,
      method: 'post',
      path: '/api/categories/:id/merge',
      what: 'Retires a category in favour of another',
      body: api.MergeBody,
      handle: edit.mergeCategory,
    }),
    route({
      ...read,
      who: 'admin',
      path: '/api/categories/:id/names',
      what: 'What a template of the category may say',
      query: api.NamesQuery,
      answer: api.NamesView,
      problems: [404],
      handle: templates.names,
    }),

    route({ ...read, path: '/api/people', what: 'People mails go to', answer: api.PersonList, handle: policy.people }),
    route({
      ...change,
      method: 'post',
      path: '/api/people',
      what: 'A new person',
      body: api.PersonNewBody,
      handle: edit.addPerson,
    }),
    route({
      ...change,
      method: 'put',
      path: '/api/people/:id',
      what: 'Changes or retires a person; absences',
      body: api.PersonEditBody,
      handle: edit.editPerson,
    }),

    route({ ...read, path: '/api/hours', what: 'Opening hours and closures', answer: api.HoursView, handle: policy.hours }),
    route({
      ...change,
      method: 'patch',
      path: '/api/hours',
      what: 'Changes opening hours and closures',
      body: api.HoursBody,
      handle: edit.hours,
    }),
    route({
      ...read,
      path: '/api/organisation',
      what: 'Name and human contact',
      answer: api.OrganisationView,
      handle: policy.organisation,
    }),
    route({
      ...change,
      method: 'patch',
      path: '/api/organisation',
      what: 'Changes name and human contact',
      body: api.OrganisationBody,
      handle: edit.organisation,
    }),

    route({ ...read, path: '/api/facts', what: 'Facts that answers name', answer: api.FactList, handle: policy.facts }),
    route({ ...change, method: 'post', path: '/api/facts', what: 'A new fact', body: api.FactNewBody, handle: edit.addFact }),
    route({
      ...change,
      method: 'post',
      path: '/api/facts/import',
      what: 'A timetable from a file: what it says, or applied',
      body: api.FactImportBody,
      bodyBytes: TIMETABLE_BYTES,
      answer: api.FactImportAnswer,
      handle: imports.timetable,
    }),
    route({
      ...change,
      method: 'post',
      path: '/api/facts/new-term',
      what: 'Copies facts to the next period',
      body: api.NewTermBody,
      answer: api.NewTermAnswer,
      handle: imports.newTerm,
    }),
    route({
      ...change,
      method: 'put',
      path: '/api/facts/:key',
      what: 'Changes a fact',
      body: api.FactEditBody,
      handle: edit.editFact,
    }),
    route({
      ...change,
      method: 'post',
      path: '/api/facts/:key/retire',
      what: 'Ends a fact, or takes it out',
      body: api.FactRetireBody,
      handle: edit.retireFact,
    }),

    route({
      ...read,
      path: '/api/templates',
      what: 'Approved answers',
      query: api.TemplatesQuery,
      answer: api.TemplateList,
      handle: policy.templates,
    }),
    route({
      ...saved,
      method: 'put',
      path: '/api/templates/:id',
      what: 'Publishes a new version',
      body: api.TemplateBody,
      handle: templates.publish,
    }),
    route({
      ...saved,
      method: 'post',
      path: '/api/templates/:id/restore',
      what: 'An earlier version as a new one',
      body: api.RestoreBody,
      handle: templates.restore,
    }),
    route({
      ...change,
      method: 'post',
      path: '/api/templates/:id/review',
      what: 'Says that the version in force still holds',
      body: api.ReviewBody,
      handle: templates.review,
    }),
    route({
      ...read,
      who: 'admin',
      path: '/api/templates/:id/diff',
      what: 'What differs between two versions',
      query: api.TemplateDiffQuery,
      answer: api.TemplateDiff,
      problems: [404],
      handle: templates.diff,
    }),
    route({
      method: 'post',
      who: 'admin',
      path: '/api/templates/preview',
      what: 'A template filled for a mail; nothing is saved',
      body: api.PreviewBody,
      answer: api.PreviewView,
      problems: [404],
      handle: templates.preview,
    }),
    route({
      method: 'post',
      who: 'admin',
      path: '/api/templates/test',
      what: 'Sends a template to oneself',
      body: api.TestBody,
      answer: api.TestAnswer,
      problems: [404, 422, 429, 502],
      handle: templates.test,
    }),

    route({ ...read, path: '/api/files', what: 'Files that go with answers', answer: api.FileList, handle: files.list }),
    route({
      method: 'post',
      who: 'admin',
      path: '/api/files',
      what: 'Uploads a file',
      query: api.FileQuery,
      body: Octets,
      octets: true,
      bodyBytes: MAX_FILE_BYTES,
      answer: api.FileView,
      problems: [413, 415],
      handle: files.upload,
    }),
    rawRoute({ method: 'get', who: 'staff', path: '/api/files/:id', what: 'A file', raw: files.download }),
    route({
      method: 'delete',
      who: 'admin',
      path: '/api/files/:id',
      what: 'Deletes a file that no answer carries',
      answer: api.FileDeleted,
      problems: [404, 409],
      handle: files.remove,
    }),

    route({
      ...read,
      who: 'admin',
      path: '/api/policy',
      what: 'What the school decides, as one file (a pack)',
      answer: api.PolicyPack,
      handle: imports.exportPolicy,
    }),
    route({
      method: 'post',
      who: 'admin',
      path: '/api/policy',
      what: 'Publishes a pack, or tells what it would change',
      query: api.PolicyImportQuery,
      body: api.PolicyImportBody,
      bodyBytes: PACK_BYTES,
      answer: api.PolicyImportAnswer,
      problems: [409],
      handle: imports.importPolicy,
    }),
  ];
}
