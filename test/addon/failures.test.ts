import { buttonNamed, cardOf, clickOf, textOf } from './support/cards.ts';
import { mail, STATES } from './support/mails.ts';
import { problem, type Reply, routes, SERVER, sidebar } from './support/sidebar.ts';

const TROUBLE: [string, Reply, string, string][] = [
  ['no server', { throws: `Address unavailable: ${SERVER}/api` }, 'Server not reached', 'Serveur injoignable'],
  ['no answer in time', { throws: `Timeout: ${SERVER}/api?token=secret` }, 'Server not reached', 'Serveur injoignable'],
  ['a server that is slow and says so', problem('timeout', 504), 'No answer in time', 'Pas de réponse à temps'],
  ['a server that is ill', { status: 500, html: '<html>boom</html>' }, 'Server not reached', 'Serveur injoignable'],
  ['an error of the server', problem('internal', 500, { title: 'x' }), 'That did not work', 'Cela n’a pas fonctionné'],
  ['a server that starts', problem('unavailable', 503), 'Server not reached', 'Serveur injoignable'],
  ['another server', { html: '<html>Sign in</html>' }, 'Another server answered', 'Un autre serveur a répondu'],
  ['another server’s 404', { status: 404, html: 'Not found' }, 'Another server answered', 'Un autre serveur a répondu'],
  ['another server’s JSON', { status: 404, json: { error: 'x' } }, 'Another server answered', 'Un autre serveur a répondu'],
  ['a redirect', { status: 302, html: '' }, 'Another server answered', 'Un autre serveur a répondu'],
  ['JSON that is none of ours', { json: { hello: 'world' } }, 'That did not work', 'Cela n’a pas fonctionné'],
  ['JSON that is not one', { json: 'text' }, 'Another server answered', 'Un autre serveur a répondu'],
  ['an expired token', problem('unauthenticated', 401), 'Sign-in not confirmed', 'Connexion non confirmée'],
  ['no right', problem('forbidden', 403), 'No access', 'Pas d’accès'],
  ['too many calls', problem('rate-limited', 429), 'That did not work', 'Cela n’a pas fonctionné'],
  ['a mailbox that must be authorised again', problem('reauthorise', 503), 'Server not reached', 'Serveur injoignable'],
];

describe.each(TROUBLE)('%s', (_what, reply, english, french) => {
  it.each([
    ['en', english],
    ['fr', french],
  ])('is a sentence with Retry in %s, when a mail is opened', (locale, title) => {
    const card = cardOf(sidebar({ server: () => reply, locale }).run('onMailOpened', { call: 'trigger' }));
    expect(card.header?.title).toBe(title);
    const retry = clickOf(buttonNamed(card, locale === 'fr' ? 'Réessayer' : 'Retry'));
    expect(retry).toEqual({ name: 'onRefresh', parameters: { id: 'copy-1' } });
    expect(textOf(card)).not.toMatch(/secret|boom|Error|Exception|undefined/);
  });

  it('is one after a click as well, and Retry only looks again', () => {
    for (const name of ['onReply', 'onEdit', 'onDone', 'onTake', 'onOthers', 'onWrongConfirmed', 'onCategory']) {
      const inputs = { category: 'fees' };
      const answer = sidebar({ server: () => reply }).run(name, {
        parameters: { id: 'm1', revision: '4' },
        inputs,
        call: 'action',
      });
      expect(clickOf(buttonNamed(cardOf(answer), 'Retry'))).toEqual({ name: 'onRefresh', parameters: { id: 'm1' } });
    }
  });

  it('is one on the first page', () => {
    const card = cardOf(sidebar({ server: () => reply }).runAtHome('onHomepage', { call: 'trigger' }));
    expect(clickOf(buttonNamed(card, 'Retry')).name).toBe('onHomeAgain');
  });
});

it('recovers by Retry', () => {
  const replies: Reply[] = [{ throws: 'Address unavailable' }, { json: mail() }];
  const here = sidebar({ server: () => replies.shift() ?? {} });
  const { name, parameters } = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'Retry'));
  const answer = here.run(name, { parameters, call: 'action' });
  expect(answer).toMatchObject({ navigations: [{ updateCard: { header: { title: 'Timetable' } } }] });
  expect(here.requests[1]?.url).toBe(here.requests[0]?.url);
});

it('asks nobody without a token', () => {
  const here = sidebar({ server: routes({}), token: null });
  expect(cardOf(here.run('onMailOpened')).header?.title).toBe('Sign-in not confirmed');
  expect(here.requests).toEqual([]);
});

it('says whom to ask for access, where the school says it', () => {
  const properties = { MAILGPS_URL: SERVER, MAILGPS_CONTACT: 'Anne Petit (room 12)' };
  const here = sidebar({ server: () => problem('forbidden', 403), properties });
  expect(textOf(cardOf(here.run('onMailOpened')))).toContain('Ask Anne Petit (room 12).');
});

