import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSidebar } from '../../bench/support/sidebar.ts';
import { startSyncFetch } from '../../bench/support/sync-fetch.ts';
import { bundleScript } from '../helpers/child.ts';

const MANIFEST = JSON.stringify({ urlFetchWhitelist: ['https://mailgps.ecole.example/api/'] });
/** As the bundle's own: two calls for a mail, none for the first page, and a count that must begin anew each time. */
const CODE = `
  let run = 0;
  function card(text) {
    const section = CardService.newCardSection().addWidget(CardService.newTextParagraph().setText(text));
    return [CardService.newCardBuilder().addSection(section).build()];
  }
  function ask(path) {
    const headers = { Authorization: 'Bearer ' + ScriptApp.getIdentityToken() };
    return UrlFetchApp.fetch(PropertiesService.getScriptProperties().getProperty('MAILGPS_URL') + path, { headers }).getContentText();
  }
  function onMailOpened(e) {
    GmailApp.setCurrentMessageAccessToken(e.gmail.accessToken);
    return card(ask('/api/a') + ask('/api/b') + GmailApp.getMessageById(e.gmail.messageId).getHeader('Message-ID').replace(/[<>]/g, '') + (run += 1));
  }
  function onHomepage() { return card('home ' + (run += 1)); }
`;

test('a click is run afresh, timed, and its calls are counted', () => {
  const asked: unknown[] = [];
  const sidebar = createSidebar({
    code: CODE,
    manifest: MANIFEST,
    url: 'http://127.0.0.1:9',
    token: 'a token',
    fetch: ({ url, headers }) => {
      asked.push([url, headers.Authorization]);
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: url.slice(-1) };
    },
  });
  for (let n = 0; n < 2; n++) {
    const opened = sidebar.open({ id: 'm1', messageId: 'a@b' });
    expect(opened).toMatchObject({ calls: 2, ms: expect.any(Number) });
    expect(opened.json).toContain('"aba@b1"');
    const home = sidebar.home();
    expect(home.calls).toBe(0);
    expect(home.json).toContain('"home 1"');
    expect(JSON.parse(home.json)).toMatchObject({ kind: 'cards' });
  }
  expect(asked.slice(0, 2)).toEqual([
    ['http://127.0.0.1:9/api/a', 'Bearer a token'],
    ['http://127.0.0.1:9/api/b', 'Bearer a token'],
  ]);
});

test('whoever waits without a connection is told', async () => {
  const bundle = bundleScript('bench/fetch-worker.ts');
  // A port that was free a moment ago.
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const fetcher = startSyncFetch(bundle);
  const request = { url: `http://127.0.0.1:${port}/`, method: 'get', headers: {}, body: null } as const;
  expect(() => fetcher.fetch(request)).toThrow(expect.objectContaining({ code: 'unavailable' }));
  await fetcher.stop();
});
