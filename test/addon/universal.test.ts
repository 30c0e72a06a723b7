import { cardOf, textOf } from './support/cards.ts';
import { bundle, problem, routes, SERVER, sidebar } from './support/sidebar.ts';

const ME = { id: 'u-lea', name: 'Léa Martin', address: 'lea@ecole.example', role: 'admin' };

it('help explains the sidebar, without a call', () => {
  const here = sidebar({ server: routes({}) });
  const text = textOf(cardOf(here.runAtHome('onHelp', { call: 'universal' })));
  expect(text).toMatch(/^Help\nRead, then send\n/);
  expect(text).toContain('Ask the person who looks after MAIL GPS at your school.');
  expect(textOf(cardOf(sidebar({ server: routes({}), locale: 'fr' }).runAtHome('onHelp')))).toMatch(
    /^Aide\nLire, puis envoyer\n/,
  );
});

it('settings tell where the server is, who one is, and what is running', () => {
  const here = sidebar({ server: routes({ 'GET /api/me': { json: ME } }) });
  const text = textOf(cardOf(here.runAtHome('onSettings', { call: 'universal' })));
  expect(text).toBe(
    [
      'Settings',
      `Server\n${SERVER}`,
      'Signed in as\nLéa Martin\nlea@ecole.example',
      'Role\nAdministrator',
      'Language\nEnglish',
      expect.stringMatching(/^Version\n/),
    ]
      .slice(0, 5)
      .concat(`Version\n${/"(\d+\.\d+\.\d+\+[0-9a-f]{8})"/.exec(bundle().code)?.[1]}`)
      .join('\n'),
  );
});

it('settings tell as much as they can when the server does not answer', () => {
  const here = sidebar({ server: () => problem('unauthenticated', 401), locale: 'fr' });
  const text = textOf(cardOf(here.runAtHome('onSettings', { call: 'universal' })));
  expect(text).toMatch(/^Réglages\nConnexion non confirmée\. Google n’a pas confirmé qui vous êtes\./);
  expect(text).toContain(SERVER);
  expect(text).toContain('lea@ecole.example');
});
