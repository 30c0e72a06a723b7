import { buttonNamed, cardOf, clickOf, textOf, widgetsOf } from './support/cards.ts';
import { BY_LEA, choices, mail, NOW, STATES, suggestion, summary } from './support/mails.ts';
import { bodyOf, problem, routes, sidebar } from './support/sidebar.ts';

const ABOUT = { id: 'm1', revision: '4' };
const OPEN = 'GET /api/mails/m1';
const post = (what: string) => `POST /api/mails/m1/${what}`;

describe('what is asked for with one click', () => {
  it.each([
    ['onCancel', 'cancel', 'Cancelled. Nothing was sent.'],
    ['onDone', 'done', 'Set aside: nothing to answer.'],
    ['onReopen', 'reopen', 'Open again.'],
    ['onRetry', 'retry', 'Handled again.'],
  ])('%s', (name, what, notification) => {
    const here = sidebar({ server: routes({ [post(what)]: { json: mail({ revision: 5 }) } }) });
    const answer = here.run(name, { parameters: ABOUT, call: 'action' });
    expect(bodyOf(here.requests[0])).toEqual({ revision: 4 });
    expect(here.requests).toHaveLength(1);
    expect(answer).toMatchObject({ notification, stateChanged: true, navigations: [{ updateCard: {} }] });
    expect(clickOf(buttonNamed(cardOf(answer), 'Send suggested reply')).parameters.revision).toBe('5');
  });

  it('shows what is true where it came too late', () => {
    const title = 'It has left already.';
    const here = sidebar({
      server: routes({ [post('cancel')]: problem('illegal-state', 409, { title, mail: STATES.replied }) }),
    });
    const answer = here.run('onCancel', { parameters: ABOUT });
    expect(answer).toMatchObject({ notification: title });
    expect(cardOf(answer).header?.subtitle).toContain('Answered');
  });

  it('reads a revision that somebody made up as none', () => {
    const here = sidebar({ server: routes({ [post('done')]: { json: mail() } }) });
    for (const revision of ['', '-1', 'x', '1.5', 'Infinity']) here.run('onDone', { parameters: { id: 'm1', revision } });
    expect(here.requests.map((request) => bodyOf(request))).toEqual(Array.from({ length: 5 }, () => ({ revision: 0 })));
  });
});

it('changes the category at once, and the suggestion with it', () => {
  const fees = mail({ category: { id: 'fees', name: 'Fees' }, suggestion: suggestion({ text: 'About the fees.' }) });
  const here = sidebar({ server: routes({ 'GET /api/mails/copy-1': { json: mail() }, 'PATCH /api/mails/m1': { json: fees } }) });
  const [list] = widgetsOf(cardOf(here.run('onMailOpened'))).filter((w) => 'selectionInput' in w);
  expect(list).toMatchObject({
    selectionInput: { type: 'DROPDOWN', name: 'category', onChangeAction: { function: 'onCategory', parameters: ABOUT } },
  });
  const answer = here.run('onCategory', { parameters: ABOUT, inputs: { category: 'fees' }, call: 'action' });
  expect(bodyOf(here.requests[1])).toEqual({ revision: 4, categoryId: 'fees' });
  expect(answer).toMatchObject({ notification: 'Category: Fees' });
  expect(textOf(cardOf(answer))).toContain('About the fees.');
});

it('keeps a retired category in the list of the mail that has it', () => {
  const here = sidebar({ server: () => ({ json: mail({ category: { id: 'old', name: 'Old one' } }) }) });
  const [list] = widgetsOf(cardOf(here.run('onMailOpened'))).filter((w) => 'selectionInput' in w);
  expect(list).toMatchObject({
    selectionInput: { items: expect.arrayContaining([{ text: 'Old one', value: 'old', selected: true }]) },
  });
});

