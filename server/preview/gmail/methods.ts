import type { GoogleHistoryEvent, GoogleMessage } from '@emulators/google';
import type { GmailMethod } from '../../../shared/gmail-units.ts';
import { type Answer, invalid, NOT_FOUND, ok } from './answers.ts';
import { insertMail, sendMail, threadForOwn } from './mail-flow.ts';
import { headersOf, messageResource, rawOf } from './resources.ts';
import type { GmailCall } from './routes.ts';
import { pageOf, parseQuery } from './search.ts';
import type { State } from './state.ts';

export interface Settings {
  dropXHeaders: boolean;
}

export interface Watch {
  topic: string;
  expiration: number;
}

type Handler = (call: GmailCall) => Promise<Answer>;

const WATCH_LIFE_MS = 7 * 86_400_000;

/** The methods that the published emulator lacks or answers otherwise than Gmail; all others are passed on to it. */
export function createMethods(state: State, settings: Settings): (call: GmailCall) => Promise<Answer> {
  const { gs } = state;
  const passOn: Handler = async ({ verb, path, body }) => {
    const answer = await state.inner(verb, path, verb === 'GET' || verb === 'DELETE' ? undefined : body);
    // Gmail answers 409 where the label stands already.
    if (answer.status === 400 && JSON.stringify(answer.body).includes('exists or conflicts')) return { ...answer, status: 409 };
    return { status: answer.status, body: answer.body };
  };
  const messageOf = (id: string) => gs.messages.findOneBy('gmail_id', id);
  const draftResource = async (draftId: string, message: GoogleMessage, call: GmailCall) => ({
    id: draftId,
    message: await messageResource(message, call.format, call.query.getAll('metadataHeaders')),
  });

  const methods: Partial<Record<GmailMethod, Handler>> = {
    'users.getProfile': async () =>
      ok({
        emailAddress: state.address,
        messagesTotal: gs.messages.count(),
        threadsTotal: new Set(gs.messages.all().map(({ thread_id }) => thread_id)).size,
        historyId: state.historyId().toString(),
      }),

    'users.watch': async ({ body }) => {
      const topic = typeof body.topicName === 'string' ? body.topicName : '';
      if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(topic)) return invalid('Invalid topicName');
      const standing = state.getValue<Watch | null>('watch');
      if (standing && standing.topic !== topic && standing.expiration > Date.now()) {
        return invalid('Only one user push notification client allowed per developer (call /stop then try again)');
      }
      const watch: Watch = { topic, expiration: Date.now() + WATCH_LIFE_MS };
      state.setValue('watch', watch);
      return ok({ historyId: state.historyId().toString(), expiration: String(watch.expiration) });
    },

    'users.stop': async () => {
      state.setValue('watch', null);
      return { status: 204 };
    },

    'history.list': async ({ query }) => {
      const start = query.get('startHistoryId') ?? '';
      if (!/^\d+$/.test(start)) return invalid('Invalid startHistoryId');
      const oldest = BigInt(state.getValue<string>('oldestHistoryId') ?? 0);
      if (BigInt(start) < oldest || BigInt(start) > state.historyId()) return NOT_FOUND;
      const types = new Set(query.getAll('historyTypes'));
      const label = query.get('labelId');
      const from = query.get('pageToken') ?? start;
      const limit = Math.min(500, Number(query.get('maxResults') ?? 100));
      const groups = new Map<string, GoogleHistoryEvent[]>();
      let more = false;
      for (const event of state.historyAfter(BigInt(from))) {
        if (types.size > 0 && !types.has(event.change_type)) continue;
        if (label && !event.label_ids.includes(label)) continue;
        const group = groups.get(event.gmail_id);
        more = !group && groups.size === limit;
        if (more) break;
        groups.set(event.gmail_id, [...(group ?? []), event]);
      }
      const history = [...groups].map(([id, events]) => historyRecord(id, events, messageOf));
      const nextPageToken = more ? history.at(-1)?.id : undefined;
      return ok({ history, historyId: state.historyId().toString(), nextPageToken });
    },

    'messages.list': async (call) => {
      const query = parseQuery(state, call.query.get('q') ?? '');
      if (query === null) return passOn(call);
      const spamAndBin = call.query.get('includeSpamTrash') === 'true';
      const labels = call.query.getAll('labelIds');
      const found = query.candidates.filter(({ label_ids }) => {
        if (!spamAndBin && (label_ids.includes('SPAM') || label_ids.includes('TRASH'))) return false;
        return labels.every((label) => label_ids.includes(label));
      });
      const matching = found.filter(query.test);
      const size = Math.min(500, Number(call.query.get('maxResults') ?? 100));
      const { page, next } = pageOf(matching, size, call.query.get('pageToken'));
      const messages = page.map(({ gmail_id, thread_id }) => ({ id: gmail_id, threadId: thread_id }));
      return ok({ messages, nextPageToken: next, resultSizeEstimate: matching.length });
    },

    'messages.get': async (call) => {
      const message = messageOf(call.id);
      if (!message) return NOT_FOUND;
      const names = call.query.getAll('metadataHeaders');
      if (call.format !== 'full') return ok(await messageResource(message, call.format, names));
      const answer = await passOn(call);
      const payload: unknown = Reflect.get(Object(answer.body), 'payload');
      return ok({ ...Object(answer.body), payload: { ...Object(payload), headers: await headersOf(message, []) } });
    },

    'threads.get': async (call) => {
      if (call.format === 'full') return passOn(call);
      const messages = gs.messages.findBy('thread_id', call.id);
      if (messages.length === 0) return NOT_FOUND;
      const names = call.query.getAll('metadataHeaders');
      const oldestFirst = [...messages].sort((a, b) => Number(a.internal_date) - Number(b.internal_date) || a.id - b.id);
      return ok({ id: call.id, messages: await Promise.all(oldestFirst.map((m) => messageResource(m, call.format, names))) });
    },

    'messages.insert': async ({ body }) => {
      const raw = rawIn(body);
      if (raw === null) return invalid("'raw' RFC822 payload message string or uploading message via /upload/* URL required");
      const labels = Array.isArray(body.labelIds) ? body.labelIds.map(String) : [];
      return ok(await messageResource(await insertMail(state, raw, labels), 'minimal'));
    },

    'messages.send': async ({ body }) => {
      const raw = rawIn(body);
      if (raw === null) return invalid("'raw' RFC822 payload message string or uploading message via /upload/* URL required");
      const threadId = await threadForOwn(state, raw, stringIn(body, 'threadId'));
      if (threadId === null) return NOT_FOUND;
      return sentAnswer(await sendMail(state, raw, threadId, settings.dropXHeaders));
    },

    'drafts.create': async ({ body }) => {
      const message = Object(body.message) as Record<string, unknown>;
      const raw = rawIn(message);
      if (raw === null) return invalid('Missing draft message');
      const threadId = await threadForOwn(state, raw, stringIn(message, 'threadId'));
      if (threadId === null) return NOT_FOUND;
      const stored = { raw: raw.toString('base64url'), threadId: threadId ?? 'thr_new', internalDate: String(Date.now()) };
      const answer = await state.inner('POST', '/gmail/v1/users/me/drafts', { message: stored });
      if (answer.status !== 200) return { status: answer.status, body: answer.body };
      const draftId = String(Reflect.get(Object(answer.body), 'id'));
      const created = messageOf(gs.drafts.findOneBy('gmail_id', draftId)?.message_gmail_id ?? '');
      return created ? ok({ id: draftId, message: await messageResource(created, 'minimal') }) : NOT_FOUND;
    },

    'drafts.get': async (call) => {
      const draft = gs.drafts.findOneBy('gmail_id', call.id);
      const message = draft && messageOf(draft.message_gmail_id);
      if (!message) return NOT_FOUND;
      return call.format === 'full' ? passOn(call) : ok(await draftResource(call.id, message, call));
    },

    /** The draft and its message go; the sent message is another one, with an id of its own. */
    'drafts.send': async ({ body }) => {
      const draftId = stringIn(body, 'id') ?? '';
      const draft = gs.drafts.findOneBy('gmail_id', draftId);
      const message = draft && messageOf(draft.message_gmail_id);
      if (!message) return NOT_FOUND;
      const sent = await sendMail(state, rawOf(message), message.thread_id, settings.dropXHeaders);
      if ('gmail_id' in sent) await state.inner('DELETE', `/gmail/v1/users/me/drafts/${encodeURIComponent(draftId)}`);
      return sentAnswer(sent);
    },
  };

  return (call) => (methods[call.method] ?? passOn)(call);
}

