import * as z from 'zod';
import { MAX_BULK, MAX_KEPT_DAYS } from '../limits.ts';
import { OUTCOMES } from '../rehearsal.ts';
import { filter, id, language, mode, named, revision, time } from './basics.ts';
import { SettingsTried } from './settings.ts';

// What the console asks for and is shown besides mails and what the school decides.

export const SignInOptions = z.object({
  /** Google's client id to sign in with; null: none is set up. */
  clientId: z.string().nullable(),
  /** An emulated installation: the terminal prints links that sign in. */
  links: z.boolean(),
});
/** A Google ID token, as Google Identity Services gives it to the page. */
export const SignInBody = z.strictObject({ credential: z.string().min(1).max(8_192) });
export const LinkBody = z.strictObject({ role: z.enum(['staff', 'admin']).default('admin') });
/** Of the server's own address. Signs in once, within the hour. */
export const LinkView = z.object({ path: z.string() });

export const AlertsView = z.object({
  items: z.array(
    z.object({
      cause: z.string(),
      title: z.string(),
      /** What it means and what to do. */
      text: z.string(),
      since: time,
      at: time,
      mailIds: z.array(z.string()),
      about: z.array(z.string()),
      /** What the console offers beside it; null: it is done elsewhere, as `text` says. */
      action: z
        .object({
          kind: z.enum(['mails', 'job', 'facts', 'settings']),
          label: z.string(),
          filter: filter.nullable(),
          job: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
});

export const WhatIfBody = z.strictObject({
  /** Only what is named is tried otherwise. */
  change: SettingsTried,
  /** Mails of so many days. */
  days: z.number().int().min(1).max(MAX_KEPT_DAYS).default(396),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(0).max(100).default(25),
});
const difference = z.object({
  count: z.number().int(),
  /** Of them, those where staff did something else afterwards. */
  corrected: z.number().int(),
  /** The oldest first, `limit` of them from `offset` on. `id` is '' where the mail is no longer kept. */
  mails: z.array(z.object({ id: z.string(), receivedAt: time, subject: z.string(), category: named, corrected: z.boolean() })),
});
export const WhatIfView = z.object({
  at: time,
  asOf: time,
  /** Mails that were replayed. */
  rows: z.number().int(),
  /** How many leave by themselves, with the switches as they are and as they would be. */
  before: z.number().int(),
  after: z.number().int(),
  more: difference,
  less: difference,
  categories: z.array(
    named.extend({
      before: z.number().int(),
      after: z.number().int(),
      more: z.number().int(),
      less: z.number().int(),
      corrected: z.number().int(),
    }),
  ),
  /**
   * What the answers lack today of these categories, of which mails would leave. The mails were decided on by what held on their
   * day; while this is so, none like them leaves now.
   */
  lacking: z.array(z.object({ category: named, language, name: z.string(), why: z.enum(['missing', 'expired']) })),
});

export const RehearsalQuery = z.object({
  /** With its mails, side by side. */
  category: id.optional(),
  days: z.coerce.number().int().min(1).max(MAX_KEPT_DAYS).default(90),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  lang: language.optional(),
});
const evidence = {
  rehearsed: z.number().int(),
  asWas: z.number().int(),
  adapted: z.number().int(),
  edited: z.number().int(),
  replaced: z.number().int(),
  recategorised: z.number().int(),
  forwarded: z.number().int(),
  /** Closed without an answer. */
  done: z.number().int(),
  /** Answered in Gmail: what was said is not known. */
  outside: z.number().int(),
  open: z.number().int(),
};
export const RehearsalView = z.object({
  at: time,
  asOf: time,
  items: z.array(
    named.extend({
      mode,
      ...evidence,
      /** Of which it is known whether the answer was right: all but outside and open. */
      judged: z.number().int(),
      /** Sent as it was, or in adapted words. */
      right: z.number().int(),
      /** Share that was right; null of none. */
      share: z.number().nullable(),
      /** Where the true share lies, with 95 % confidence (Wilson). */
      low: z.number(),
      high: z.number(),
    }),
  ),
  /** Of the category asked for, the newest first; empty without one. */
  mails: z.array(
    z.object({
      id: z.string(),
      receivedAt: time,
      subject: z.string(),
      /** What staff did, by the names of the counts. */
      became: z.enum(OUTCOMES),
      recategorised: named.nullable(),
      /** What would have been sent; null where it is no longer kept. */
      wouldHave: z.string().nullable(),
      /** What staff sent; null where they sent nothing that is known. */
      staffSent: z.string().nullable(),
    }),
  ),
  total: z.number().int(),
});

export const BulkBody = z.strictObject({
  action: z.enum(['send', 'done', 'assign']),
  /** For `assign`, as in AssignBody. */
  personId: id.nullable().optional(),
  items: z
    .array(
      z.strictObject({
        id,
        revision,
        /** For `send`: SHA-256 of the suggestion's text as it was shown, base64url. */
        textHash: z.string().max(100).optional(),
      }),
    )
    .min(1)
    .max(MAX_BULK),
});

/** What is known of a mail beyond what the sidebar shows: its words, how it was read, and every mail made for it. */
export const MailDetail = z.object({
  /** As it was read; null where it is no longer kept. */
  text: z.string().nullable(),
  screening: z
    .object({
      verdict: z.enum(['pass', 'person', 'ignore']),
      reasons: z.array(z.object({ code: z.string(), text: z.string() })),
    })
    .nullable(),
  reading: z
    .object({
      brain: z.string(),
      language: z.string(),
      confidence: z.number(),
      /** The highest first. */
      scores: z.array(named.extend({ score: z.number() })),
      /** What was found, with the words of the mail it stands on. */
      slots: z.array(z.object({ name: z.string(), label: z.string(), value: z.string(), quote: z.string() })),
    })
    .nullable(),
  decision: z
    .object({
      action: z.enum(['reply', 'forward', 'suggest', 'route', 'ignore']),
      at: time,
      category: named,
      policyVersion: z.number().int(),
      settingsRevision: z.number().int(),
      templateId: z.string().nullable(),
      templateVersion: z.number().int().nullable(),
    })
    .nullable(),
  /** SHA-256 of the suggestion's text, base64url: what a bulk send names; null without one. */
  textHash: z.string().nullable(),
  outgoing: z.array(
    z.object({
      kind: z.enum(['reply', 'forward']),
      state: z.enum(['intended', 'sending', 'drafted', 'sent', 'withdrawn', 'unknown']),
      at: time,
      to: z.string(),
      subject: z.string(),
      /** Exactly as it was sent. */
      text: z.string(),
      templateId: z.string().nullable(),
      templateVersion: z.number().int().nullable(),
      withdrawnFor: z.object({ code: z.string(), text: z.string() }).nullable(),
    }),
  ),
});
