import { buttonNamed, buttonsOf, cardOf, clickOf, textOf, widgetsOf } from './support/cards.ts';
import { home, mail, settingsView, summary } from './support/mails.ts';
import { bodyOf, problem, routes, SERVER, sidebar } from './support/sidebar.ts';

const HOME = 'GET /api/home';
const SETTINGS = 'PATCH /api/settings';
type Home = ReturnType<typeof home>;

const page = (of: Home, locale = 'en') =>
  cardOf(sidebar({ server: () => ({ json: of }), locale }).runAtHome('onHomepage', { call: 'trigger' }));

it('opens with one call, and says what waits, what left by itself, and today’s figures', () => {
  const here = sidebar({ server: () => ({ json: home() }) });
  const text = textOf(cardOf(here.runAtHome('onHomepage', { call: 'trigger' })));
  expect(here.requests.map(({ url }) => url)).toEqual([`${SERVER}/api/home?lang=en`]);
  expect(text).toMatch(/One mail waits for a person[\s\S]*Follows an automatic reply · Timetable\nJo Parent\nTimetable/);
  expect(text).toMatch(/Sent automatically today: 1/);
  expect(text).toContain('Received: 5\nAnswered automatically: 1\nAnswered by staff: 2\nNothing to answer: 1');
  expect(text).toMatch(/On since yesterday 19:00\n2 mails are held/);
});

it('says so in French', () => {
  expect(textOf(page(home(), 'fr'))).toMatch(
    /Un message attend une personne[\s\S]*Reçus\u00a0: 5[\s\S]*Activé depuis hier 19:00/,
  );
});

it('is calm when there is nothing', () => {
  const none = { total: 0, items: [] };
  const today = { received: 0, automatic: 0, byStaff: 0, routed: 0, ignored: 0, failed: 0 };
  const text = textOf(
    page(home({ waiting: none, sentToday: none, today, autoMode: false, autoModeSince: null, categories: [] })),
  );
  expect(text).toContain('All quiet: no mail waits for a person.');
  expect(text).toContain('No mail has come today yet.');
  expect(text).toMatch(/Sent automatically today\nNothing so far\./);
  expect(text).toMatch(/Off\nNothing leaves by itself\./);
});

it('shows a few of many, and says how many more there are', () => {
  const items = Array.from({ length: 40 }, (_, n) => ({ ...summary({ id: `m${n}` }), followsUp: false }));
  const card = page(home({ waiting: { total: 1234, items } }));
  expect(textOf(card)).toContain('and 1214 more');
  expect(card.sections[0]).toMatchObject({ collapsible: true, uncollapsibleWidgetsCount: 5 });
});

it('opens a mail in the sidebar itself, which works whatever mailbox one reads in', () => {
  const here = sidebar({ server: routes({ [HOME]: { json: home() }, 'GET /api/mails/m1': { json: mail() } }) });
  const [line] = widgetsOf(cardOf(here.runAtHome('onHomepage'))).flatMap((w) => ('decoratedText' in w ? [w.decoratedText] : []));
  if (!line?.onClick) throw new Error('nothing to click');
  const { name, parameters } = clickOf({ onClick: line.onClick });
  const answer = here.runAtHome(name, { parameters, call: 'action' });
  expect(answer).toMatchObject({ navigations: [{ pushCard: {} }] });
  expect(buttonNamed(cardOf(answer), 'Open in Gmail')).toBeDefined();
  expect(here.requests).toHaveLength(2);
});

