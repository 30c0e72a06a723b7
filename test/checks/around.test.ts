import type { AlertChannel } from '../../server/alerts/alerts.ts';
import { alertChecks, clockCheck, heartbeatCheck, publicUrlCheck } from '../../server/checks/around.ts';
import { type Check, runChecks } from '../../server/checks/checks.ts';
import { AppError } from '../../shared/errors.ts';
import { startReceiver } from '../support/receiver.ts';
import { NOW, now, run } from './support.ts';

describe('what is around', () => {
  const answers = (status: number, body = '{"info":{"title":"MAIL GPS"}}') =>
    (async () => new Response(body, { status })) as typeof fetch;
  const unreachable = (() => Promise.reject(new TypeError('fetch failed'))) as typeof fetch;
  test.each<[string | null, boolean, typeof fetch, string]>([
    [null, false, unreachable, 'unused'],
    [null, true, unreachable, 'fail'],
    ['http://m.school.example', true, answers(200), 'fail'],
    ['http://m.school.example', false, answers(200), 'warn'],
    ['https://m.school.example', true, answers(200), 'ok'],
    ['https://m.school.example', true, answers(200, '<h1>Welcome</h1>'), 'warn'],
    ['https://m.school.example', true, answers(403), 'warn'],
    ['https://m.school.example', true, answers(404), 'warn'],
    ['https://m.school.example', true, unreachable, 'warn'],
  ])('public address %s (needed: %s)', async (url, needed, reach, state) => {
    expect((await run(publicUrlCheck(url, needed, reach))).state).toBe(state);
  });

  test('alert channels would take it, or not; none is a warning', async () => {
    const channel = (verify: AlertChannel['verify']): AlertChannel => ({
      name: 'smtp',
      verify,
      send: () => Promise.reject(new Error('told somebody')),
    });
    const [good, bad] = await runChecks([
      ...alertChecks([channel(async () => undefined)], false),
      ...alertChecks([channel(() => Promise.reject(new AppError('config', 'The mail server refuses the password.')))], false),
    ]);
    expect(good).toMatchObject({ state: 'ok', name: 'Alerts: smtp' });
    expect(bad).toMatchObject({ state: 'fail', said: 'The mail server refuses the password.' });
    expect(await run(alertChecks([], false)[0] as Check)).toMatchObject({
      state: 'warn',
      fix: expect.stringContaining('MAILGPS_ALERT_SMTP_URL'),
    });
    expect((await run(alertChecks([], true)[0] as Check)).state).toBe('unused');
  });

  test('the heartbeat is not called, and its secret path not shown', async () => {
    expect(await run(heartbeatCheck('https://beats.example/ping/secret-id', false))).toEqual({
      state: 'ok',
      said: 'beats.example (not called: a call says that all is well).',
    });
    expect((await run(heartbeatCheck(null, false))).state).toBe('warn');
  });

  test.each([
    [0, 'ok'],
    [60_000, 'warn'],
    [-60_000, 'warn'],
    [400_000, 'fail'],
    [-400_000, 'fail'],
  ])('a clock that is off by %d ms: %s', async (off, state) => {
    const google = await startReceiver();
    google.answerWith({ status: 404, headers: { date: new Date(NOW).toUTCString() } });
    const found = await run(clockCheck(google.url, () => NOW + off));
    await google.close();
    expect(found.state).toBe(state);
    expect(google.requests).toMatchObject([{ method: 'HEAD' }]);
    expect((await run(clockCheck(google.url, now))).state).toBe('warn');
    expect((await run(clockCheck(null, now))).state).toBe('unused');
  });
});
