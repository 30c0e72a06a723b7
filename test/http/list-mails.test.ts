import { parse } from 'csv-parse/sync';
import request from 'supertest';
import { alertStates } from '../../server/store/alerts.ts';
import { hashOf } from '../../server/store/audit.ts';
import { happened } from '../../shared/alert-state.ts';
import { ALERT_CAUSES } from '../../shared/alerts.ts';
import { AlertsView, BulkAnswer } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { type As, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const mail = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;
const ids = async (filter: string) => (await it_.get(`/api/mails?${filter}`)).body.items.map(({ id }: { id: string }) => id);

/** As a spreadsheet reads it. */
async function csv(path: string, as: As = 'staff'): Promise<string[][]> {
  const answer = await request(it_.app)
    .get(path)
    .set('authorization', `Bearer ${it_.tokens[as ?? 'staff']}`)
    .buffer(true);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="?(mails|audit)-[\d-]+\.csv"?$/);
  expect(answer.headers['cache-control']).toBe('no-store');
  return parse(answer.text, { bom: true, delimiter: path.includes('lang=fr') ? ';' : ',' });
}

test('the list by who is on it, who answered, what became of it, and when it came', async () => {
  const automatic = await it_.take({ subject: 'fees one' });
  await it_.sendDue(`${automatic}.reply.1`);
  const mine = await it_.take({ subject: 'hours two', from: 'Ada <ada@people.example>' });
  await it_.post(`/api/mails/${mine}/assign`, { revision: (await mail(mine)).revision, personId: 'me' });
  const nobodys = await it_.take({ subject: 'hours three', from: 'Bob <bob@people.example>' });
  await it_.call('patch', `/api/mails/${nobodys}`, { revision: (await mail(nobodys)).revision, categoryId: 'course' });

  expect(await ids('by=automatic')).toEqual([automatic]);
  expect(await ids('mark=automatic')).toEqual([automatic]);
  expect(await ids('assignee=me')).toEqual([mine]);
  expect(await ids('unassigned=true&waiting=true')).toEqual([nobodys]);
  expect(await ids('mark=corrected')).toEqual([nobodys]);
  expect(await ids('mark=corrected&q=thr')).toEqual([nobodys]);
  expect(await ids('mark=corrected&q=two')).toEqual([]);
  expect(await ids('mark=rehearsed&category=hours')).toEqual([mine]);
  expect(await ids('status=replied&category=fees&by=automatic&q=fees')).toEqual([automatic]);
  const day = new Date(it_.clock.now()).toISOString().slice(0, 10);
  expect(await ids(`from=${day}`)).toHaveLength(3);
  expect(await ids('until=2020-01-01')).toEqual([]);
  it_.clock.advance(25 * 3_600_000);
  expect((await ids(`overdue=true&until=${day}`)).sort()).toEqual([mine, nobodys].sort());
  expect((await it_.get('/api/mails?unassigned=true&assignee=me')).status).toBe(400);
  expect((await it_.get('/api/mails?mark=nonsense')).status).toBe(400);
});

