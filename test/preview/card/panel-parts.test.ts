import { headersOf } from '../../../server/preview/page/card/headers.ts';
import { KNOWN, NEUTRAL, PATHS } from '../../../server/preview/page/card/icon-paths.ts';
import { linkAllowed } from '../../../server/preview/page/card/links.ts';
import { readManifest } from '../../../server/preview/page/card/manifest.ts';
import { eventOf } from '../../../server/preview/page/card/session.ts';
import { wordsFor } from '../../../server/preview/page/card/words.ts';
import { SESSION } from './support/session.ts';

describe('the manifest', () => {
  it('names what the sidebar begins with', () => {
    const manifest = {
      timeZone: 'Europe/Paris',
      urlFetchWhitelist: ['https://mail-gps.example/'],
      addOns: {
        common: {
          name: 'MAIL GPS',
          homepageTrigger: { runFunction: 'onHome' },
          universalActions: [
            { label: 'Aide', runFunction: 'onHelp' },
            { label: 'Console', openLink: 'https://console.example/' },
            { label: 'Rien' },
          ],
          openLinkUrlPrefixes: ['https://console.example/'],
        },
        gmail: { contextualTriggers: [{ unconditional: {}, onTriggerFunction: 'onMail' }] },
      },
    };
    expect(readManifest(JSON.stringify(manifest))).toEqual({
      name: 'MAIL GPS',
      homepage: 'onHome',
      contextual: 'onMail',
      universal: [
        { label: 'Aide', function: 'onHelp' },
        { label: 'Console', url: 'https://console.example/' },
      ],
      openLinkUrlPrefixes: ['https://console.example/'],
      urlFetchWhitelist: ['https://mail-gps.example/'],
      timeZone: 'Europe/Paris',
    });
  });

  it("prefers Gmail's own first page, and takes what is not there for not there", () => {
    const own = {
      addOns: { common: { homepageTrigger: { runFunction: 'a' } }, gmail: { homepageTrigger: { runFunction: 'b' } } },
    };
    expect(readManifest(JSON.stringify(own)).homepage).toBe('b');
    expect(readManifest('{}')).toMatchObject({ name: '', homepage: null, contextual: null, universal: [] });
    expect(() => readManifest('')).toThrow();
  });
});

describe('the event', () => {
  it('carries the open mail and its token', () => {
    expect(eventOf(SESSION, { messageId: 'm1', threadId: 't1' }, 0)).toEqual({
      commonEventObject: {
        hostApp: 'GMAIL',
        platform: 'WEB',
        userLocale: 'fr',
        timeZone: { id: 'Europe/Paris', offset: 3_600_000 },
      },
      gmail: { messageId: 'm1', threadId: 't1', accessToken: 'preview-m1' },
    });
    expect(eventOf(SESSION, null, 0)).not.toHaveProperty('gmail');
  });

  it.each([
    ['Europe/Paris', '2026-01-15T12:00:00.500Z', 1],
    ['Europe/Paris', '2026-07-15T23:30:00Z', 2],
    ['America/New_York', '2026-01-01T02:00:00Z', -5],
    ['Asia/Kolkata', '2026-01-01T20:00:00Z', 5.5],
    ['UTC', '2026-01-01T00:00:00Z', 0],
  ])('says how far %s is ahead at %s', (timeZone, at, hours) => {
    const event = eventOf({ ...SESSION, timeZone }, null, Date.parse(at));
    expect(event.commonEventObject.timeZone).toEqual({ id: timeZone, offset: hours * 3_600_000 });
  });
});

describe('a link that an action opens', () => {
  const prefixes = ['https://console.example/'];
  it.each(['https://console.example/x', 'http://127.0.0.1:8080/console', 'http://localhost/'])('%s is allowed', (url) => {
    expect(linkAllowed(url, prefixes)).toBe(true);
  });
  it.each(['https://other.example/', 'http://console.example/', 'mailto:a@b.example', 'http://127.0.0.1.a.example/'])(
    '%s is not',
    (url) => {
      expect(linkAllowed(url, prefixes)).toBe(false);
    },
  );
  it('goes anywhere on https where the manifest has no list', () => {
    expect(linkAllowed('https://other.example/', undefined)).toBe(true);
    expect(linkAllowed('http://other.example/', undefined)).toBe(false);
  });
});

it('headers have their names as they are mostly written', () => {
  expect(headersOf('content-type: application/json; charset=utf-8\r\nx-mail-id: a:b\r\n')).toEqual({
    'Content-Type': 'application/json; charset=utf-8',
    'X-Mail-Id': 'a:b',
  });
  expect(headersOf('')).toEqual({});
});

it('every drawing is a path within its field, and every known icon has one', () => {
  for (const path of [NEUTRAL, ...Object.values(PATHS)]) expect(path).toMatch(/^M[\d.,\sMLHVCSQTAZlhvcsqtazm-]+$/);
  for (const name of Object.values(KNOWN)) expect(PATHS).toHaveProperty(name);
});

it('says the same things in both languages', () => {
  const [fr, en] = [wordsFor('fr-CA'), wordsFor('de')];
  expect(Object.keys(fr)).toEqual(Object.keys(en));
  expect([fr.back, en.back]).toEqual(['Retour', 'Back']);
  expect([fr.more(3), en.more(3)]).toEqual(['Afficher 3 de plus', 'Show 3 more']);
});
