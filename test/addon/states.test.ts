import { RECORD_STATES } from '../../shared/record.ts';
import { buttonNamed, buttonsOf, cardOf, clickOf, textOf, widgetsOf } from './support/cards.ts';
import { AUTOMATIC, BY_LEA, choices, mail, NOW, STATES, suggestion } from './support/mails.ts';
import { sidebar } from './support/sidebar.ts';

type Mail = typeof STATES.suggested;

function opened(of: Mail, locale = 'en') {
  return cardOf(sidebar({ server: () => ({ json: of }), locale }).run('onMailOpened', { call: 'trigger' }));
}

describe.each(['en', 'fr-FR'])('in %s', (locale) => {
  it.each(RECORD_STATES)('shows a mail that is %s', (state) => {
    const card = opened(STATES[state], locale);
    const text = textOf(card);
    expect(text).toContain('Timetable');
    for (const widget of widgetsOf(card)) {
      if ('buttonList' in widget) expect(widget.buttonList.buttons.length).toBeLessThanOrEqual(3);
    }
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });
});

describe('a draft of an answer that may still be there', () => {
  const entry = (what: string, at: number) => ({ at, what, text: what, by: BY_LEA, reasons: [] });
  const DRAFTED = entry('drafted', NOW - 600_000);

  it('is told beside the buttons that would answer a second time', () => {
    expect(textOf(opened(mail({ timeline: [entry('replied', NOW - 700_000), DRAFTED] })))).toContain(
      'Léa Martin made a draft of an answer at 18:50. Look for it in the conversation',
    );
    expect(textOf(opened(mail({ timeline: [DRAFTED] }), 'fr'))).toContain('Léa Martin a créé un brouillon de réponse');
  });

  it('is not told where it was sent since, or nothing can be answered', () => {
    const reopened = mail({ timeline: [DRAFTED, entry('replied', NOW - 1), entry('reopened', NOW)] });
    const answered = mail({ ...STATES.replied, timeline: [DRAFTED] });
    for (const each of [reopened, answered]) expect(textOf(opened(each))).not.toContain('made a draft');
  });
});

it('tells who closed a mail, and not that there was nothing to answer', () => {
  const done = { at: NOW - 600_000, what: 'done', text: 'Closed', by: BY_LEA, reasons: [] };
  const text = textOf(opened({ ...STATES.ignored, timeline: [{ ...done, what: 'suggested', by: AUTOMATIC }, done] }));
  expect(text).toContain('Closed without an answer by Léa Martin at 18:50');
  expect(text).not.toContain('found nothing to answer');
});

it('says above a prepared answer what it must be read with care for, and nothing where it need not be', () => {
  const reasons = [
    { code: 'complaint', text: 'A complaint' },
    { code: 'low-confidence', text: 'Not certain enough' },
  ] as const;
  expect(textOf(opened(mail({ reasons: [...reasons] })))).toMatch(
    /Read with care\nA complaint\n(?!Not certain)[\s\S]*Reply as it would be sent/,
  );
  expect(textOf(opened(mail({ reasons: [reasons[1]] })))).not.toContain('Read with care');
});

it('says the same in two languages', () => {
  const head = (state: keyof typeof STATES, locale: string) => opened(STATES[state], locale).header?.subtitle;
  expect(RECORD_STATES.map((state) => head(state, 'en'))).toEqual([
    'Not handled yet',
    'Suggested reply · Very sure (87%)',
    'Automatic reply, held · Very sure (87%)',
    'With a person · Very sure (87%)',
    'Nothing to answer · Very sure (87%)',
    'Could not be handled',
    'Answered · Very sure (87%)',
  ]);
  expect(head('held', 'fr')).toBe('Réponse automatique en attente · Très sûr (87\u00a0%)');
  expect(head('failed', 'fr-CA')).toBe('En échec');
  expect(head('failed', 'de')).toBe('Could not be handled');
});

it.each([
  [0.95, 'Very sure (95%)'],
  [0.7, 'Quite sure (70%)'],
  [0.55, 'Not very sure (55%)'],
  [0.2, 'Unsure (20%)'],
])('says how sure it is: %s', (confidence, words) => {
  expect(opened(mail({ confidence })).header?.subtitle).toContain(words);
});

it('does not say how sure it was where a person chose the category', () => {
  expect(opened(mail({ decidedCategory: { id: 'fees', name: 'Fees' } })).header?.subtitle).toBe('Suggested reply');
  expect(opened(mail({ confidence: null })).header?.subtitle).toBe('Suggested reply');
});

it('has the one thing to do in the footer, always in sight', () => {
  const footer = (of: Mail) => opened(of).fixedFooter?.primaryButton.text;
  expect(footer(STATES.suggested)).toBe('Send suggested reply');
  expect(footer(STATES.held)).toBe('Cancel sending');
  expect(footer(STATES.failed)).toBe('Retry');
  expect(footer(STATES.received)).toBe('Handle it now');
  expect(footer(STATES.replied)).toBeUndefined();
  expect(footer(mail({ suggestion: null }))).toBeUndefined();
});

