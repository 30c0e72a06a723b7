import { Readable } from 'node:stream';
import { type gmail_v1, gmail as gmailApi } from 'googleapis/build/src/apis/gmail/index.js';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { GmailFormat } from '../../shared/gmail-units.ts';
import type { MailRef } from '../../shared/mail.ts';
import { type CallSettings, createGmailCall, type RequestOptions } from './gmail-call.ts';
import { createLabels } from './gmail-labels.ts';
import { type Draft, type Mailbox, type MessageHeaders, THREAD_HEADERS } from './mailbox.ts';

export interface GmailOptions extends CallSettings {
  /** An API stand-in; Google's own when absent. */
  rootUrl?: string;
  /** Any google-auth-library client, or a bearer token. */
  auth: GmailAuth;
  /** The mailbox that is meant; 'me' (the credential's own) when absent. Gmail refuses a credential of another mailbox. */
  address?: string;
  /** Per request; reading and sending whole mails get three times as long. */
  timeoutMs?: number;
}

/** `refused` is told of headers that Gmail answered with 401: the next ones must hold another token. */
export type GmailAuth =
  | { token: string }
  | { getRequestHeaders(url?: string): Promise<Headers>; refused?(headers: Headers): void };

const TIMEOUT_MS = 20_000;
/** Gmail documents simple uploads up to 5 MB; larger mails go to the upload address, which takes 35 MB. */
const LARGEST_IN_JSON = 3_000_000;
const PAGE = 500;
const HEADER_NAMES = THREAD_HEADERS.map((name) => name as string);