test('pages go on where the one before ended, and none is told twice', async () => {
  const all: string[] = [];
  for (let n = 0; n < 7; n++) all.push(await it_.take({ subject: `hours ${n}`, from: `a${n}@people.example` }));
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: request.Response = await it_.get(`/api/mails?waiting=true&limit=3${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.cursor;
  }
  expect(seen.sort()).toEqual(all.sort());
});

test('a file of the list: by the same filters, and no cell that a spreadsheet runs', async () => {
  await it_.take({ subject: '=HYPERLINK("https://evil.example","x") hours', from: '"@SUM(1)" <ada@people.example>' });
  await it_.take({ subject: '+33 1 hours', from: '"-2+3" <bob@people.example>' });
  await it_.take({ subject: 'fees, "urgent"; année', from: 'Élodie <elodie@people.example>' });
  const rows = await csv('/api/mails.csv?lang=en');
  expect(rows).toHaveLength(4);
  expect(rows[0]?.slice(0, 3)).toEqual(['received', 'state', 'category']);
  const cells = rows.slice(1).flat();
  expect(cells).toEqual(
    expect.arrayContaining([
      '\'=HYPERLINK("https://evil.example","x") hours',
      "'@SUM(1)",
      "'+33 1 hours",
      "'-2+3",
      'fees, "urgent"; année',
      'Élodie',
    ]),
  );
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  const french = await csv('/api/mails.csv?q=urgent&lang=fr');
  expect(french).toHaveLength(2);
  expect(french[0]?.slice(0, 3)).toEqual(['reçu', 'état', 'catégorie']);
  expect((await it_.get('/api/mails.csv?mark=nonsense')).status).toBe(400);
  expect((await it_.get('/api/mails.csv', null)).status).toBe(401);
});

test('many at once: what was sent is told as sent, whatever can be shown of it, and what fails stops no other', async () => {
  const items: object[] = [];
  for (const from of ['a', 'b', 'c']) {
    const id = await it_.take({ subject: 'hours', from: `${from}@people.example` });
    const { revision, suggestion } = await it_.record(id);
    items.push({ id, revision, textHash: hashOf(suggestion?.text ?? '') });
  }
  const { store, mailbox } = it_.ctx;
  const broken = (items[1] as { id: string }).id;
  it_.ctx.mailbox = {
    ...mailbox,
    sendDraft: async (draftId) => {
      const ref = await mailbox.sendDraft(draftId);
      const count: typeof store.count = () => Promise.reject(new AppError('unavailable', 'Down.'));
      it_.ctx.store = { ...it_.ctx.store, count };
      return ref;
    },
  };
  const get: typeof store.get = (collection, id) => {
    if (collection === 'bodies' && id === broken) throw new TypeError('not expected');
    return store.get(collection, id);
  };
  it_.ctx.store = { ...store, get };
  const { status, body } = await it_.post('/api/mails/bulk', { action: 'send', items });
  it_.ctx.store = store;
  expect([status, BulkAnswer.parse(body).items.map(({ ok, code, mail }) => [ok, code, mail])]).toEqual([
    200,
    [
      [true, null, null],
      [false, 'internal', null],
      [true, null, null],
    ],
  ]);
  expect(it_.mailbox.sentRaws()).toHaveLength(2);
});

test('many at once: each with its own result, and nothing is sent that was not shown', async () => {
  const [good, stale, unseen, gaps, routed] = [
    await it_.take({ subject: 'hours good', from: 'a@people.example' }),
    await it_.take({ subject: 'hours stale', from: 'b@people.example' }),
    await it_.take({ subject: 'hours unseen', from: 'c@people.example' }),
    await it_.take({ subject: 'course gaps', from: 'd@people.example' }),
    await it_.take({ subject: 'none', from: 'e@people.example' }),
  ];
  const item = async (id: string, change: object = {}) => {
    const { revision, suggestion, detail } = (await it_.get(`/api/mails/${id}?detail=true`)).body;
    expect(detail.textHash).toBe(suggestion === null ? null : hashOf(suggestion.text));
    return { id, revision, ...(detail.textHash ? { textHash: detail.textHash } : {}), ...change };
  };
  const items = [
    await item(good),
    await item(good),
    await item(stale, { revision: 1 }),
    await item(unseen, { textHash: hashOf('another text') }),
    await item(gaps),
    await item(routed),
    { id: 'nowhere', revision: 1 },
  ];
  const answer = await it_.post('/api/mails/bulk', { action: 'send', items });
  expect(answer.status).toBe(200);
  const results = BulkAnswer.parse(answer.body).items;
  expect(results.map(({ id, ok, code }) => [id, ok, code])).toEqual([
    [good, true, null],
    [stale, false, 'conflict'],
    [unseen, false, 'conflict'],
    [gaps, false, 'invalid'],
    [routed, false, 'illegal-state'],
    ['nowhere', false, 'not-found'],
  ]);
  expect(results[0]?.mail).toMatchObject({ state: 'replied', reply: { by: { kind: 'staff' } } });
  expect(results[1]).toMatchObject({ title: expect.stringContaining('changed'), mail: { id: stale, state: 'suggested' } });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);

  const open = [await item(stale), await item(unseen)];
  const assigned = await it_.post('/api/mails/bulk', { action: 'assign', personId: 'me', items: open });
  expect(assigned.body.items.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true]);
  const unnamed = await it_.post('/api/mails/bulk', { action: 'assign', items: [await item(stale)] });
  expect(unnamed.body.items[0]).toMatchObject({ ok: false, code: 'invalid' });
  const closed = await it_.post('/api/mails/bulk', { action: 'done', items: [await item(stale), await item(unseen)] });
  expect(closed.body.items.map(({ mail: m }: { mail: { state: string } }) => m.state)).toEqual(['ignored', 'ignored']);

  expect((await it_.post('/api/mails/bulk', { action: 'done', items: [] })).status).toBe(400);
  const many = Array.from({ length: 51 }, (_, n) => ({ id: `m${n}`, revision: 1 }));
  expect((await it_.post('/api/mails/bulk', { action: 'done', items: many })).status).toBe(400);
  // Each left its own entry.
  const entries = (await it_.get('/api/audit?action=reply', 'admin')).body.items;
  expect(entries.map(({ target }: { target: string }) => target)).toEqual([good]);
});

test('a text that is sent must be named by its hash', async () => {
  const id = await it_.take({ subject: 'hours' });
  const { revision } = await mail(id);
  const answer = await it_.post('/api/mails/bulk', { action: 'send', items: [{ id, revision }] });
  expect(answer.body.items[0]).toMatchObject({ ok: false, code: 'conflict' });
  expect(it_.mailbox.sentRaws()).toEqual([]);
});

test('the detail of a mail: its words, how it was read and decided, and every mail made for it', async () => {
  const id = await it_.take({ subject: 'fees', text: 'Combien coûte une année ?' });
  await it_.sendDue(`${id}.reply.1`);
  const { detail } = (await it_.get(`/api/mails/${id}?detail=true`)).body;
  expect(detail).toMatchObject({
    text: expect.stringContaining('Combien coûte'),
    screening: { verdict: 'pass', reasons: [] },
    reading: {
      brain: expect.any(String),
      confidence: expect.any(Number),
      scores: expect.arrayContaining([expect.objectContaining({ id: 'fees' })]),
    },
    decision: { action: 'reply', category: { id: 'fees' }, templateId: 'fees.fr', templateVersion: 1, policyVersion: 1 },
    outgoing: [
      {
        kind: 'reply',
        state: 'sent',
        text: expect.stringContaining('Les frais sont'),
        templateId: 'fees.fr',
        templateVersion: 1,
      },
    ],
  });
  expect(await mail(id)).not.toHaveProperty('detail');
});

test('the audit by actor, target, action and time; as a file; and no call changes it', async () => {
  const id = await it_.take({ subject: 'hours' });
  await it_.post(`/api/mails/${id}/assign`, { revision: (await mail(id)).revision, personId: 'me' });
  const between = it_.clock.now() + 1;
  it_.clock.advance(1000);
  await it_.post(`/api/mails/${id}/done`, { revision: (await mail(id)).revision });
  const list = async (query: string) =>
    (await it_.get(`/api/audit?${query}`, 'admin')).body.items.map(({ action }: { action: string }) => action);
  expect(await list(`target=${id}`)).toEqual(['done', 'assign']);
  expect(await list(`target=${id}&action=assign`)).toEqual(['assign']);
  expect(await list(`target=${id}&since=${between}`)).toEqual(['done']);
  expect(await list(`target=${id}&before=${between}`)).toEqual(['assign']);
  const me = (await it_.get('/api/me')).body.id;
  expect(await list(`actor=${me}`)).toEqual(['done', 'assign']);
  const rows = await csv(`/api/audit.csv?target=${id}`, 'admin');
  expect(await csv(`/api/audit.csv?target=${id}&lang=fr`, 'admin')).toEqual(rows);
  expect(rows.map(([, , action]) => action)).toEqual(['action', 'done', 'assign']);
  expect(JSON.parse(rows[1]?.[4] ?? '')).toMatchObject({ revision: expect.any(Number) });
  for (const verb of ['post', 'put', 'patch', 'delete'] as const) {
    for (const path of ['/api/audit', '/api/audit.csv', '/api/audit/x']) {
      expect([405, 404]).toContain((await it_.call(verb, path, {}, 'admin')).status);
    }
  }
});

test('what needs a person, with the action beside it', async () => {
  const { store, now } = it_.ctx;
  await store.transaction(async (tx) => {
    for (const cause of ALERT_CAUSES) {
      alertStates.set(tx, cause, happened(null, cause, { count: 1, recordIds: ['m1'], about: [] }, now()));
    }
  });
  const { items } = AlertsView.parse((await it_.get('/api/alerts?lang=fr')).body);
  expect(items.map(({ cause }) => cause).sort()).toEqual([...ALERT_CAUSES].sort());
  const failed = items.find(({ cause }) => cause === 'mail-failed');
  expect(failed).toMatchObject({
    mailIds: ['m1'],
    action: { kind: 'mails', label: 'Voir ces messages', filter: { status: 'failed' } },
  });
  expect((await it_.get(`/api/mails?${new URLSearchParams(failed?.action?.filter ?? {})}`)).status).toBe(200);
  expect(items.find(({ cause }) => cause === 'reauthorise')?.action).toBeNull();
});

test('the alert of sending that came to no good end leads to both: what may have left, and what did not', async () => {
  const { mailbox, store, now, limits } = it_.ctx;
  const [unsent, unknown] = [await it_.take({ subject: 'fees unsent' }), await it_.take({ subject: 'fees unknown' })];
  const tryAll = async (id: string): Promise<void> => {
    for (let i = 0; i <= limits.maxAttempts; i++) await it_.sendDue(`${id}.reply.1`);
  };
  mailbox.sendDraft = () => Promise.reject(new AppError('outcome-unknown', 'No answer.'));
  await tryAll(unknown);
  mailbox.createDraft = () => Promise.reject(new AppError('internal', 'Never.'));
  await tryAll(unsent);
  expect([(await it_.record(unsent)).state, (await it_.record(unknown)).state]).toEqual(['suggested', 'failed']);
  await store.transaction(async (tx) => {
    const about = { count: 2, recordIds: [unsent, unknown], about: [] };
    alertStates.set(tx, 'send-unknown', happened(null, 'send-unknown', about, now()));
  });
  const [alert] = AlertsView.parse((await it_.get('/api/alerts')).body).items;
  const listed = await it_.get(`/api/mails?${new URLSearchParams(alert?.action?.filter ?? {})}`);
  expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([unsent, unknown]));
});