describe('offers what the server says is possible, and nothing else', () => {
  const NAMES: Record<string, string[]> = {
    reply: ['Send suggested reply', 'Edit as draft'],
    cancel: ['Cancel sending'],
    done: ['Nothing to answer'],
    reopen: ['Answer anyway'],
    retry: ['Retry'],
    route: ['Forward to…'],
    wrong: ['This was wrong'],
    take: ['Handle it now'],
  };
  it.each(Object.entries(NAMES))('%s', (action, buttons) => {
    const texts = buttonsOf(opened(mail({ actions: [action as Mail['actions'][number]] }))).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(buttons));
    expect(texts).toHaveLength(buttons.length);
  });
  it('category and assign are lists', () => {
    const inputs = (of: Mail) => widgetsOf(opened(of)).flatMap((w) => ('selectionInput' in w ? [w.selectionInput.label] : []));
    expect(inputs(mail({ actions: ['category'] }))).toEqual(['Change category']);
    expect(inputs(mail({ actions: ['assign'] }))).toEqual(['Assign to…']);
    expect(inputs(mail({ actions: [] }))).toEqual([]);
    expect(inputs(mail({ actions: ['category', 'assign'], choices: null }))).toEqual([]);
  });
});

it('tells when a held reply leaves, and shows the text that leaves and no other', () => {
  const text = textOf(opened(STATES.held));
  expect(text).toContain('Leaves by itself at 19:10');
  expect(text).toContain('Held text, as it leaves.');
  expect(text).not.toContain('The timetable is on the school’s page.');
  expect(text).not.toContain('Send suggested reply');
  expect(textOf(opened({ ...STATES.held, dueAt: NOW - 1 }))).toContain('Leaves by itself in a moment');
  expect(textOf(opened({ ...STATES.held, dueAt: NOW + 86_400_000 }, 'fr'))).toContain('Part toute seule demain à 19:00');
});

it('tells who answered, when, and how far it got', () => {
  const { reply } = STATES.replied;
  if (!reply) throw new Error('no reply');
  expect(textOf(opened(STATES.replied))).toMatch(
    /Answered by MAIL GPS \(automatic\) at 18:50[\s\S]*Accepted by Gmail[\s\S]*The sent text\./,
  );
  expect(textOf(opened({ ...STATES.replied, reply: { ...reply, by: BY_LEA, adapted: true } }))).toMatch(
    /Answered by Léa Martin at 18:50[\s\S]*A model reworded/,
  );
  const outside = { ...reply, by: { kind: 'outside', id: null, name: '' } as const, text: '' };
  expect(textOf(opened({ ...STATES.replied, reply: outside, delivery: null }))).toContain('Answered by a person in Gmail');
  const bounced = { state: 'bounced', text: 'Bounced', at: NOW, code: '5.1.1', reason: 'No such user', hard: true } as const;
  expect(textOf(opened({ ...STATES.replied, delivery: bounced }))).toContain('Bounced\n5.1.1 · No such user');
});

it('tells who has a mail that was passed on, and why one was set aside or failed', () => {
  expect(textOf(opened(STATES.routed))).toContain('Passed to Paul Roy at 18:50\nby Léa Martin');
  expect(textOf(opened(STATES.ignored))).toMatch(/found nothing to answer[\s\S]*A newsletter/);
  expect(textOf(opened(STATES.failed))).toMatch(/Nothing was sent\.\nFailed after several attempts/);
});

it('does not offer to send what is leaving, and says when nobody knows whether it left', () => {
  const leaving = mail({
    outgoing: { kind: 'reply', state: 'sending', by: BY_LEA, dueAt: NOW, text: 'On its way' },
    actions: ['assign'],
  });
  const card = opened(leaving);
  expect(card.header?.subtitle).toContain('On its way');
  expect(card.fixedFooter?.primaryButton.text).toBe('Refresh');
  const unknown = mail({
    ...leaving,
    state: 'failed',
    outgoing: { kind: 'reply', state: 'unknown', by: AUTOMATIC, dueAt: NOW, text: '' },
  });
  expect(textOf(opened(unknown))).toContain('Whether it was sent is not known.');
  expect(textOf(opened(unknown))).not.toContain('Nothing was sent');
  const forward = { ...STATES.held, outgoing: STATES.held.outgoing && { ...STATES.held.outgoing, kind: 'forward' as const } };
  expect(opened(forward).header?.subtitle).toContain('Held before it is passed on');
});

