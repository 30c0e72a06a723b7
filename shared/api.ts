/**
 * Request and response bodies between add-on, server and console; what admins edit stands in api/policy.ts and
 * api/settings.ts. Past the usual length because it is the published contract: `/openapi.json` is made from it, and nothing
 * else in `shared` may import zod.
 */
import * as z from 'zod';
import { ACTIONS } from './actions.ts';
import { day, fileView, flag, id, language, mode, named, revision, time } from './api/basics.ts';
import { MailDetail } from './api/console.ts';
import { PolicyProblemView, TemplateProblemView } from './api/policy.ts';
import { PolicyNow } from './api/policy-edit.ts';
import { SettingsView } from './api/settings.ts';
import { MAX_LISTED } from './limits.ts';
import { MARKS } from './marks.ts';
import { RECORD_STATES } from './record.ts';

export * from './api/console.ts';
export * from './api/figures.ts';
export * from './api/policy.ts';
export * from './api/policy-edit.ts';
export * from './api/settings.ts';

// Who I am

export const Me = z.object({ id: z.string(), name: z.string(), address: z.string(), role: z.enum(['staff', 'admin']) });

// What staff see of a mail

export const ReasonView = z.object({ code: z.string(), text: z.string() });

export const ActorView = z.object({
  kind: z.enum(['automatic', 'staff', 'outside', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});

export const SuggestionView = z.object({
  language,
  templateId: z.string().nullable(),
  templateVersion: z.number().nullable(),
  subject: z.string(),
  /** Gaps stand as ⟦…⟧ and are named in `missing`; a text that still holds one is never sent. */
  text: z.string(),
  files: z.array(fileView),
  missing: z.array(
    z.object({ kind: z.enum(['slot', 'fact']), name: z.string(), label: z.string(), why: z.enum(['missing', 'expired']) }),
  ),
  /**
   * The same answer as a model worded it for this mail, and what differs from `text`: 'same' and 'removed' in order make
   * `text`, 'same' and 'added' make `adapted.text`. Null where there is none.
   */
  adapted: z
    .object({
      text: z.string(),
      differences: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
    })
    .nullable(),
});

export const ReplyView = z.object({
  by: ActorView,
  at: time,
  /** '' for a person's own reply in Gmail. */
  text: z.string(),
  templateId: z.string().nullable(),
  templateVersion: z.number().nullable(),
  /** The template's words were a model's, chosen by a person. */
  adapted: z.boolean(),
  messageId: z.string(),
});

/** What is held, on its way, or of unknown outcome. */
export const OutgoingView = z.object({
  kind: z.enum(['reply', 'forward']),
  state: z.enum(['intended', 'sending', 'drafted', 'unknown']),
  by: ActorView,
  dueAt: time,
  text: z.string(),
});

export const DeliveryView = z.object({
  state: z.enum(['accepted', 'bounced', 'answered', 'no-bounce-seen']),
  text: z.string(),
  at: time,
  code: z.string().nullable(),
  reason: z.string().nullable(),
  hard: z.boolean().nullable(),
});

export const TimelineView = z.object({
  at: time,
  what: z.string(),
  text: z.string(),
  by: ActorView,
  reasons: z.array(ReasonView),
});

const summary = {
  id: z.string(),
  revision,
  state: z.enum(RECORD_STATES),
  stateText: z.string(),
  receivedAt: time,
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  category: named,
  confidence: z.number().nullable(),
  assignee: named.extend({ since: time.nullable() }).nullable(),
  /** When the held mail leaves. */
  dueAt: time.nullable(),
  delivery: DeliveryView.nullable(),
  /** Waits for a person. */
  waiting: z.boolean(),
};

export const MailSummary = z.object(summary);

export const MailView = z.object({
  ...summary,
  messageId: z.string(),
  /** Where an answer goes: the sender, or whom a Reply-To names. '' where there is none. */
  replyTo: z.string(),
  /** ISO 639-1, or 'und'. */
  language: z.string(),
  /** What was understood at first, where staff corrected it. */
  decidedCategory: named.nullable(),
  summary: z.string().nullable(),
  reasons: z.array(ReasonView),
  /** What would have been done, had the category not been in rehearsal. */
  rehearsed: z.enum(['reply', 'forward']).nullable(),
  suggestion: SuggestionView.nullable(),
  reply: ReplyView.nullable(),
  outgoing: OutgoingView.nullable(),
  forward: z.object({ person: named, at: time, by: ActorView }).nullable(),
  attachments: z.array(fileView),
  /** The mail this one is about (a bounce's, or the one whose answer it follows up). */
  relatedTo: z.string().nullable(),
  wrong: z.object({ by: ActorView, at: time }).nullable(),
  /** Other mails of the same sender that wait for a person. */
  otherOpen: z.number().int(),
  timeline: z.array(TimelineView),
  /** What may be asked for now; anything else is answered with 409. */
  actions: z.array(z.enum(ACTIONS)),
  /** With `?choices=true`: what the sidebar offers beside the mail, so that one call opens it. Null otherwise. */
  choices: z
    .object({
      me: Me,
      /** Address of the shared mailbox. */
      mailbox: z.string(),
      /** Not retired ones, in the policy's order. */
      categories: z.array(named),
      /** `away`: absent today and nobody stands in. */
      people: z.array(
        named.extend({
          function: z.string(),
          away: z.boolean(),
          /** Absent today: what is forwarded to this person goes to this one. */
          instead: named.optional(),
        }),
      ),
      /** Who a forward goes to unless another is chosen: the category's person, or who stands in. */
      routeTo: named.nullable(),
    })
    .nullable(),
  /** With `?detail=true`: what the console tells of it besides. */
  detail: MailDetail.optional(),
});

export const MailList = z.object({ items: z.array(MailSummary), cursor: z.string().nullable() });

const limit = z.coerce.number().int().min(1).max(MAX_LISTED).default(25);

export const MailsQuery = z.strictObject({
  status: z.enum(RECORD_STATES).optional(),
  /** Also what was merged into it. */
  category: id.optional(),
  /** A person's or user's id, or `me`. */
  assignee: id.optional(),
  /** Waits for a person. */
  waiting: flag.optional(),
  /** Waits for a person since more than a day. */
  overdue: flag.optional(),
  /** Nobody is on it; not together with `assignee`. */
  unassigned: flag.optional(),
  /** Who answered. person: staff, here or in Gmail. */
  by: z.enum(['automatic', 'staff', 'outside', 'person']).optional(),
  /** What became of it: the words stand at MARKS in shared/marks.ts. */
  mark: z.enum(MARKS).optional(),
  /** Received on these days, both included, in the school's time zone. */
  from: day.optional(),
  until: day.optional(),
  /** Of one day alone, which `from` and `until` both name: received in this hour of it. */
  hour: z.coerce.number().int().min(0).max(23).optional(),
  /** Beginnings of words of sender and subject; all must be there. */
  q: z.string().max(200).optional(),
  /** A mail's id: other mails of its sender, in no order beyond a page; with `waiting`, `limit` and `cursor` alone. */
  sameSender: id.optional(),
  cursor: z.string().max(500).optional(),
  limit,
  lang: language.optional(),
});

/** `messageId`: RFC 5322 Message-ID, for staff who read the mail elsewhere than in the shared mailbox. */
export const MailQuery = z.object({
  messageId: z.string().max(1000).optional(),
  /** Whether `choices` are wanted. */
  choices: flag.optional(),
  /** Whether `detail` is wanted. */
  detail: flag.optional(),
  lang: language.optional(),
});

// What staff ask for

export const RevisionBody = z.strictObject({ revision });
/** Without `text`: the suggestion as it was shown at `revision`. */
export const ReplyBody = z.strictObject({
  revision,
  text: z.string().trim().min(1).max(20_000).optional(),
  /** Whether the files of the suggested template go with an edited text. */
  files: z.boolean().default(true),
  /** The adapted words of the suggestion instead of the template's; not together with `text`. */
  adapted: z.boolean().default(false),
});
/** A person's id of the policy, a user's id, or `me`; null gives the mail back. */
export const AssignBody = z.strictObject({ revision, personId: id.nullable() });
export const RouteBody = z.strictObject({ revision, personId: id });
export const CategoryBody = z.strictObject({ revision, categoryId: id });
export const TakeBody = z.strictObject({});
/** Without `text`: the suggestion, adapted where that is asked for. Gaps may still stand in a draft. */
export const DraftBody = z.strictObject({
  revision,
  text: z.string().trim().min(1).max(20_000).optional(),
  adapted: z.boolean().default(false),
});
export const DraftAnswer = z.object({ draftId: z.string(), mail: MailView });

// The sidebar's first page

export const HomeQuery = z.object({ lang: language.optional() });

export const HomeView = z.object({
  at: time,
  me: Me,
  /** Address of the shared mailbox. */
  mailbox: z.string(),
  /** Of the settings: what a switch is made on. */
  revision,
  autoMode: z.boolean(),
  autoModeSince: time.nullable(),
  /** Replies and forwards that are held now and would become suggestions if auto-mode were switched off. */
  held: z.number().int(),
  categories: z.array(named.extend({ mode, held: z.number().int() })),
  /** For a person: mails that follow an automatic reply first, then the oldest. */
  waiting: z.object({ total: z.number().int(), items: z.array(MailSummary.extend({ followsUp: z.boolean() })) }),
  /** Left by itself since midnight in the school's time zone, newest first. */
  sentToday: z.object({ total: z.number().int(), items: z.array(MailSummary) }),
  /** Of mails that came since midnight. */
  today: z.object({
    received: z.number().int(),
    automatic: z.number().int(),
    byStaff: z.number().int(),
    routed: z.number().int(),
    ignored: z.number().int(),
    failed: z.number().int(),
  }),
});

// Figures and accounts

export const Stats = z.object({
  at: time,
  since: time,
  total: z.number().int(),
  waiting: z.number().int(),
  /** By state. */
  states: z.record(z.string(), z.number().int()),
  categories: z.array(named.extend({ count: z.number().int() })),
  days: z.array(z.object({ day, count: z.number().int() })),
});
export const StatsQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(14), lang: language.optional() });