async function sentAnswer(sent: GoogleMessage | Answer): Promise<Answer> {
  return 'gmail_id' in sent ? ok({ id: sent.gmail_id, threadId: sent.thread_id, labelIds: sent.label_ids }) : sent;
}

function historyRecord(id: string, events: readonly GoogleHistoryEvent[], messageOf: (id: string) => GoogleMessage | undefined) {
  const entries = events.map((event) => {
    const message = messageOf(event.message_gmail_id);
    const labelIds = message?.label_ids ?? event.label_ids;
    return { event, message: { id: event.message_gmail_id, threadId: event.thread_id, labelIds } };
  });
  const of = (type: GoogleHistoryEvent['change_type']) => entries.filter(({ event }) => event.change_type === type);
  const labelled = (type: GoogleHistoryEvent['change_type']) =>
    of(type).map(({ event, message }) => ({ message, labelIds: event.label_ids }));
  const record = {
    messagesAdded: of('messageAdded').map(({ message }) => ({ message })),
    messagesDeleted: of('messageDeleted').map(({ message }) => ({ message })),
    labelsAdded: labelled('labelAdded'),
    labelsRemoved: labelled('labelRemoved'),
  };
  const present = Object.fromEntries(Object.entries(record).filter(([, list]) => list.length > 0));
  return { id, messages: entries.map(({ message }) => ({ id: message.id, threadId: message.threadId })), ...present };
}

function stringIn(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function rawIn(body: Readonly<Record<string, unknown>>): Buffer | null {
  const raw = stringIn(body, 'raw');
  return raw === undefined ? null : Buffer.from(raw, 'base64url');
}