it('folds a sent text, which stands in the conversation, and no text that leaves', () => {
  const sectionOf = (of: Mail, header: string) => opened(of).sections.find((section) => section.header === header);
  expect(sectionOf(STATES.replied, 'Text that was sent')).toMatchObject({ collapsible: true, uncollapsibleWidgetsCount: 0 });
  expect(sectionOf(STATES.held, 'Text that leaves')?.collapsible).toBeUndefined();
});

it('says who is on it, since when, and who it would go to', () => {
  const assignee = { id: 'p-anne', name: 'Anne Petit', since: NOW - 3_600_000 };
  expect(textOf(opened(mail({ assignee })))).toContain('Anne Petit is on it\nsince 18:00');
  expect(textOf(opened(mail({ assignee: { ...assignee, id: 'u-lea' } }), 'fr'))).toContain('Vous vous en occupez\ndepuis 18:00');
  expect(textOf(opened(mail()))).toContain('Would go to\nPaul Roy');
  expect(textOf(opened(mail({ choices: choices({ routeTo: null }) })))).not.toContain('Would go to');
});

it('keeps the reasons short, and the rest folded', () => {
  const reasons = Array.from({ length: 30 }, (_, n) => ({ code: `r${n}`, text: `Reason ${n}` }));
  const section = opened(mail({ reasons, decidedCategory: { id: 'fees', name: 'Fees' }, rehearsed: 'reply' })).sections.at(-1);
  expect(section).toMatchObject({ header: 'Why', collapsible: true, uncollapsibleWidgetsCount: 2 });
  const [first] = section?.widgets ?? [];
  expect(first).toMatchObject({
    textParagraph: { text: expect.stringMatching(/^• Reason 0<br>• Reason 1<br>• Reason 2<br>Rehearsal/) },
  });
  expect(textOf(opened(mail({ decidedCategory: { id: 'fees', name: 'Fees' } })))).toContain('First understood as: Fees');
});

it('leads to the sender’s other mails', () => {
  const card = opened(mail({ otherOpen: 2 }));
  expect(textOf(card)).toContain('2 more mails of this sender wait');
  expect(clickOf(buttonNamed(card, 'Show'))).toMatchObject({
    name: 'onOthers',
    parameters: { id: 'm1' },
  });
});

it('marks what is missing and does not offer to send it', () => {
  const card = opened(
    mail({
      suggestion: suggestion({
        text: 'Hello ⟦name⟧,\nthe exam is on ⟦exam date⟧.',
        missing: [
          { kind: 'slot', name: 'name', label: 'Name of the pupil', why: 'missing' },
          { kind: 'fact', name: 'exam', label: 'Exam date', why: 'expired' },
        ],
      }),
    }),
  );
  expect(textOf(card)).toMatch(/Fill in before sending\n• Name of the pupil: missing\n• Exam date: out of date/);
  expect(JSON.stringify(card)).toContain('<b><font color=\\"#b3261e\\">⟦exam date⟧</font></b>');
  expect(card.fixedFooter).toBeUndefined();
});

it('shows the files that go out', () => {
  const files = [{ name: 'rules.pdf', type: 'application/pdf', size: 123_456 }];
  expect(textOf(opened(mail({ suggestion: suggestion({ files }) })))).toContain('Goes out with it\nrules.pdf\n123 kB');
});

it('shows what differs in a reworded answer, and lets one choose; the approved one unless one does', () => {
  const adapted = {
    text: 'Hello Jo,\nIt is online.',
    differences: [
      { kind: 'same' as const, text: 'Hello' },
      { kind: 'added' as const, text: ' Jo' },
      { kind: 'removed' as const, text: ' <all>' },
    ],
  };
  const card = opened(mail({ suggestion: suggestion({ adapted }) }));
  expect(JSON.stringify(card)).toContain('Hello<b> Jo</b><font color=\\"#767676\\"><strike> &lt;all&gt;</strike></font>');
  const [radios] = widgetsOf(card).filter((w) => 'selectionInput' in w);
  expect(radios).toMatchObject({
    selectionInput: {
      name: 'wording',
      type: 'RADIO_BUTTON',
      items: [
        { value: 'approved', selected: true },
        { value: 'adapted', selected: false },
      ],
    },
  });
});

it('stands, whatever a school has called things and people', () => {
  const people = Array.from({ length: 300 }, (_, n) => ({ id: `p${n}`, name: `Person ${n}`, function: '', away: false }));
  const odd = [...['-', 'me', 'nobody'].map((id) => ({ id, name: id, function: '', away: false })), ...people];
  const categories = Array.from({ length: 300 }, (_, n) => ({ id: `c${n}`, name: `Category ${n}` }));
  const card = opened(mail({ category: { id: 'x', name: '\u200b' }, choices: choices({ people: odd, categories }) }));
  expect(card.header?.title).toBe('MAIL GPS');
  for (const widget of widgetsOf(card)) {
    if ('selectionInput' in widget) expect(widget.selectionInput.items.length).toBeLessThanOrEqual(100);
  }
});