describe('Assign to…', () => {
  const people = (of: typeof STATES.suggested) => {
    const here = sidebar({ server: () => ({ json: of }) });
    return widgetsOf(cardOf(here.run('onMailOpened'))).flatMap((w) => ('selectionInput' in w ? [w.selectionInput] : []))[1];
  };

  it('lists nobody, me and everybody, and who has it is chosen', () => {
    expect(people(mail())?.items.map(({ text }) => text)).toEqual([
      'Nobody',
      'Me',
      'Anne Petit (Admissions)',
      'Paul Roy (Accounts, away)',
    ]);
    const chosen = (id: string, name: string) =>
      people(mail({ assignee: { id, name, since: NOW } }))?.items.find(({ selected }) => selected)?.text;
    expect(people(mail())?.items.find(({ selected }) => selected)?.text).toBe('Nobody');
    expect(chosen('u-lea', 'Léa Martin')).toBe('Me');
    expect(chosen('p-paul', 'Paul Roy')).toBe('Paul Roy (Accounts, away)');
    expect(chosen('u-other', 'Some Colleague')).toBe('Some Colleague');
  });

  it.each([
    ['p-anne', 'p-anne', { id: 'p-anne', name: 'Anne Petit', since: NOW }, 'Anne Petit is on it.'],
    ['me', 'me', { id: 'u-lea', name: 'Léa Martin', since: NOW }, 'You are on it.'],
    ['-', null, null, 'Nobody is on it now.'],
  ])('%s', (person, personId, assignee, notification) => {
    const here = sidebar({ server: routes({ [post('assign')]: { json: mail({ assignee }) } }) });
    expect(here.run('onAssign', { parameters: ABOUT, inputs: { person }, call: 'action' })).toMatchObject({ notification });
    expect(bodyOf(here.requests[0])).toEqual({ revision: 4, personId });
  });
});

describe('Forward to…', () => {
  it('asks whom, then whether, and tells it is done', () => {
    const forward = { person: { id: 'p-anne', name: 'Anne Petit' }, at: NOW, by: BY_LEA };
    const done = mail({ state: 'routed', forward, actions: ['assign'] });
    const here = sidebar({ server: routes({ [OPEN]: { json: mail() }, [post('route')]: { json: done } }) });
    const whom = here.run('onForward', { parameters: ABOUT, call: 'action' });
    const [list] = widgetsOf(cardOf(whom)).filter((w) => 'selectionInput' in w);
    expect(list).toMatchObject({ selectionInput: { items: [{ value: 'p-anne' }, { value: 'p-paul', selected: true }] } });
    const next = clickOf(buttonNamed(cardOf(whom), 'Continue'));
    const whether = here.run(next.name, { parameters: next.parameters, inputs: { forwardTo: 'p-anne' }, call: 'action' });
    expect(cardOf(whether).header?.title).toBe('Forward this mail to Anne Petit?');
    expect(here.requests.every(({ method }) => method === 'get')).toBe(true);
    const yes = clickOf(buttonNamed(cardOf(whether), 'Forward'));
    const answer = here.run(yes.name, { parameters: yes.parameters, call: 'action' });
    expect(bodyOf(here.requests.at(-1))).toEqual({ revision: 4, personId: 'p-anne' });
    expect(answer).toMatchObject({
      notification: 'Forwarded to Anne Petit.',
      stateChanged: true,
      navigations: [{ pop: true }, { pop: true }, { updateCard: {} }],
    });
  });

  it.each([
    ['onForward', [{ updateCard: {} }]],
    ['onForwardTo', [{ pop: true }, { updateCard: {} }]],
  ])('shows what a colleague did meanwhile, and asks nothing on its strength (%s)', (name, navigations) => {
    const forward = { person: { id: 'p-paul', name: 'Paul Roy' }, at: NOW, by: BY_LEA };
    const now = mail({ state: 'routed', revision: 6, forward });
    const here = sidebar({ server: routes({ [OPEN]: { json: now } }) });
    const answer = here.run(name, { parameters: ABOUT, inputs: { forwardTo: 'p-anne' }, call: 'action' });
    expect(answer).toMatchObject({ notification: expect.stringContaining('changed meanwhile'), navigations });
    expect(textOf(cardOf(answer))).toContain('Passed to Paul Roy');
  });

  it('asks for whom it goes to where somebody stands in', () => {
    const [anne, paul] = choices().people;
    if (!anne || !paul) throw new Error('nobody is there');
    const people = [anne, { ...paul, away: false, instead: { id: anne.id, name: anne.name } }];
    const of = mail({ choices: choices({ people }) });
    const forward = { person: { id: anne.id, name: anne.name }, at: NOW, by: BY_LEA };
    const done = mail({ state: 'routed', forward, choices: choices({ people }) });
    const here = sidebar({ server: routes({ [OPEN]: { json: of }, [post('route')]: { json: done } }) });
    expect(textOf(cardOf(here.run('onForward', { parameters: ABOUT })))).toContain('Paul Roy (Accounts, away → Anne Petit)');
    const whether = cardOf(here.run('onForwardTo', { parameters: ABOUT, inputs: { forwardTo: 'p-paul' } }));
    expect(whether.header?.title).toBe('Forward this mail to Anne Petit?');
    expect(textOf(whether)).toContain('Paul Roy (Accounts, away → Anne Petit)');
    const answer = here.run('onForwardConfirmed', { parameters: { ...ABOUT, person: 'p-paul' } });
    expect(answer).toMatchObject({ notification: 'Forwarded to Anne Petit.' });
  });

  it('forwards nothing to nobody', () => {
    const here = sidebar({ server: routes({ [OPEN]: { json: mail() } }) });
    expect(here.run('onForwardTo', { parameters: ABOUT })).toMatchObject({
      navigations: [],
      notification: expect.stringContaining('Choose'),
    });
    const alone = sidebar({ server: routes({ [OPEN]: { json: mail({ choices: choices({ people: [] }) }) } }) });
    expect(textOf(cardOf(alone.run('onForward', { parameters: ABOUT })))).toContain('There is nobody to forward to yet.');
  });
});

