import { AppError } from '../../shared/errors.ts';
import type { GmailAccess } from './gmail/control.ts';

/** What a person does by hand in Gmail, through Gmail's own API: its history tells the server of it as of any colleague's work. */
export interface MailboxCalls {
  /** Message id → draft id. */
  drafts(): Promise<Map<string, string>>;
  /** Message id of a draft. Rejects with `not-found`. */
  draftMessage(draftId: string): Promise<string>;
  /** Gives the draft's id. */
  createDraft(raw: Uint8Array, threadId: string): Promise<string>;
  /** Rejects with `not-found` when it is gone. */
  sendDraft(draftId: string): Promise<void>;
  deleteDraft(draftId: string): Promise<void>;
  markRead(messageId: string): Promise<void>;
}

export function createMailboxCalls({ url, accessToken }: Pick<GmailAccess, 'url' | 'accessToken'>): MailboxCalls {
  async function call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${url}/gmail/v1/users/me/${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (response.status === 404) throw new AppError('not-found', 'It is not in the mailbox any more.');
    if (!response.ok) throw new AppError('unavailable', `The emulated mailbox answered ${response.status}.`);
    const text = await response.text();
    return text === '' ? {} : Object(JSON.parse(text));
  }
  const draftPath = (draftId: string): string => `drafts/${encodeURIComponent(draftId)}`;

  return {
    async drafts() {
      const { drafts } = await call('GET', 'drafts?maxResults=500');
      const found = new Map<string, string>();
      for (const draft of Array.isArray(drafts) ? drafts : [])
        found.set(textIn(Object(draft).message, 'id'), textIn(draft, 'id'));
      return found;
    },
    async draftMessage(draftId) {
      const { message } = await call('GET', `${draftPath(draftId)}?format=minimal`);
      return textIn(message, 'id');
    },
    async createDraft(raw, threadId) {
      const message = { raw: Buffer.from(raw).toString('base64url'), threadId };
      return textIn(await call('POST', 'drafts', { message }), 'id');
    },
    async sendDraft(draftId) {
      await call('POST', 'drafts/send', { id: draftId });
    },
    async deleteDraft(draftId) {
      await call('DELETE', draftPath(draftId));
    },
    async markRead(messageId) {
      await call('POST', `messages/${encodeURIComponent(messageId)}/modify`, { removeLabelIds: ['UNREAD'] });
    },
  };
}

function textIn(value: unknown, name: string): string {
  return String(Reflect.get(Object(value), name) ?? '');
}