describe('the switches', () => {
  const CHANGED = {
    json: { settings: settingsView(), withdrawn: ['m1', 'm2'], left: [{ mailId: 'm3', kind: 'reply', state: 'sent', at: 1 }] },
  };

  it('are for admins', () => {
    const staff = home({ me: { ...home().me, role: 'staff' } });
    const names = (of: Home) => buttonsOf(page(of)).map(({ text }) => text);
    expect(names(home())).toEqual(['Turn off', 'Change', 'Change', 'Refresh']);
    expect(names(staff)).toEqual(['Refresh']);
    expect(textOf(page(staff))).toContain('On since');
  });

  it('refuse whoever is not, on the server’s word', () => {
    const here = sidebar({ server: routes({ [SETTINGS]: problem('forbidden', 403, { title: 'Ask an administrator.' }) }) });
    const answer = here.runAtHome('onAutoModeConfirmed', { parameters: { revision: '7', on: 'yes' }, call: 'action' });
    expect(textOf(cardOf(answer))).toMatch(
      /No access\nlea@ecole.example may not use MAIL GPS, or not for this.\nAsk an administrator./,
    );
  });

  it('turn auto-mode off once it was said what that changes', () => {
    const off = home({ autoMode: false, autoModeSince: null });
    let calls = 0;
    const here = sidebar({ server: routes({ [HOME]: () => ({ json: calls++ === 0 ? home() : off }), [SETTINGS]: CHANGED }) });
    const asked = here.runAtHome('onAutoMode', { parameters: { on: 'no' }, call: 'action' });
    expect(cardOf(asked).header?.title).toBe('Turn auto-mode off?');
    expect(textOf(cardOf(asked))).toContain('2 held mails become suggestions. What has already left cannot be taken back.');
    expect(here.requests.map(({ method }) => method)).toEqual(['get']);
    const yes = clickOf(buttonNamed(cardOf(asked), 'Turn off'));
    const answer = here.runAtHome(yes.name, { parameters: yes.parameters, call: 'action' });
    expect(bodyOf(here.requests[1])).toEqual({ revision: 7, autoMode: false });
    expect(answer).toMatchObject({
      notification: 'Changed. 2 held mails are suggestions again. One had already left.',
      navigations: [{ pop: true }, { updateCard: {} }],
    });
    expect(textOf(cardOf(answer))).toContain('Nothing leaves by itself.');
  });

  it('turn it on, and name the categories that will answer', () => {
    const here = sidebar({ server: routes({ [HOME]: { json: home({ autoMode: false }) }, [SETTINGS]: CHANGED }) });
    const asked = cardOf(here.runAtHome('onAutoMode', { parameters: { on: 'yes' } }));
    expect(textOf(asked)).toContain('answered without a person: Timetable.');
    const yes = clickOf(buttonNamed(asked, 'Turn on'));
    here.runAtHome(yes.name, { parameters: yes.parameters });
    expect(bodyOf(here.requests[1])).toEqual({ revision: 7, autoMode: true });
    const none = sidebar({ server: routes({ [HOME]: { json: home({ categories: [] }) } }) });
    expect(textOf(cardOf(none.runAtHome('onAutoMode', { parameters: { on: 'yes' } })))).toContain(
      'No category is set to automatic yet',
    );
  });

  it('change one category: which way, then whether', () => {
    const here = sidebar({ server: routes({ [HOME]: { json: home() }, [SETTINGS]: CHANGED }) });
    const which = cardOf(here.runAtHome('onMode', { parameters: { category: 'timetable' }, call: 'action' }));
    expect(widgetsOf(which)[0]).toMatchObject({ selectionInput: { items: [{}, {}, { value: 'automatic', selected: true }] } });
    const next = clickOf(buttonNamed(which, 'Continue'));
    const same = here.runAtHome(next.name, { parameters: next.parameters, inputs: { mode: 'automatic' }, call: 'action' });
    expect(same).toMatchObject({ navigations: [], notification: 'It is so already. Nothing was changed.' });
    const asked = cardOf(
      here.runAtHome(next.name, { parameters: next.parameters, inputs: { mode: 'rehearsal' }, call: 'action' }),
    );
    expect(asked.header?.title).toBe('Timetable: Rehearsal?');
    expect(textOf(asked)).toContain('2 held mails become suggestions.');
    const yes = clickOf(buttonNamed(asked, 'Change'));
    const answer = here.runAtHome(yes.name, { parameters: yes.parameters, call: 'action' });
    expect(here.requests.filter(({ method }) => method === 'patch').map((request) => bodyOf(request))).toEqual([
      { revision: 7, modes: { timetable: 'rehearsal' } },
    ]);
    expect(answer).toMatchObject({ navigations: [{ pop: true }, { pop: true }, { updateCard: {} }] });
  });

  it('say that an automatic category answers nothing while auto-mode is off', () => {
    const here = sidebar({ server: routes({ [HOME]: { json: home({ autoMode: false }) } }) });
    const asked = here.runAtHome('onModeChosen', { parameters: { category: 'fees' }, inputs: { mode: 'automatic' } });
    expect(textOf(cardOf(asked))).toContain('Nothing leaves by itself.');
  });

  it('change nothing where the settings changed meanwhile, or the category is gone', () => {
    const here = sidebar({
      server: routes({ [HOME]: { json: home() }, [SETTINGS]: problem('conflict', 409, { settings: settingsView() }) }),
    });
    const answer = here.runAtHome('onAutoModeConfirmed', { parameters: { revision: '7', on: 'no' } });
    expect(textOf(cardOf(answer))).toContain('The settings changed meanwhile. Nothing was changed: please look again.');
    expect(clickOf(buttonNamed(cardOf(answer), 'Retry')).name).toBe('onHomeAgain');
    expect(textOf(cardOf(here.runAtHome('onMode', { parameters: { category: 'gone' } })))).toContain('Nothing was changed');
    expect(here.runAtHome('onModeConfirmed', { parameters: { category: 'fees', mode: 'made-up' } })).toMatchObject({
      navigations: [],
    });
  });
});

it('links to the console where there is one', () => {
  const properties = { MAILGPS_URL: SERVER, MAILGPS_CONSOLE_URL: `${SERVER}/console/` };
  const here = sidebar({ server: () => ({ json: home() }), properties });
  expect(buttonNamed(cardOf(here.runAtHome('onHomepage')), 'Open the console').onClick).toEqual({
    openLink: { url: `${SERVER}/console` },
  });
});

it('reads itself again', () => {
  const here = sidebar({ server: () => ({ json: home() }) });
  expect(here.runAtHome('onHomeAgain', { call: 'action' })).toMatchObject({ navigations: [{ updateCard: {} }] });
});
