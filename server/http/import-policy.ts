import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { dayIn } from '../../shared/local-time.ts';
import type { Fact, FactRow, Policy } from '../../shared/policy.ts';
import { changePolicy } from '../mail/actions/policy/change-policy.ts';
import { putFact } from '../mail/actions/policy/edit-facts.ts';
import { newTerm, type TermPlan, toReview } from '../mail/actions/policy/new-term.ts';
import { unfitFor } from '../mail/actions/policy/problems.ts';
import type { Context } from '../mail/context.ts';
import { readTimetable } from '../mail/timetable/read-timetable.ts';
import { refusalText } from '../mail/timetable/understood.ts';
import { exportPack, parsePack } from '../pack/format.ts';
import { type ImportPlan, planImport } from '../pack/plan-import.ts';
import { readSettings } from '../store/settings.ts';
import { answerOf, heldNow, policyInForce, telling } from './policy-change.ts';
import { factView, policyProblemViews, templateView } from './policy-views.ts';
import { type Call, refused } from './route.ts';

type Body<S extends z.ZodType> = Call<unknown, z.output<S>>;

/** Changes that touch more than one entity, or come from a file: each first says what it would do. */
export function importHandlers(ctx: Context) {
  return {
    timetable: async (call: Body<typeof api.FactImportBody>) => {
      const { revision, fact: head, name, content, dryRun } = call.body;
      const { hours } = await policyInForce(ctx);
      const { rows, refused: left } = await readTimetable({
        name,
        bytes: Buffer.from(content, 'base64'),
        timezone: hours.timezone,
        validFrom: head.validFrom,
        validUntil: head.validUntil,
        kind: head.kind,
        today: dayIn(hours.timezone, ctx.now()),
      });
      const fact = factOf(head, rows);
      const entity = `facts.${fact.key}`;
      const made = await telling(ctx, call, () => {
        if (rows.length === 0 && !dryRun) throw unfitFor('table', entity, 'rows', NOTHING_USED);
        return changePolicy(ctx, {
          revision,
          by: call.user,
          action: 'fact-import',
          target: entity,
          apply: (policy) => putFact(policy, fact),
          detail: () => ({ rows: rows.length, refused: left.length }),
          dryRun,
        });
      });
      return {
        ...(await answerOf(ctx, call, entity, made)),
        rows: rows.map((row) => ({ ...row, label: { ...row.label } })),
        refused: left.map((one) => ({ line: one.line, code: one.code, message: refusalText(one)[call.language] })),
        published: !dryRun && made.changed,
      };
    },

    newTerm: async (call: Body<typeof api.NewTermBody>) => {
      const { revision, from, to, dates, dryRun } = call.body;
      await telling(ctx, call, async () => {
        if (from.from > from.until) throw unfitFor('period', 'term', 'from', BACKWARD);
        if (to.from > to.until) throw unfitFor('period', 'term', 'to', BACKWARD);
        if (to.from <= from.until) throw unfitFor('period', 'term', 'to', TOO_EARLY);
      });
      const at = ctx.now();
      const plan = (policy: Policy): TermPlan => newTerm(policy, { from, to, dates, at });
      let last: TermPlan | null = null;
      const apply = (policy: Policy): Policy => {
        last = plan(policy);
        return last.policy;
      };
      const change = { revision, by: call.user, action: 'new-term', target: 'facts', apply, dryRun };
      const made = await telling(ctx, call, () => changePolicy(ctx, change));
      const done: TermPlan = last ?? plan(made.policy);
      return {
        ...(await answerOf(ctx, call, 'facts', made)),
        copied: done.copied.map(factView),
        skipped: [...done.skipped],
        review: [...done.review],
        templates: toReview(made.policy).map((template) => templateView(made.policy, template)),
        published: !dryRun && made.changed,
      };
    },

    /** The pack itself, as `cli policy export` writes it. */
    exportPolicy: async (): Promise<unknown> => JSON.parse(exportPack(await policyInForce(ctx))),

    importPolicy: async (call: Call<z.output<typeof api.PolicyImportQuery>, z.output<typeof api.PolicyImportBody>>) => {
      const { revision, pack } = call.body;
      const dryRun = call.query.dryRun ?? false;
      const parsed = parsePack(pack);
      if (!parsed.ok) {
        const faults = parsed.problems.map(({ path, message }) => ({ path, message: message[call.language] }));
        throw refused('This is no pack that can be used.', faults);
      }
      const settings = await readSettings(ctx.store);
      const against = { now: ctx.now(), ownAddresses: [ctx.address, ...settings.ownAddresses, ...settings.ownGroups] };
      let plan: ImportPlan | null = null;
      const made = await telling(ctx, call, () =>
        changePolicy(ctx, {
          revision,
          by: call.user,
          action: 'policy',
          target: 'policy',
          apply: (policy) => {
            plan = planImport(policy, parsed.policy, against);
            return plan.policy;
          },
          dryRun,
        }),
      );
      const done: ImportPlan = plan ?? planImport(made.policy, parsed.policy, against);
      return {
        policyVersion: made.version,
        published: !dryRun && made.changed ? made.version : null,
        dryRun,
        changes: { ...done.changes },
        problems: policyProblemViews(done.problems, call.language),
        held: made.changed ? await heldNow(ctx) : 0,
      };
    },
  };
}

const NOTHING_USED = [
  'Rien de ce fichier n’a pu être compris : rien n’a été changé.',
  'Nothing of this file could be understood: nothing was changed.',
] as const;
const BACKWARD = ['La période finit avant de commencer.', 'The period ends before it begins.'] as const;
const TOO_EARLY = [
  'La nouvelle période commence après la fin de la précédente.',
  'The new period begins after the one before has ended.',
] as const;

function factOf(head: z.output<typeof api.FactImportBody>['fact'], rows: readonly (FactRow & { line: number })[]): Fact {
  const days = rows.flatMap(({ day }) => day ?? []);
  const table = rows.map(({ line: _line, ...row }) => row);
  return {
    ...head,
    value: { fr: '', en: '' },
    dates: head.kind === 'dates' ? days : [],
    rows: head.kind === 'table' ? table : [],
  };
}
