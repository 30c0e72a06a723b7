import type { ReasonCode } from '../../../shared/reasons.ts';

/** One thing that speaks against answering a mail, and how strongly. */
export interface Finding {
  code: ReasonCode;
  /** `note` only explains (the mail passed a screen by configuration). */
  weight: 'ignore' | 'person' | 'note';
  /**
   * The mail's word about who sent it (us, a list, a no-reply address), as against how it was sent. Where authentication
   * failed that word may be a forger's, and a person looks.
   */
  identity?: boolean;
}

export function ignore(code: ReasonCode): Finding {
  return { code, weight: 'ignore' };
}

export function ignoreIfAuthentic(code: ReasonCode): Finding {
  return { code, weight: 'ignore', identity: true };
}

export function person(code: ReasonCode): Finding {
  return { code, weight: 'person' };
}
