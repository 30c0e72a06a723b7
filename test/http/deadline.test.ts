import request from 'supertest';
import { eml } from '../e2e/support/eml.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

/** A mail whose reading goes on until `finish` is called. */
async function slowMail(): Promise<{ id: string; finish: () => void }> {
  const id = it_.mailbox.deliver(eml({ subject: 'hours again' }));
  await it_.ctx.catchUp();
  const { brain } = it_.ctx;
  let finish = () => {};
  const finished = new Promise<void>((done) => {
    finish = done;
  });
  it_.ctx.brain = { name: brain.name, read: async (...asked) => finished.then(() => brain.read(...asked)) };
  return { id, finish };
}

const take = (id: string, prefer: string) =>
  request(it_.app)
    .post(`/api/mails/${id}/take?lang=fr`)
    .set('authorization', `Bearer ${it_.tokens.staff}`)
    .set('prefer', prefer)
    .send({});

test('who says how long it waits is answered by then, and the work goes on', async () => {
  const { id, finish } = await slowMail();
  const late = await take(id, 'respond-async, wait=1');
  expect(late.status).toBe(504);
  expect(late.body).toMatchObject({ code: 'timeout', retryable: true });
  finish();
  let suggestion: unknown = null;
  while (suggestion === null) suggestion = (await it_.get(`/api/mails/${id}`)).body.suggestion;
  expect(suggestion).toMatchObject({ templateId: expect.any(String) });
});

test.each(['', 'wait=0', 'wait=61', 'wait=999', 'wait=-1', 'wait=1e1', 'wait=', 'await=1', 'wait=1s'])(
  'any other wish is left alone: %j',
  async (prefer) => {
    const { id, finish } = await slowMail();
    finish();
    expect((await take(id, prefer)).status).toBe(200);
  },
);
