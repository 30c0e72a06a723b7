import { bodyFor, createWebhookChannel } from '../../server/alerts/webhook.ts';
import { createHeartbeat } from '../../server/alerts/webhook-heartbeat.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { anAlert } from './an-alert.ts';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const channel = (url = receiver.url) => createWebhookChannel({ url: `${url}/hook/secret-token`, pauseMs: 1 });

test('posts words for people and fields for programs', async () => {
  await channel().send(anAlert());
  const [request] = receiver.requests;
  expect(request).toMatchObject({ method: 'POST', path: '/hook/secret-token' });
  expect(request?.headers['content-type']).toBe('application/json');
  expect(JSON.parse(request?.body ?? '')).toEqual({
    text: expect.stringContaining('Un message n’a pas pu être traité.\n\nIl attend une personne'),
    source: 'mail-gps',
    cause: 'mail-failed',
    title: 'Un message n’a pas pu être traité',
    todo: expect.stringContaining('Réessayer'),
    count: 3,
    recordIds: ['18c2a', '18c2b'],
    about: [],
    at: '2026-11-23T09:00:00.000Z',
    since: '2026-11-23T08:59:00.000Z',
  });
});

test('Google Chat gets what it takes, Teams a card', () => {
  const alert = anAlert();
  expect(bodyFor('chat.googleapis.com', alert)).toEqual({ text: alert.text });
  const card = JSON.stringify(bodyFor('prod-12.westeurope.logic.azure.com', alert));
  expect(card).toContain('application/vnd.microsoft.card.adaptive');
  expect(card).toContain('ouvrez la liste des messages en échec');
  expect(bodyFor('hooks.slack.com', alert)).toHaveProperty('text', alert.text);
});

test.each([500, 503, 429])('%i is tried once more', async (status) => {
  receiver.answerWith({ status, headers: { 'retry-after': '0' } });
  await channel().send(anAlert());
  expect(receiver.requests).toHaveLength(2);
  receiver.answerWith({ status }, { status });
  await expect(channel().send(anAlert())).rejects.toMatchObject({ retryable: true });
  expect(receiver.requests).toHaveLength(4);
});

test.each([400, 404, 410, 302])('%i is not: the address is wrong', async (status) => {
  receiver.answerWith({ status, headers: { location: `${receiver.url}/elsewhere` } });
  await expect(channel().send(anAlert())).rejects.toMatchObject({
    code: 'config',
    message: expect.not.stringContaining('secret'),
  });
  expect(receiver.requests).toHaveLength(1);
});

test('nobody there is told as that, without the address, which is a secret', async () => {
  const { url } = receiver;
  await receiver.close();
  await expect(channel(url).send(anAlert())).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The alert webhook cannot be reached.',
  });
  await expect(channel(url).verify()).rejects.toMatchObject({ code: 'unavailable' });
});

test('verify posts nothing', async () => {
  receiver.answerWith({ status: 405 });
  await channel().verify();
  expect(receiver.requests.map(({ method }) => method)).toEqual(['HEAD']);
  receiver.answerWith({ status: 503 });
  await expect(channel().verify()).rejects.toMatchObject({ code: 'unavailable' });
});

test('the heartbeat is a call that says nothing, tried once more', async () => {
  receiver.answerWith({ status: 502 });
  await createHeartbeat({ url: `${receiver.url}/ping/uuid`, pauseMs: 1 })();
  expect(receiver.requests).toMatchObject([
    { method: 'GET', path: '/ping/uuid', body: '' },
    { method: 'GET', path: '/ping/uuid', body: '' },
  ]);
});
