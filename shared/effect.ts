import type { Decision } from './decision.ts';
import { AppError } from './errors.ts';
import type { TemplateFile } from './policy.ts';
import type { ReasonCode } from './reasons.ts';

/** One outgoing mail and how far it has come. The draft is what makes sending happen at most once. */
export interface Effect {
  schema: 1;
  /** `<recordId>.<kind>.<n>`; n counts the mails of that kind a person has asked for since. */
  id: string;
  recordId: string;
  kind: EffectKind;
  state: EffectState;
  by: EffectBy;
  /** When it may leave: for an automatic mail, the end of its hold. */
  dueAt: number;
  /** When a worker shall look at it; null when nothing is left to do. */
  nextAttemptAt: number | null;
  attempts: number;
  /** Attempts that failed because the mailbox was down, throttled or locked: they do not count. */
  excused?: number;
  epoch: number;
  lease: Lease | null;
  /** Thread to reply in; for a forward, null until its draft exists. */
  threadId: string | null;
  content: EffectContent;
  /** The decision an automatic mail stands on: it is made again when the mail falls due. */
  decision: Decision | null;
  /** The caps are counted and the mail's key is claimed: once per effect, whatever is tried again. */
  reserved: boolean;
  draftId: string | null;
  sentId: string | null;
  /** Message-ID that Gmail gave it; '' until it was read back. */
  messageId: string;
  sentAt: number | null;
  withdrawnFor: ReasonCode | null;
  createdAt: number;
}

export type EffectKind = 'reply' | 'forward';
export type EffectState = 'intended' | 'sending' | 'drafted' | 'sent' | 'withdrawn' | 'unknown';
export type EffectBy = { kind: 'automatic' } | { kind: 'staff'; id: string; name: string };

/** A claim on work: valid until `until`, and only together with the epoch it was taken in. */
export interface Lease {
  owner: string;
  until: number;
}

/** Exactly what is sent; nothing is composed again later. */
export interface EffectContent {
  to: string;
  toName: string;
  subject: string;
  text: string;
  html: string;
  files: readonly TemplateFile[];
  template: { id: string; version: number } | null;
  /** The brain that worded the template for this mail: a person read it and sent it. Never of an automatic mail. */
  adaptedBy?: string;
  /** Of a forward: who gets it, which is who stands in where the person meant is away. Missing in those of earlier versions. */
  personId?: string;
}

const STEPS: Readonly<Record<EffectState, readonly EffectState[]>> = {
  intended: ['sending', 'withdrawn'],
  sending: ['drafted', 'withdrawn'],
  drafted: ['sent', 'unknown', 'withdrawn'],
  sent: [],
  withdrawn: [],
  // Later evidence (the mail turns up in SENT) may still settle what was unknown.
  unknown: ['sent'],
};

/** The effect one step on. Throws `illegal-state` for any step the design does not know. */
export function step(effect: Effect, state: EffectState, change: Partial<Effect> = {}): Effect {
  if (!STEPS[effect.state].includes(state)) {
    throw new AppError('illegal-state', `An outgoing mail cannot go from ${effect.state} to ${state}.`);
  }
  return { ...effect, ...change, state };
}

/** From here on the mail may have left: it can no longer be taken back. */
export function isCommitted(effect: Effect): boolean {
  return effect.state === 'sending' || effect.state === 'drafted' || effect.state === 'sent' || effect.state === 'unknown';
}

/** A mail that shall go out for a record, as its `effectCount + 1`th. */
export function newEffect(
  record: { id: string; threadId: string; effectCount: number },
  init: Pick<Effect, 'kind' | 'by' | 'dueAt' | 'content' | 'decision'>,
  now: number,
): Effect {
  return {
    ...init,
    schema: 1,
    id: `${record.id}.${init.kind}.${record.effectCount + 1}`,
    recordId: record.id,
    state: 'intended',
    nextAttemptAt: init.dueAt,
    attempts: 0,
    epoch: 0,
    lease: null,
    threadId: init.kind === 'reply' ? record.threadId : null,
    reserved: false,
    draftId: null,
    sentId: null,
    messageId: '',
    sentAt: null,
    withdrawnFor: null,
    createdAt: now,
  };
}
