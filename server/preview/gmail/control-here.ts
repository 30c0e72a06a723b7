import { AppError } from '../../../shared/errors.ts';
import type { GmailControl, OAuthControl } from './control.ts';
import type { Engine } from './engine.ts';
import type { Faults } from './faults.ts';
import type { Keys } from './keys.ts';
import { deliverMail } from './mail-flow.ts';
import type { Settings } from './methods.ts';
import type { Notifier } from './push.ts';
import { storedMail } from './resources.ts';
import type { State } from './state.ts';

interface Parts {
  state: State;
  engine: Engine;
  notifier: Notifier;
  faults: Faults;
  settings: Settings;
  keys: Keys;
  oauth: OAuthControl;
}

/** The control of a mailbox in this process. */
export function createControl({ state, engine, notifier, faults, settings, keys, oauth }: Parts): GmailControl {
  return {
    deliver: (raw, deliverOptions = {}) => engine.inTurn(() => deliverMail(state, bytesOf(raw), deliverOptions)),
    sent: async () =>
      state.gs.messages
        .all()
        .filter(({ label_ids }) => label_ids.includes('SENT'))
        .map(storedMail),
    messages: async () => state.gs.messages.all().map(storedMail),
    async editDraft(draftId, raw) {
      const draft = state.gs.drafts.findOneBy('gmail_id', draftId);
      const message = draft && state.gs.messages.findOneBy('gmail_id', draft.message_gmail_id);
      if (!message) throw new AppError('not-found', 'No such draft');
      return engine.inTurn(async () => {
        const body = { message: { raw: bytesOf(raw).toString('base64url'), threadId: message.thread_id } };
        const created = await state.inner('POST', '/gmail/v1/users/me/drafts', body);
        await state.inner('DELETE', `/gmail/v1/users/me/drafts/${encodeURIComponent(draftId)}`);
        return { draftId: String(Reflect.get(Object(created.body), 'id')) };
      });
    },
    addFault: async (fault) => faults.add(fault),
    clearFaults: async () => faults.clear(),
    dropXHeaders: async (on) => {
      settings.dropXHeaders = on;
    },
    expireHistory: () => engine.inTurn(async () => state.expireHistory()),
    loseNotifications: async (times) => notifier.loseNext(times),
    repeatNotifications: async (times, extra) => notifier.repeatNext(times, extra),
    notifications: async () => notifier.counts(),
    setPush: async (url, audience) => notifier.setTarget(url, audience),
    mintIdToken: (identity) => keys.mint(identity),
    quota: async (reset = false) => engine.quota(reset),
    answerConsent: oauth.answerConsent,
    grantConsent: oauth.grantConsent,
    revokeConsent: oauth.revokeConsent,
    expireAccessTokens: oauth.expireAccessTokens,
    failTokens: oauth.failTokens,
    addServiceAccount: oauth.addServiceAccount,
  };
}

function bytesOf(raw: Uint8Array | string): Buffer {
  return typeof raw === 'string' ? Buffer.from(raw, 'utf8') : Buffer.from(raw);
}
