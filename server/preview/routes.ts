import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { createDrafts } from './drafts.ts';
import type { Emulated } from './emulated.ts';
import { createPreviewEvents, type OnRecord } from './events.ts';
import { createMailboxCalls } from './mailbox-calls.ts';
import type { Session } from './page-api.ts';
import { pages } from './pages.ts';
import { createMailboxReader } from './read-mailbox.ts';
import { refuseStrangers } from './refuse-strangers.ts';

export interface PreviewDeps {
  emulated: Emulated;
  /** Where the server listens. */
  url: string;
  /** Address of the shared mailbox. */
  address: string;
  timeZone: string;
  /** Folder of the built page. */
  folder: string;
  onRecord: OnRecord;
  now: () => number;
}

const words = (max: number) => z.string().max(max);
const NewMailBody = z.strictObject({
  from: words(254),
  name: words(200),
  subject: words(2_000),
  text: words(100_000),
  language: z.enum(['fr', 'en']).optional(),
});
const DraftReplyBody = z.strictObject({
  messageId: words(200).min(1),
  text: words(100_000),
  html: words(200_000).nullish(),
});
const EditBody = z.strictObject({ text: words(100_000) });
const SendBody = z.strictObject({ text: words(100_000).optional() });
const NothingBody = z.strictObject({});

/** A text of 100,000 characters three bytes each, and its HTML. */
const LARGEST_BODY = '1mb';

/**
 * The page at `/` and what it asks for, beside the API: the mailbox as Gmail would show it. On the emulated mailbox alone, to
 * whoever is on this machine.
 */
export function createPreview(deps: PreviewDeps): RequestHandler {
  const { emulated, address, now } = deps;
  const calls = createMailboxCalls(emulated.access);
  const mailbox = createMailboxReader(emulated.control, calls);
  const drafts = createDrafts({ control: emulated.control, calls, mailbox, address });
  const events = createPreviewEvents(deps.onRecord);

  const reads: Readonly<Record<string, (req: Request) => Promise<unknown>>> = {
    '/session': (req) => session(deps, req),
    '/mails': () => mailbox.rows(),
    '/threads/:id': (req) => mailbox.thread(idOf(req)),
    '/message/:id': (req) => mailbox.hostMessage(idOf(req)),
    '/drafts/:id': (req) => drafts.view(idOf(req)),
  };
  const changing =
    <T extends z.ZodType>(body: T, work: (body: z.output<T>, id: string) => Promise<unknown>): RequestHandler =>
    async (req, res) => {
      const answer = await work(read(body, req.body), idOf(req));
      events.mailboxChanged();
      send(res, answer ?? {});
    };
  const readAll = async (_body: object, id: string): Promise<void> => {
    const { messages } = await mailbox.thread(id);
    for (const message of messages) if (message.unread) await calls.markRead(message.id);
  };
  const deliver = async (mail: z.output<typeof NewMailBody>) => {
    const { mailToSchool } = await import('./write-mail.ts');
    return emulated.control.deliver(await mailToSchool(mail, address, now()), { authentication: 'pass' });
  };

  const writes: Readonly<Record<string, RequestHandler>> = {
    '/threads/:id/read': changing(NothingBody, readAll),
    '/deliver': changing(NewMailBody, deliver),
    '/draft': changing(DraftReplyBody, ({ messageId, text, html }) =>
      drafts.create(messageId, { text, html: html ?? undefined }),
    ),
    '/drafts/:id/send': changing(SendBody, ({ text }, id) => drafts.send(id, text)),
    '/drafts/:id/discard': changing(NothingBody, (_body, id) => drafts.discard(id)),
  };

  const guarded = refuseStrangers(new URL(deps.url).port || '80');
  const files = pages(deps.folder);
  const preview = Router();
  preview.use(guarded);
  for (const [path, work] of Object.entries(reads)) preview.get(path, async (req, res) => send(res, await work(req)));
  preview.get('/events', (req, res) => events.listen(req, res));
  preview.get('/:file', files);
  preview.use(express.json({ limit: LARGEST_BODY, strict: true }));
  for (const [path, work] of Object.entries(writes)) preview.post(path, work);
  const edit = changing(EditBody, ({ text }, id) => drafts.edit(id, text));
  preview.put('/drafts/:id', edit);

  const router = Router();
  router.all('/', guarded);
  router.get('/', files);
  router.use('/preview', preview);
  return router;
}

async function session({ emulated, address, timeZone }: PreviewDeps, req: Request): Promise<Session> {
  const person = async (role: 'staff' | 'admin') => {
    const { email, name } = emulated.people[role];
    return { name, address: email, token: await emulated.mint(role) };
  };
  // The address that the page was opened at, so that what the add-on asks for is of the page's own origin.
  const origin = `http://${(req.headers.host ?? '').toLowerCase()}`;
  return {
    mailbox: address,
    timeZone,
    people: { staff: await person('staff'), admin: await person('admin') },
    properties: { MAILGPS_URL: origin, MAILGPS_CONSOLE_URL: `${origin}/console/` },
  };
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new AppError('invalid', `The body does not have the agreed form: ${where}.`);
}

function idOf({ params }: Request): string {
  return String(params.id ?? '');
}

function send(res: Response, answer: unknown): void {
  res.setHeader('Cache-Control', 'no-store');
  res.json(answer);
}