export const AuditView = z.object({
  id: z.string(),
  at: time,
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export const AuditList = z.object({ items: z.array(AuditView), cursor: z.string().nullable() });
/** What an entry that tells of a version of the policy changed, thing by thing and line by line. */
export const AuditChanges = z.object({
  items: z.array(
    z.object({ name: z.string(), parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })) }),
  ),
  /** Things that changed besides. */
  more: z.number().int(),
});
export type AuditChanges = z.infer<typeof AuditChanges>;
export const AuditQuery = z.object({
  actor: id.optional(),
  target: id.optional(),
  action: id.optional(),
  /** From this moment on, and before that one. */
  since: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(0).optional(),
  cursor: z.string().max(500).optional(),
  limit,
});

export const UserView = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string(),
  role: z.enum(['staff', 'admin']).nullable(),
  /** When the role was bound to a Google account; null before the first sign-in. */
  boundAt: time.nullable(),
});
export const UserList = z.object({ items: z.array(UserView) });
/** `role` null takes every right away. */
export const UserBody = z.strictObject({ role: z.enum(['staff', 'admin']).nullable() });

export const SenderExport = z.object({
  address: z.string(),
  mails: z.array(
    z.object({
      mail: MailView,
      text: z.string().nullable(),
      /** Every mail that was made for it, with its text. */
      outgoing: z.array(
        z.object({ kind: z.enum(['reply', 'forward']), state: z.string(), at: time, to: z.string(), text: z.string() }),
      ),
    }),
  ),
});
/** `pending`: mails of this sender that are leaving at this moment; ask again when they have left. */
export const SenderErased = z.object({ erased: z.number().int(), pending: z.number().int() });