/** The mailbox on the Gmail API. Reads are repeated a few times on passing failures; nothing that changes something is. */
export function createGmailMailbox(options: GmailOptions): Mailbox {
  const { rootUrl, auth, timeoutMs = TIMEOUT_MS } = options;
  const userId = options.address ?? 'me';
  // gaxios would bring a fetch of its own; the platform's keeps connections and is one thing less to load.
  const common = { version: 'v1', retry: false, fetchImplementation: globalThis.fetch } as const;
  const api = gmailApi(common);
  // Given with each call: uploads do not look at the client's own.
  const root = rootUrl === undefined ? {} : { rootUrl: rootUrl.endsWith('/') ? rootUrl : `${rootUrl}/` };

  /** The credential is asked here, not by googleapis, which would repeat a refused POST on its own. */
  const prepare = async (whole: boolean) => {
    const headers = 'token' in auth ? new Headers({ authorization: `Bearer ${auth.token}` }) : await auth.getRequestHeaders();
    return { ...root, headers, timeout: whole ? 3 * timeoutMs : timeoutMs };
  };
  const call = createGmailCall(options, prepare, (headers) => {
    if ('token' in auth || auth.refused === undefined) return false;
    auth.refused(headers);
    return true;
  });

  const labels = createLabels(api, userId, call);

  async function getMessage(id: string, format: GmailFormat): Promise<gmail_v1.Schema$Message> {
    const params = format === 'metadata' ? { userId, id, format, metadataHeaders: HEADER_NAMES } : { userId, id, format };
    const run = (request: RequestOptions) => api.users.messages.get(params, request);
    return (await call('messages.get', 'read', run, format)).data;
  }

  /** Ids only, as messages.list gives them. */
  async function list(q: string, page: string | undefined, includeSpamTrash = false) {
    const params = { userId, q, maxResults: PAGE, includeSpamTrash, ...(page === undefined ? {} : { pageToken: page }) };
    return (await call('messages.list', 'read', (request) => api.users.messages.list(params, request))).data;
  }

  async function getDraft(draftId: string): Promise<Draft | null> {
    const run = (request: RequestOptions) => api.users.drafts.get({ userId, id: draftId, format: 'minimal' }, request);
    const found = await orNull(call('drafts.get', 'read', run));
    return found && draftOf(found.data);
  }

  async function stopWatch(): Promise<void> {
    await call('users.stop', 'change', (request) => api.users.stop({ userId }, request));
  }

  return {
    async profile() {
      const run = (request: RequestOptions) => api.users.getProfile({ userId }, request);
      const { data } = await call('users.getProfile', 'read', run);
      return { address: given(data.emailAddress).toLowerCase(), historyId: given(data.historyId) };
    },

    async changes(cursor, page) {
      const params = { userId, startHistoryId: cursor, historyTypes: ['messageAdded', 'labelRemoved'], maxResults: PAGE };
      const paged = page === undefined ? params : { ...params, pageToken: page };
      const run = (request: RequestOptions) => api.users.history.list(paged, request);
      const { data } = await call('history.list', 'read', run).catch((error: unknown) => {
        if (isAppError(error, 'not-found')) throw new AppError('cursor-too-old', 'Gmail history.list: the cursor is too old');
        throw error;
      });
      const added = new Map<string, MailRef>();
      const restored = new Map<string, MailRef>();
      for (const record of data.history ?? []) {
        for (const { message } of record.messagesAdded ?? []) {
          if (message && !message.labelIds?.includes('DRAFT')) added.set(given(message.id), refOf(message));
        }
        for (const { message, labelIds } of record.labelsRemoved ?? []) {
          if (message && isTakenOut(labelIds, message.labelIds)) restored.set(given(message.id), refOf(message));
        }
      }
      return {
        added: [...added.values()],
        restored: [...restored.values()],
        nextPage: data.nextPageToken ?? null,
        cursor: given(data.historyId),
      };
    },

    /**
     * messages.list gives no labels and asking for each would cost 20 units, so sent mail is listed first, then the
     * rest: refs carry SENT or nothing, which is what a resync needs to know.
     */
    async listSince(since, page) {
      const sent = page === undefined || page.startsWith('sent:');
      const token = page?.slice(page.indexOf(':') + 1) || undefined;
      // `after:` takes whole seconds; the one before is taken along, for whether it is inclusive is not documented.
      const after = Math.max(0, Math.floor(since / 1000) - 1);
      const data = await list(`after:${after} ${sent ? 'in:sent' : '-in:sent -in:drafts'}`, token);
      const refs = (data.messages ?? []).map((message) => ({ ...refOf(message), labels: sent ? ['SENT'] : [] }));
      const more = data.nextPageToken ? `${sent ? 'sent' : 'rest'}:${data.nextPageToken}` : null;
      return { refs, nextPage: more ?? (sent ? 'rest:' : null) };
    },

    async fetchRaw(id) {
      const message = await getMessage(id, 'raw');
      const raw = new Uint8Array(Buffer.from(given(message.raw), 'base64url'));
      return { ref: refOf(message), raw, receivedAt: Number(given(message.internalDate)) };
    },

    async thread(threadId) {
      const params = { userId, id: threadId, format: 'metadata', metadataHeaders: HEADER_NAMES };
      const run = (request: RequestOptions) => api.users.threads.get(params, request);
      const found = await orNull(call('threads.get', 'read', run, 'metadata'));
      return (found?.data.messages ?? []).map(headersOf);
    },

    async headersOf(id) {
      const message = await orNull(getMessage(id, 'metadata'));
      return message && headersOf(message);
    },

    async findByMessageId(messageId) {
      const bare = messageId.trim().replace(/^<|>$/g, '');
      // Not a search term: it cannot be asked for, and no mail of ours has such an id.
      if (bare === '' || /[\s"()]/.test(bare)) return [];
      const { messages } = await list(`rfc822msgid:${bare}`, undefined, true);
      const found = await Promise.all((messages ?? []).slice(0, 20).map(({ id }) => orNull(getMessage(given(id), 'minimal'))));
      return found.flatMap((message) => (message ? [refOf(message)] : []));
    },

    async createDraft(raw, threadId) {
      const thread = threadId === null ? {} : { threadId };
      const run = async (request: RequestOptions) => {
        if (raw.length <= LARGEST_IN_JSON) {
          const requestBody = { message: { ...thread, raw: Buffer.from(raw).toString('base64url') } };
          return draftOf((await api.users.drafts.create({ userId, requestBody }, request)).data);
        }
        const media = { mimeType: 'message/rfc822', body: Readable.from([raw], { objectMode: false }) };
        return draftOf((await api.users.drafts.create({ userId, requestBody: { message: thread }, media }, request)).data);
      };
      return call('drafts.create', 'create', run);
    },

    getDraft,

    async drafts(threadId) {
      const run = (request: RequestOptions) => api.users.drafts.list({ userId, maxResults: PAGE }, request);
      const { data } = await call('drafts.list', 'read', run);
      const inThread = (data.drafts ?? []).filter(({ message }) => message?.threadId === threadId).map(draftOf);
      // The list leaves labels out.
      return inThread.map(({ draftId, ref }) => ({ draftId, ref: { ...ref, labels: ['DRAFT'] } }));
    },

    async sendDraft(draftId) {
      const run = async (request: RequestOptions) =>
        refOf((await api.users.drafts.send({ userId, requestBody: { id: draftId } }, request)).data);
      try {
        return await call('drafts.send', 'create', run);
      } catch (error) {
        // A consumed draft is answered with 404 or with 400: only asking for it tells that 400 from a refused mail.
        if (isAppError(error, 'invalid') && (await getDraft(draftId)) === null) {
          throw new AppError('not-found', 'Gmail drafts.send: no such draft', { cause: error });
        }
        throw error;
      }
    },

    async deleteDraft(draftId) {
      await orNull(call('drafts.delete', 'change', (request) => api.users.drafts.delete({ userId, id: draftId }, request)));
    },

    async insert(raw) {
      const requestBody = { raw: Buffer.from(raw).toString('base64url'), labelIds: [] };
      const run = (request: RequestOptions) => api.users.messages.insert({ userId, requestBody }, request);
      return refOf((await call('messages.insert', 'create', run)).data);
    },

    async trash(id) {
      await orNull(call('messages.trash', 'change', (request) => api.users.messages.trash({ userId, id }, request)));
    },

    async label(id, add, remove) {
      const modify = async () => {
        const addLabelIds = await labels.ensure(add);
        const removeLabelIds = await labels.find(remove);
        if (addLabelIds.length + removeLabelIds.length === 0) return;
        const requestBody = { addLabelIds, removeLabelIds };
        await call('messages.modify', 'change', (request) => api.users.messages.modify({ userId, id, requestBody }, request));
      };
      await modify().catch(async (error: unknown) => {
        // "Invalid label": a person deleted it since we learned its id. Nothing was changed.
        if (!isAppError(error, 'invalid')) throw error;
        labels.forget();
        await modify();
      });
    },

    async watch(topic) {
      const run = (request: RequestOptions) => api.users.watch({ userId, requestBody: { topicName: topic } }, request);
      const { data } = await call('users.watch', 'change', run).catch(async (error: unknown) => {
        // "Only one user push notification client allowed per developer": an old watch on another topic stands.
        if (!isAppError(error, 'already-exists')) throw error;
        await stopWatch();
        return call('users.watch', 'change', run);
      });
      return { expiration: Number(given(data.expiration)), historyId: given(data.historyId) };
    },

    stopWatch,
  };
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isAppError(error, 'not-found')) return null;
    throw error;
  }
}