it.each([{}, { MAILGPS_URL: '' }, { MAILGPS_URL: 'mailgps.ecole.example' }, { MAILGPS_URL: 'javascript:alert(1)' }])(
  'says what to do while it is not set up: %j',
  (properties) => {
    const here = sidebar({ server: routes({}), properties });
    expect(textOf(cardOf(here.run('onMailOpened')))).toMatch(/Not set up yet[\s\S]*Script properties, and add MAILGPS_URL/);
    expect(textOf(cardOf(here.runAtHome('onSettings', { call: 'universal' })))).toContain('add MAILGPS_URL');
    expect(cardOf(here.runAtHome('onHelp', { call: 'universal' })).header?.title).toBe('Not set up yet');
  },
);

describe('time', () => {
  it('tells the server how long it may take, well inside the 30 s of Apps Script', () => {
    const here = sidebar({ server: () => ({ json: mail() }) });
    here.run('onMailOpened');
    expect(here.requests[0]?.headers.Prefer).toBe('wait=20');
  });

  it('leaves the second call of a click what the first left, and begins none that cannot end', () => {
    let now = 1_000_000;
    const slow = (ms: number) =>
      sidebar({
        now: () => now,
        server: () => {
          now += ms;
          return { json: { ...mail(), choices: null } };
        },
      });
    const bearable = slow(12_000);
    bearable.run('onDone', { parameters: { id: 'm1', revision: '4' } });
    expect(bearable.requests.map(({ headers }) => headers.Prefer)).toEqual(['wait=20', 'wait=8']);
    const late = slow(19_000);
    const answer = late.run('onDone', { parameters: { id: 'm1', revision: '4' } });
    expect(late.requests).toHaveLength(1);
    expect(cardOf(answer).header?.title).toBe('No answer in time');
  });
});

describe('a mail that is not known', () => {
  const TAKE = 'POST /api/mails/copy-1/take';
  const unknown = problem('not-found', 404);

  it('is asked for by a click, which gives its Message-ID as well', () => {
    const here = sidebar({ server: routes({ 'GET /api/mails/copy-1': unknown, [TAKE]: { json: mail() } }) });
    const card = cardOf(here.run('onMailOpened', { call: 'trigger' }));
    expect(card.header?.title).toBe('Not seen yet');
    const { name, parameters } = clickOf(buttonNamed(card, 'Handle it now'));
    const answer = here.run(name, { parameters, call: 'action' });
    expect(here.requests[1]?.url).toContain('/take?messageId=%3Cm1%40b.example%3E&');
    expect(answer).toMatchObject({ notification: 'Handled.', stateChanged: true });
    expect(cardOf(answer).header?.title).toBe('Timetable');
  });

  it('is not in the shared mailbox when it is not found even then', () => {
    const here = sidebar({ server: routes({ [TAKE]: unknown }), locale: 'fr' });
    const card = cardOf(here.run('onTake', { parameters: { id: 'copy-1' }, call: 'action' }));
    expect(card.header?.title).toBe('Absent de la boîte partagée');
  });

  it('may have become unknown: erased, for instance', () => {
    const here = sidebar({ server: () => unknown });
    expect(cardOf(here.run('onReply', { parameters: { id: 'm1', revision: '4' } })).header?.title).toBe('Not seen yet');
  });
});

describe('the Message-ID', () => {
  const asked = (messageId: string) => {
    const here = sidebar({
      server: () => ({ json: mail() }),
      message: { headers: messageId === '' ? {} : { 'message-id': messageId } },
    });
    here.run('onMailOpened');
    return new URL(here.requests[0]?.url ?? '').searchParams.get('messageId');
  };
  it('goes along as it stands', () => expect(asked('<a+b/c=1@x.example>')).toBe('<a+b/c=1@x.example>'));
  it('may be missing', () => expect(asked('')).toBeNull());
  it('stays out where it is longer than any real one', () => expect(asked(`<${'é'.repeat(400)}@x>`)).toBeNull());
  it('loses half characters', () => expect(asked('<a\ud800b@x>')).toBe('<ab@x>'));
  it('is not asked for of a mail that cannot be read: a sentence says so', () => {
    const here = sidebar({ server: routes({}), message: null });
    expect(cardOf(here.run('onMailOpened')).header?.title).toBe('That did not work');
  });
});

it('is found by its Gmail id alone when it is no copy', () => {
  const here = sidebar({ server: () => ({ json: STATES.held }), messageId: 'm1' });
  here.run('onMailOpened');
  expect(here.requests[0]?.url).toContain('/api/mails/m1?');
});