// The console, where it shows mails and people

/** `csrf`: what a change by cookie carries as `X-MailGPS-Csrf`; null for who calls with a token. */
export const SessionView = z.object({ me: Me, csrf: z.string().nullable(), expiresAt: time.nullable() });

export const BulkAnswer = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      ok: z.boolean(),
      /** What went wrong, in the reader's language, and its stable code. */
      code: z.string().nullable(),
      title: z.string().nullable(),
      mail: MailView.nullable(),
    }),
  ),
});

// Machines

export const Push = z.object({
  message: z.object({ data: z.string().max(60_000) }),
});
export const Notification = z.object({
  emailAddress: z.string().trim().toLowerCase(),
  // Seen both ways; as a number it may have lost digits, so it is never read as one.
  historyId: z.union([z.string(), z.number()]).transform(String),
});
export const WakeBody = z.object({ kind: z.enum(['mailbox', 'record', 'effect']), id });

export const EventMessage = z.object({ id: z.string(), state: z.enum(RECORD_STATES), step: z.string(), revision });
export const JobAnswer = z.object({ job: z.string(), result: z.unknown() });
export const Health = z.object({ status: z.literal('ok'), version: z.string() });
export const Readiness = z.object({
  status: z.enum(['ready', 'degraded', 'unready']),
  store: z.enum(['ok', 'unavailable']),
  mailbox: z.enum(['ok', 'reauthorise', 'unknown']),
  brain: z.string(),
});

/** RFC 9457. `code` is stable; `title` is in the reader's language; `detail` is for developers. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  retryable: z.boolean(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Of a mail that was changed or answered meanwhile: what is true now. */
  mail: MailView.optional(),
  settings: SettingsView.optional(),
  policyVersion: z.number().optional(),
  problems: z.array(TemplateProblemView).optional(),
  /** What does not fit in the policy that a change would make. */
  policyProblems: z.array(PolicyProblemView).optional(),
  /** Of something in the policy that somebody else changed meanwhile: what is true now. */
  current: PolicyNow.optional(),
});

export type MailView = z.infer<typeof MailView>;
export type MailSummary = z.infer<typeof MailSummary>;
export type MailList = z.infer<typeof MailList>;
export type MailsQuery = z.output<typeof MailsQuery>;
export type Me = z.infer<typeof Me>;
export type HomeView = z.infer<typeof HomeView>;
export type EventMessage = z.infer<typeof EventMessage>;
export type Problem = z.infer<typeof Problem>;
