import { HomeView, MailView } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { atNoon } from '../helpers/noon.ts';
import { type Booted, boot } from './support/boot.ts';
import { scriptedBrain } from './support/scripted-brain.ts';

type View = ReturnType<typeof MailView.parse>;

/** A mail's id in the mailbox of a member of staff who has a copy of it. */
const ELSEWHERE = 'ffff00001111aaaa';

/** What the sidebar does, call for call, on the real wiring: as the mail is opened in the shared mailbox, and in a copy. */
describe.each([
  ['in the shared mailbox', (mail: { id: string }) => [mail.id, ''] as const],
  [
    'in a copy elsewhere',
    (mail: { messageId: string }) => [ELSEWHERE, `&messageId=${encodeURIComponent(mail.messageId)}`] as const,
  ],
])('a mail opened %s', (where, place) => {
  let app: Booted;
  let broken = false;
  let mails = 0;
  beforeAll(async () => {
    const brain = scriptedBrain(async (reading) => {
      if (broken) throw new AppError('invalid', 'no usable reading');
      return reading;
    });
    const modes = { timetable: { mode: 'automatic', since: 0 }, fees: { mode: 'never', since: 0 } } as const;
    app = await boot({
      brain,
      // What a person asks for is sent within the call, unless a tick comes first and does it.
      tickMs: null,
      settings: { holdMs: 3_600_000, modes },
      policy: atNoon,
    });
  });
  afterAll(() => app.remove());

  type Opened = { path: string; query: string; view: View };
  const query = (rest: string) => `?choices=true&lang=en${rest}`;

  /** Each from a sender of its own. */
  async function arrived(subject: string, state: View['state']) {
    mails += 1;
    const messageId = `${subject.replace(/\W/g, '-')}-${mails}@people.example`;
    const mail = await app.deliver({ subject, messageId, from: `P <p${mails}@people.example>` });
    await app.untilState(mail.id, state);
    return { id: mail.id, messageId };
  }
  async function open(mail: { id: string; messageId: string }): Promise<Opened> {
    const [id, rest] = place(mail);
    const { status, body } = await app.api('GET', `/api/mails/${id}${query(rest)}`);
    expect(status).toBe(200);
    return { path: `/api/mails/${id}`, query: query(rest), view: MailView.parse(body) };
  }
  const opened = async (subject: string, state: View['state']) => open(await arrived(subject, state));
  const act = ({ path, query, view }: Opened, action: string, body: object = {}, as: 'staff' | 'admin' = 'staff') =>
    app.api('POST', `${path}/${action}${query}`, { revision: view.revision, ...body }, as);
  const home = async () => HomeView.parse((await app.api('GET', '/api/home?lang=en')).body);
  /** The action leads here, and its answer draws the card anew without another call. */
  async function leads(from: Opened, action: string, body: object, to: object): Promise<Opened> {
    const answer = await act(from, action, body);
    expect([action, answer.status]).toEqual([action, 200]);
    expect(answer.body).toMatchObject({ id: from.view.id, choices: { mailbox: app.ctx.address }, ...to });
    return { ...from, view: MailView.parse(answer.body) };
  }

  test('opened by one call, read, sent; and the first page shows it', async () => {
    const before = await home();
    const mail = await opened('fees of courses', 'suggested');
    expect(mail.view).toMatchObject({
      suggestion: { text: expect.stringContaining('Bonjour'), missing: [] },
      actions: expect.arrayContaining(['reply', 'draft', 'done', 'assign', 'category']),
      choices: { me: { role: 'staff' }, categories: expect.arrayContaining([expect.objectContaining({ id: 'fees' })]) },
    });
    expect(await home()).toMatchObject({ waiting: { total: before.waiting.total + 1 } });
    await leads(mail, 'reply', {}, { state: 'replied', reply: { by: { kind: 'staff' } }, delivery: { state: 'accepted' } });
    expect((await app.sent()).filter((raw) => raw.includes(`<${mail.view.messageId}>`))).toHaveLength(1);
    expect(await home()).toMatchObject({
      waiting: before.waiting,
      today: { byStaff: before.today.byStaff + 1, received: before.today.received + 1 },
    });
  });

  test('a template published in between: the new text comes back, and nothing is sent', async () => {
    const mail = await opened('fees of a year', 'suggested');
    const { policyVersion, items } = (await app.api('GET', '/api/templates', undefined, 'admin')).body as {
      policyVersion: number;
      items: { id: string; subject: string; body: string }[];
    };
    const template = items.find(({ id }) => id === mail.view.suggestion?.templateId);
    const body = `${template?.body}\n\nNouvelle phrase ${where}.`;
    const edit = { revision: policyVersion, subject: template?.subject, body };
    expect((await app.api('PUT', `/api/templates/${template?.id}`, edit, 'admin')).status).toBe(200);
    const sent = (await app.sent()).length;

    const stale = await act(mail, 'reply');
    expect(stale).toMatchObject({
      status: 409,
      body: {
        code: 'conflict',
        title: expect.stringContaining('Read it again'),
        mail: { choices: { mailbox: app.ctx.address } },
      },
    });
    expect(await app.sent()).toHaveLength(sent);
    const fresh = { ...mail, view: MailView.parse(stale.body.mail) };
    expect(fresh.view.suggestion?.text).toContain('Nouvelle phrase');
    await leads(fresh, 'reply', {}, { state: 'replied', reply: { text: expect.stringContaining('Nouvelle phrase') } });
  });

  test('a category corrected in between: the other answer comes back, and nothing is sent', async () => {
    const mail = await opened('fees or not', 'suggested');
    const sent = (await app.sent()).length;
    const change = { revision: mail.view.revision, categoryId: 'certificate' };
    const corrected = await app.api('PATCH', `${mail.path}${mail.query}`, change, 'admin');
    expect(corrected).toMatchObject({ status: 200, body: { category: { id: 'certificate' } } });
    const stale = await act(mail, 'reply');
    expect(stale).toMatchObject({ status: 409, body: { code: 'conflict', mail: { category: { id: 'certificate' } } } });
    expect(MailView.parse(stale.body.mail).suggestion?.text).not.toBe(mail.view.suggestion?.text);
    expect(await app.sent()).toHaveLength(sent);
  });

  test('sent twice at once, by two people: one reply, and the other is told who was first', async () => {
    const mail = await opened('fees twice', 'suggested');
    const sent = (await app.sent()).length;
    const answers = await Promise.all([act(mail, 'reply'), act(mail, 'reply', {}, 'admin')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(['already-replied', 'conflict']).toContain(refused?.body.code);
    expect(await app.sent()).toHaveLength(sent + 1);
  });

  test('a held reply is cancelled, done with, reopened, edited as a draft, given away, forwarded', async () => {
    const sent = (await app.sent()).length;
    const held = await opened('timetable of a day', 'held');
    expect(held.view).toMatchObject({ outgoing: { kind: 'reply', state: 'intended' }, dueAt: expect.any(Number) });
    expect(await home()).toMatchObject({ held: 1 });
    const free = await leads(held, 'cancel', {}, { state: 'suggested', outgoing: null, waiting: true });
    expect(await home()).toMatchObject({ held: 0 });
    const closed = await leads(free, 'done', {}, { state: 'ignored', waiting: false });
    const open = await leads(closed, 'reopen', {}, { state: 'suggested', waiting: true });
    const person = open.view.choices?.people.find(({ away }) => !away);
    const given = await leads(open, 'assign', { personId: person?.id }, { assignee: { id: person?.id } });
    const drafted = await act(given, 'draft', { text: 'Mes mots ⟦à compléter⟧.' });
    expect(drafted).toMatchObject({
      status: 200,
      body: { draftId: expect.any(String), mail: { id: held.view.id, assignee: { id: open.view.choices?.me.id } } },
    });
    const { mail } = drafted.body as { mail: unknown };
    await leads(
      { ...given, view: MailView.parse(mail) },
      'route',
      { personId: person?.id },
      { state: 'routed', forward: { person: { id: person?.id } } },
    );
    expect(await app.sent()).toHaveLength(sent + 1);
  });

  test('what left by itself is shown, marked as wrong, and answered anew', async () => {
    const settings = async () => (await app.api('GET', '/api/settings')).body;
    const hold = async (holdMs: number) =>
      app.api('PATCH', '/api/settings', { revision: (await settings()).revision, holdMs }, 'admin');
    await hold(0);
    const arrivedMail = await arrived('timetable of a week', 'replied');
    await app.until(arrivedMail.id, (record) => (record.reply?.messageId ?? '') !== '');
    await hold(3_600_000);
    const mail = await open(arrivedMail);
    expect(mail.view).toMatchObject({
      reply: { by: { kind: 'automatic' } },
      actions: expect.arrayContaining(['wrong', 'reopen']),
    });
    expect(await home()).toMatchObject({ sentToday: { total: 1, items: [{ id: mail.view.id }] }, today: { automatic: 1 } });
    const wrong = await leads(mail, 'wrong', {}, { state: 'suggested', wrong: { by: { kind: 'staff' } } });
    await leads(
      wrong,
      'reply',
      { text: 'Pardon, voici la bonne réponse.' },
      { state: 'replied', reply: { by: { kind: 'staff' } } },
    );
    expect(await home()).toMatchObject({ sentToday: { total: 1 }, today: { automatic: 0 } });
  });

  test('one that failed before it could be read is found by whoever opens it, and tried again', async () => {
    broken = true;
    const mail = await arrived('fees that break', 'failed');
    expect(await home()).toMatchObject({ today: { failed: 1 } });
    broken = false;
    const [id, rest] = place(mail);
    const taken = await app.api('POST', `/api/mails/${id}/take${query(rest)}`, {});
    expect(taken).toMatchObject({ status: 200, body: { id: mail.id, state: 'failed', choices: { mailbox: app.ctx.address } } });
    const shown = { path: `/api/mails/${id}`, query: query(rest), view: MailView.parse(taken.body) };
    await leads(shown, 'retry', {}, { state: 'suggested', suggestion: { text: expect.stringContaining('Bonjour') } });
  });

  test('an administrator’s switch is refused to staff, and takes back what is held', async () => {
    await arrived('timetable held', 'held');
    const { revision, held } = await home();
    expect(held).toBe(1);
    const change = { revision, autoMode: false };
    const refused = await app.api('PATCH', '/api/settings?lang=en', change, 'staff');
    expect(refused).toMatchObject({ status: 403, body: { title: expect.stringContaining('administrator') } });
    expect(await home()).toMatchObject({ autoMode: true, held: 1 });
    expect((await app.api('PATCH', '/api/settings', change, 'admin')).status).toBe(200);
    expect(await home()).toMatchObject({ autoMode: false, held: 0 });
  });
});
