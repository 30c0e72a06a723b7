import type { AddonEvent, Answer } from '../../../server/preview/apps-script/card-json.ts';
import { exception } from '../../../server/preview/apps-script/misuse.ts';
import { EVENT, script } from './support.ts';

/** Runs an expression and gives its value as the script saw it, by way of a notification. */
function read(expression: string, more: Parameters<typeof script>[1] = {}, event: AddonEvent = EVENT): unknown {
  const answer: Answer = made(expression, more).run('go', event);
  return answer.kind === 'action' ? JSON.parse(answer.notification ?? '') : undefined;
}

function made(expression: string, more: Parameters<typeof script>[1] = {}) {
  return script(
    `function go(e) { const value = (() => ${expression})(); return CardService.newActionResponseBuilder()
      .setNotification(CardService.newNotification().setText(JSON.stringify(value === undefined ? null : value))).build(); }`,
    more,
  );
}

describe('UrlFetchApp', () => {
  it('sends what it was given, and reads what came', () => {
    const probe = made(
      "(() => { const r = UrlFetchApp.fetch('https://mail-gps.example/api/me?lang=fr', { method: 'post', headers: { Authorization: 'Bearer x' }, contentType: 'application/json', payload: '{\"a\":1}', muteHttpExceptions: true }); return [r.getResponseCode(), r.getContentText(), r.getContentText('UTF-8'), r.getHeaders()['Content-Type']]; })()",
    );
    const answer = probe.run('go');
    expect(answer).toMatchObject({ notification: JSON.stringify([200, '{"ok":true}', '{"ok":true}', 'application/json']) });
    expect(probe.requests).toEqual([
      {
        url: 'https://mail-gps.example/api/me?lang=fr',
        method: 'post',
        headers: { Authorization: 'Bearer x', 'Content-Type': 'application/json' },
        body: '{"a":1}',
      },
    ]);
  });

  it('throws for an error of the server, unless it is told not to', () => {
    const fetch = () => ({ status: 503, headers: {}, body: 'x'.repeat(500) });
    expect(() => read("UrlFetchApp.fetch('https://a.example/path').getResponseCode()", { fetch })).toThrow(
      /Request failed for https:\/\/a\.example returned code 503.*muteHttpExceptions/,
    );
    expect(read("UrlFetchApp.fetch('https://a.example/', { muteHttpExceptions: true }).getResponseCode()", { fetch })).toBe(503);
  });

  it('lets the script catch what may happen to any request', () => {
    const fetch = () => {
      throw exception('Address unavailable: https://a.example/');
    };
    expect(read("{ try { UrlFetchApp.fetch('https://a.example/') } catch (e) { return String(e) } }", { fetch })).toBe(
      'Exception: Address unavailable: https://a.example/',
    );
  });

  const refused: [name: string, call: string, sentence: RegExp][] = [
    ['http', "'http://a.example/'", /https URL/],
    ['a path alone', "'/api/me'", /whole URL/],
    ['an unknown option', "'https://a.example/', { timeout: 10 }", /the option timeout does not exist/],
    ['an option without effect', "'https://a.example/', { escaping: false }", /not part of the stand-in/],
    ['a method in capitals', "'https://a.example/', { method: 'POST' }", /the method is one of/],
    ['a method that it has not', "'https://a.example/', { method: 'head' }", /the method is one of/],
    ['an object as payload', "'https://a.example/', { method: 'post', payload: { a: 1 } }", /payload .* takes text/],
    ['a get with a payload', "'https://a.example/', { payload: '1' }", /no payload/],
    ['a number in a header', "'https://a.example/', { headers: { 'X-Revision': 3 } }", /X-Revision takes text/],
    ['a line break in a header', "'https://a.example/', { headers: { 'X-A': 'a\\nb' } }", /not valid/],
    [
      'a type among the headers',
      "'https://a.example/', { headers: { 'Content-Type': 'text/plain' } }",
      /not set among the headers/,
    ],
    ['a URL too long', "'https://a.example/' + 'a'.repeat(2048)", /longer than 2048/],
    ['a yes that is text', "'https://a.example/', { muteHttpExceptions: 'true' }", /true or false/],
  ];
  it.each(refused)('refuses %s', (_name, call, sentence) => {
    expect(() => read(`UrlFetchApp.fetch(${call})`)).toThrow(sentence);
  });

  it("stays within the manifest's list, and goes to this machine only where the host allows it", () => {
    const manifest = { urlFetchWhitelist: ['https://mail-gps.example/'] };
    const to = (url: string, loopback: boolean) => () =>
      read(`UrlFetchApp.fetch('${url}').getResponseCode()`, { manifest, loopback });
    expect(to('https://mail-gps.example/api/me', false)()).toBe(200);
    expect(to('https://elsewhere.example/', true)).toThrow(/not in the manifest's list/);
    expect(to('http://127.0.0.1:8080/', false)).toThrow(/https URL/);
    expect(to('http://127.0.0.1:8080/', true)()).toBe(200);
    expect(to('http://[::1]:8080/', true)()).toBe(200);
    expect(to('http://192.168.0.1/', true)).toThrow(/https URL/);
  });

  it('has no other method', () => {
    expect(() => read("UrlFetchApp.fetchAll(['https://a.example/'])")).toThrow(/fetchAll does not exist/);
    expect(() => read("UrlFetchApp.fetch('https://a.example/').getBlob()")).toThrow(/getBlob is not part of the stand-in/);
  });
});

describe('GmailApp', () => {
  const OPEN = "GmailApp.setCurrentMessageAccessToken('access');";

  it('reads the open message', () => {
    expect(
      read(
        `{ ${OPEN} const m = GmailApp.getMessageById('m1'); return [m.getId(), m.getThread().getId(), m.getSubject(), m.getFrom(), m.getHeader('Message-ID'), m.getHeader('List-Id')]; }`,
      ),
    ).toEqual(['m1', 't1', 'Horaires', 'lea@exemple.fr', '<1@exemple.fr>', '']);
  });

  it.each([
    ['without the token', "GmailApp.getMessageById('m1')", /call GmailApp.setCurrentMessageAccessToken first/],
    [
      'with another token',
      "{ GmailApp.setCurrentMessageAccessToken('other'); GmailApp.getMessageById('m1') }",
      /no such message/,
    ],
    ['another message', `{ ${OPEN} GmailApp.getMessageById('m2') }`, /no such message/],
    ['no id', `{ ${OPEN} GmailApp.getMessageById() }`, /takes text, got undefined/],
    ['what the scopes do not give', `{ ${OPEN} GmailApp.getMessageById('m1').getPlainBody() }`, /getPlainBody does not exist/],
    ['other mail', "GmailApp.search('in:inbox')", /GmailApp\.search does not exist/],
  ])('does not read %s', (_name, expression, sentence) => {
    expect(() => read(expression)).toThrow(sentence);
  });

  it('makes a draft with plain text and HTML, and nothing else', () => {
    const probe = made(
      `{ ${OPEN} return GmailApp.getMessageById('m1').createDraftReply('Bonjour', { htmlBody: '<p>Bonjour</p>' }).getId() }`,
    );
    expect(probe.run('go')).toMatchObject({ notification: '"d1"' });
    expect(probe.drafts).toEqual([{ messageId: 'm1', draft: { text: 'Bonjour', html: '<p>Bonjour</p>' } }]);
    expect(() => read(`{ ${OPEN} GmailApp.getMessageById('m1').createDraftReply('a', { cc: 'x@y.example' }) }`)).toThrow(
      /the option cc does not exist/,
    );
  });
});

describe('the smaller services', () => {
  it.each([
    ["PropertiesService.getScriptProperties().getProperty('SERVER_URL')", 'https://mail-gps.example/'],
    ["PropertiesService.getScriptProperties().getProperty('OTHER')", null],
    ["PropertiesService.getUserProperties().setProperty('a', '1').getProperties()", { a: '1' }],
    [
      "{ const p = PropertiesService.getUserProperties(); p.setProperties({ a: '1', b: '2' }); p.setProperties({ c: '3' }, true); return p.getKeys() }",
      ['c'],
    ],
    ['ScriptApp.getIdentityToken()', 'identity'],
    ['Session.getActiveUser().getEmail()', 'camille@ecole.example'],
    ['[Session.getActiveUserLocale(), Session.getScriptTimeZone()]', ['fr', 'Europe/Paris']],
    [
      "{ const c = CacheService.getUserCache(); c.put('a', '1'); c.putAll({ b: '2' }, 60); c.remove('a'); return [c.get('a'), c.get('b'), c.getAll(['a', 'b'])] }",
      [null, '2', { b: '2' }],
    ],
  ])('%s', (expression, value) => {
    expect(read(expression)).toEqual(value);
  });

  it('an identity may be missing', () => {
    expect(read('ScriptApp.getIdentityToken()', { identityToken: () => null })).toBeNull();
  });

  it.each([
    ['a property that is no text', "PropertiesService.getUserProperties().setProperty('a', 1)", /takes text/],
    ['a property past 9 KB', "PropertiesService.getUserProperties().setProperty('a', 'é'.repeat(5000))", /at most 9 KB/],
    [
      'properties past 500 KB',
      "{ const p = PropertiesService.getUserProperties(); for (let i = 0; i < 60; i++) p.setProperty('k' + i, 'x'.repeat(9000)) }",
      /at most 500 KB/,
    ],
    ['properties of a document', 'PropertiesService.getDocumentProperties()', /has no document/],
    ['a cached value past 100 KB', "CacheService.getUserCache().put('a', 'x'.repeat(102401))", /at most 100 KB/],
    ['a cached object', "CacheService.getUserCache().put('a', {})", /takes text, got an object/],
    ['a key past 250 characters', "CacheService.getUserCache().put('k'.repeat(251), 'a')", /at most 250/],
    ['more than six hours', "CacheService.getUserCache().put('a', 'b', 21601)", /from 1 to 21600/],
    ['a trigger', "ScriptApp.newTrigger('x')", /newTrigger does not exist/],
  ])('refuse %s', (_name, expression, sentence) => {
    expect(() => read(expression)).toThrow(sentence);
  });

  it('a cached value ends', () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000);
    const probe = script(
      "function put() { CacheService.getUserCache().put('a', '1', 60) } function get() { return CardService.newActionResponseBuilder().setNotification(CardService.newNotification().setText(String(CacheService.getUserCache().get('a')))).build() }",
    );
    probe.run('put');
    clock.mockReturnValue(60_999);
    expect(probe.run('get')).toMatchObject({ notification: '1' });
    clock.mockReturnValue(61_000);
    expect(probe.run('get')).toMatchObject({ notification: 'null' });
    clock.mockRestore();
  });

  it('logs go to the host', () => {
    const probe = made(
      "{ console.log('a', { b: 1 }, 3); console.error(new Error('x').message); Logger.log('l').log('m'); return Logger.getLog() }",
    );
    expect(probe.run('go')).toMatchObject({ notification: '"l\\nm"' });
    expect(probe.lines).toEqual(['a {"b":1} 3', 'x', 'l', 'm']);
  });
});

it('gives the script data for an event, and nothing of the host', () => {
  const event: AddonEvent = { ...EVENT, gmail: { messageId: 'm1', threadId: 't1', accessToken: 'access' } };
  expect(read('{ return 1 }', {}, event)).toBe(1);
  const probe = script('function go(e) { e.gmail.messageId = "other"; }');
  probe.run('go', event);
  expect(event.gmail?.messageId).toBe('m1');
});