it('asks before an automatic reply is called wrong', () => {
  const wrong = { by: BY_LEA, at: NOW };
  const server = routes({ [post('wrong')]: { json: mail({ wrong }) }, 'GET /api/mails/copy-1': { json: STATES.replied } });
  const here = sidebar({ server });
  const first = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'This was wrong'));
  const asked = here.run(first.name, { parameters: first.parameters, call: 'action' });
  expect(here.requests).toHaveLength(1);
  expect(textOf(cardOf(asked))).toContain('What was sent cannot be taken back.');
  const yes = clickOf(buttonNamed(cardOf(asked), 'Mark as wrong'));
  const answer = here.run(yes.name, { parameters: yes.parameters, call: 'action' });
  expect(bodyOf(here.requests[1])).toEqual({ revision: 4 });
  expect(answer).toMatchObject({ notification: 'Marked as wrong.', navigations: [{ pop: true }, { updateCard: {} }] });
  expect(textOf(cardOf(answer))).toContain('Marked as wrong by Léa Martin at 19:00');
});

it('goes back without a call', () => {
  const here = sidebar({ server: routes({}) });
  expect(here.run('onBack', { call: 'action' })).toMatchObject({ navigations: [{ pop: true }], stateChanged: false });
});

describe('the sender’s other mails', () => {
  it('are those that wait, asked for by the mail and not by an address', () => {
    const items = [summary({ id: 'm2', subject: 'Second' })];
    const here = sidebar({
      server: routes({ 'GET /api/mails': { json: { items, cursor: null } }, 'GET /api/mails/m2': { json: mail({ id: 'm2' }) } }),
    });
    const answer = here.run('onOthers', { parameters: ABOUT, call: 'action' });
    expect(here.requests[0]?.url).toContain('waiting=true&sameSender=m1');
    const lines = widgetsOf(cardOf(answer)).flatMap((w) => ('decoratedText' in w ? [w.decoratedText] : []));
    expect(lines).toHaveLength(1);
    const { onClick } = lines[0] ?? {};
    if (!onClick) throw new Error('nothing to click');
    const { name, parameters } = clickOf({ onClick });
    const opened = cardOf(here.run(name, { parameters, call: 'action' }));
    expect(here.requests[1]?.url).not.toContain('messageId');
    expect(textOf(opened)).toMatch(/Timetable\nJo Parent <jo@parents.example>/);
    expect(buttonNamed(opened, 'Open in Gmail').onClick).toEqual({
      openLink: { url: 'https://mail.google.com/mail/?authuser=lea%40ecole.example#search/rfc822msgid%3Am1%40b.example' },
    });
    // A card that stands alone stays so: what it does next is not about the mail that is open in Gmail.
    expect(clickOf(buttonNamed(opened, 'Send suggested reply')).parameters).toMatchObject({ id: 'm2', apart: 'yes' });
  });

  it('show the address, whatever name the sender chose', () => {
    const from = { name: `Head <head@ecole.example> ${'x'.repeat(200)}`, address: 'jo@parents.example' };
    const here = sidebar({ server: routes({ [OPEN]: { json: mail({ from }) } }) });
    const card = cardOf(here.run('onShowMail', { parameters: { ...ABOUT, apart: 'yes' } }));
    expect(textOf(card)).toMatch(/^Head <head@ecole\.example> x+… <jo@parents\.example>$/m);
  });

  it('may be none', () => {
    const here = sidebar({ server: routes({ 'GET /api/mails': { json: { items: [], cursor: null } } }) });
    expect(textOf(cardOf(here.run('onOthers', { parameters: ABOUT })))).toContain('No other mail');
  });
});
