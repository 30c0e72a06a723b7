import { AppError } from '../../../shared/errors.ts';
import { CONTROL_KEY_HEADER, CONTROL_PATH, type GmailAccess, type GmailControl } from './control.ts';
import { fromWire, toWire } from './control-wire.ts';

/** Works the emulated mailbox of another process. Rejects with `unavailable` when it is not there, `forbidden` on a wrong key. */
export function createControlClient(access: Pick<GmailAccess, 'url' | 'controlKey'>): GmailControl {
  async function ask<T>(name: keyof GmailControl, ...args: unknown[]): Promise<T> {
    const headers = { 'content-type': 'application/json', [CONTROL_KEY_HEADER]: access.controlKey };
    // JSON has no undefined: an argument that was left out must stay out.
    const given = args.filter((arg, index) => arg !== undefined || index < args.length - 1);
    const body = JSON.stringify({ args: toWire(given) });
    const response = await fetch(`${access.url}${CONTROL_PATH}${name}`, { method: 'POST', headers, body }).catch(
      (cause: unknown) => {
        throw new AppError('unavailable', `The emulated mailbox at ${access.url} does not answer: is it running?`, { cause });
      },
    );
    if (response.status === 403) throw new AppError('forbidden', 'The emulated mailbox refused the control key');
    const answer: unknown = await response.json();
    if (!response.ok) {
      const message = String(Reflect.get(Object(answer), 'message'));
      const code: unknown = Reflect.get(Object(answer), 'code');
      throw new AppError(code === 'invalid' || code === 'not-found' ? code : 'internal', message);
    }
    return fromWire(Reflect.get(Object(answer), 'result')) as T;
  }

  return {
    deliver: (raw, options) => ask('deliver', raw, options),
    sent: () => ask('sent'),
    messages: () => ask('messages'),
    editDraft: (draftId, raw) => ask('editDraft', draftId, raw),
    addFault: (fault) => ask('addFault', fault),
    clearFaults: () => ask('clearFaults'),
    dropXHeaders: (on) => ask('dropXHeaders', on),
    expireHistory: () => ask('expireHistory'),
    loseNotifications: (count) => ask('loseNotifications', count),
    repeatNotifications: (count, extra) => ask('repeatNotifications', count, extra),
    notifications: () => ask('notifications'),
    setPush: (url, audience) => ask('setPush', url, audience),
    mintIdToken: (identity) => ask('mintIdToken', identity),
    quota: (reset) => ask('quota', reset),
    answerConsent: (answer) => ask('answerConsent', answer),
    grantConsent: (answer) => ask('grantConsent', answer),
    revokeConsent: (email) => ask('revokeConsent', email),
    expireAccessTokens: () => ask('expireAccessTokens'),
    failTokens: (fault) => ask('failTokens', fault),
    addServiceAccount: (email, options) => ask('addServiceAccount', email, options),
  };
}
