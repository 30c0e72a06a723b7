import * as z from 'zod';
import { MAX_CAP, MAX_HOLD_MS, MAX_KEPT_DAYS } from '../limits.ts';
import { id, mode, revision, time } from './basics.ts';

// The switches: automation, its limits, and what an installation tells of its mailbox.

const share = z.number().min(0).max(1);
const cap = z.number().int().min(0).max(MAX_CAP);
const keptDays = z.number().int().min(1).max(MAX_KEPT_DAYS);
const addresses = z.array(z.string().trim().toLowerCase().pipe(z.email())).max(200);
const switches = z.object({
  /** Milliseconds. */
  holdMs: z.number().int().min(0).max(MAX_HOLD_MS),
  holdInOpenHours: z.boolean(),
  threshold: share,
  thresholdPerCategory: z.record(id, share),
  caps: z.object({ perDay: cap, perHour: cap, perSenderDay: cap, perThread: cap }),
  ownAddresses: addresses,
  ownGroups: addresses,
  trustedForms: addresses,
  authservId: z.string().min(1).max(253),
  offlineMaySend: z.boolean(),
  adaptSuggestions: z.boolean(),
  retention: z.object({ bodyDays: keptDays, recordDays: keptDays }),
});

export const SettingsView = z.object({
  revision,
  autoMode: z.boolean(),
  autoModeSince: time.nullable(),
  modes: z.record(z.string(), z.object({ mode, since: time })),
  ...switches.shape,
});

/** Only what is named is changed; `modes` names only the categories whose mode shall change. */
export const SettingsBody = z.strictObject({
  revision,
  autoMode: z.boolean().optional(),
  modes: z.record(id, mode).optional(),
  ...switches.partial().shape,
});

/** Of these a what-if tells what they would have changed. Of a hold nothing is decided: it is taken, and changes no count. */
export const SettingsTried = SettingsBody.pick({
  autoMode: true,
  modes: true,
  threshold: true,
  thresholdPerCategory: true,
  caps: true,
  holdMs: true,
  holdInOpenHours: true,
  offlineMaySend: true,
});

/** What a switch did: which held mails were taken back, and which had left or were leaving. */
export const SettingsAnswer = z.object({
  settings: SettingsView,
  withdrawn: z.array(z.string()),
  left: z.array(
    z.object({
      mailId: z.string(),
      kind: z.enum(['reply', 'forward']),
      state: z.enum(['sending', 'drafted', 'sent', 'unknown']),
      at: time,
    }),
  ),
});

export type SettingsBody = z.output<typeof SettingsBody>;
export type SettingsView = z.infer<typeof SettingsView>;
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;