/** Out of spam or the bin. Sent mail and drafts were ours before; chats are no mail. */
function isTakenOut(removed: readonly string[] | undefined | null, present: readonly string[] | undefined | null): boolean {
  const hid = removed?.some((label) => label === 'SPAM' || label === 'TRASH') === true;
  return hid && !present?.some((label) => label === 'SENT' || label === 'DRAFT' || label === 'CHAT');
}

function refOf(message: gmail_v1.Schema$Message): MailRef {
  return { id: given(message.id), threadId: given(message.threadId), labels: message.labelIds ?? [] };
}

function draftOf(draft: gmail_v1.Schema$Draft): Draft {
  return { draftId: given(draft.id), ref: refOf(draft.message ?? {}) };
}

function headersOf(message: gmail_v1.Schema$Message): MessageHeaders {
  const headers: Record<string, string> = {};
  for (const { name, value } of message.payload?.headers ?? []) {
    const key = name?.toLowerCase() ?? '';
    if (HEADER_NAMES.includes(key) && !(key in headers)) headers[key] = value ?? '';
  }
  return { ref: refOf(message), receivedAt: Number(given(message.internalDate)), headers };
}

function given(value: string | null | undefined): string {
  if (value) return value;
  throw new AppError('unavailable', 'Gmail answered without a field that it always gives: something else stands in between');
}
