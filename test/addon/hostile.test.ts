import { type HtmlNode, type ParsedHtml, parseBasicHtml } from '../../server/preview/apps-script/basic-html.ts';
import type { Answer } from '../../server/preview/apps-script/card-json.ts';
import type { MailView } from '../../shared/api.ts';
import { cardOf, cardsOf, placesOf, textOf, topOf } from './support/cards.ts';
import { AUTOMATIC, BY_LEA, choices, home, mail, NOW, STATES, suggestion, summary } from './support/mails.ts';
import { problem, routes, sidebar } from './support/sidebar.ts';

const BIDI = '\u202e\u2066\u2069\u200f';
const ZERO = '\u200b\u200d\u2060\u00ad';

/** What a stranger may write. Each has the word MARK, which must be read as it stands. */
const HOSTILE: Record<string, string> = {
  'a script': '<script>alert("MARK")</script>',
  'a picture that runs': '<img src=x onerror=alert(1)>MARK',
  'card markup': '<font color="#ff0000"><b>MARK</b></font><a href="https://evil.example">click</a>',
  'tags that are left open': '</b></font><i><b>MARK',
  entities: '&lt;b&gt;MARK&amp;lt;&#60;',
  'card JSON': '{"textParagraph":{"text":"MARK"}}","onClick":{"openLink":{"url":"https://evil.example"}}',
  'bidi overrides': `MARK${BIDI}gpj.exe`,
  'zero-width characters': `M${ZERO}A${ZERO}R${ZERO}K`,
  'marks of byte order': '\ufeffMARK\ufeff\ufeffMARK',
  'control characters': 'MARK\u0000\u0007\u001b[31m\u0085\u2028\u2029',
  'half characters': 'MARK\ud800\udc00\ud83d',
  'marks in piles': `MARK x${'\u0301'.repeat(500)}`,
  '100 KB': `MARK ${'x'.repeat(100_000)}`,
  '100 KB of tags': `MARK ${'<b>'.repeat(33_000)}`,
  '100 KB of surrogates': `MARK ${'😀'.repeat(25_000)}`,
  'gap marks': 'MARK ⟦not a gap of ours⟧',
  templates: '{{constructor}} $MARK %s MARK',
  'prototype names': '__proto__ MARK constructor',
};

/** The mail with the text in every place that a stranger, or a model that read one, can fill. */
function everywhere(text: string, state: MailView['state']): MailView {
  const of = STATES[state];
  const short = text.slice(0, 300);
  return {
    ...of,
    from: { name: text, address: `${short}@evil.example` },
    subject: text,
    summary: text,
    messageId: text.slice(0, 900),
    attachments: [{ name: text, type: text, size: 1 }],
    otherOpen: 1,
    reasons: [{ code: 'x', text: short }],
    timeline: [{ at: NOW, what: 'x', text: short, by: { ...BY_LEA, name: text }, reasons: [] }],
    wrong: { by: { ...BY_LEA, name: text }, at: NOW },
    delivery: { state: 'bounced', text: 'Bounced', at: NOW, code: short, reason: text, hard: true },
    reply: of.reply && { ...of.reply, by: { ...BY_LEA, name: text }, text },
    outgoing: of.outgoing && { ...of.outgoing, text },
    forward: of.forward && { ...of.forward, person: { id: 'p', name: text } },
    assignee: { id: 'u-x', name: text, since: NOW },
    category: { id: 'x', name: text },
    suggestion: suggestion({
      subject: text,
      text: text.slice(0, 9_000),
      files: [{ name: text, type: text, size: 1 }],
      missing: [{ kind: 'slot', name: 'x', label: text, why: 'missing' }],
    }),
    choices: choices({ people: [{ id: 'p', name: text, function: text, away: false }], routeTo: { id: 'p', name: text } }),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const HIDDEN = /[\u0000-\u001f\u0085\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]|\p{Cs}|\u0301{4}/u;

/** Nothing but our own few tags where Google reads HTML, nothing that hides anywhere, and every line short. */
function expectHarmless(answer: Answer): void {
  for (const card of cardsOf(answer)) {
    const { html, plain } = placesOf(card);
    expect(html.flatMap((text) => foreign(parseBasicHtml(text)))).toEqual([]);
    expect([...html, ...plain].filter((text) => HIDDEN.test(text))).toEqual([]);
    expect(plain.filter((text) => [...text].length > 200)).toEqual([]);
  }
  if (answer.kind === 'action') {
    expect(answer.notification ?? '').not.toMatch(HIDDEN);
    expect([...(answer.notification ?? '')].length).toBeLessThanOrEqual(200);
  }
}

/** Links, colours that are not ours, and tags that are none of Google's. */
function foreign({ nodes, refused }: ParsedHtml): unknown[] {
  const odd = (node: HtmlNode): unknown[] => {
    if (node.kind === 'text' || node.kind === 'break') return [];
    const inside = node.children.flatMap(odd);
    if (node.kind === 'link') return [node, ...inside];
    return node.kind === 'color' && !['#b3261e', '#767676'].includes(node.color ?? '') ? [node, ...inside] : inside;
  };
  return [...refused, ...nodes.flatMap(odd)];
}

describe.each(Object.entries(HOSTILE))('%s', (what, text) => {
  it.each(Object.keys(STATES) as MailView['state'][])('is text in the card of a mail that is %s', (state) => {
    const answer = sidebar({ server: () => ({ json: everywhere(text, state) }) }).run('onMailOpened', { call: 'trigger' });
    expectHarmless(answer);
    const shown = textOf(cardOf(answer));
    expect(shown.length).toBeLessThan(30_000);
    expect(shown).toContain(what === 'prototype names' ? '__proto__' : 'MARK');
  });

  it('is text in lists, on the first page, in questions and notifications', () => {
    const odd = { ...summary(), subject: text, from: { name: text, address: 'a@b.example' }, category: { id: 'x', name: text } };
    const server = routes({
      'GET /api/home': {
        json: home({
          waiting: { total: 1, items: [{ ...odd, assignee: { id: 'x', name: text, since: null }, followsUp: true }] },
          categories: [{ id: 'x', name: text, mode: 'automatic', held: 1 }],
        }),
      },
      'GET /api/mails': { json: { items: [{ ...odd, id: 'm2' }], cursor: null } },
      'GET /api/mails/m1': { json: everywhere(text, 'suggested') },
      'POST /api/mails/m1/assign': { json: everywhere(text, 'suggested') },
      'POST /api/mails/m1/route': { json: everywhere(text, 'routed') },
      'PATCH /api/mails/m1': { json: everywhere(text, 'suggested') },
      'POST /api/mails/m1/done': problem('illegal-state', 409, { title: text, mail: everywhere(text, 'replied') }),
      'POST /api/mails/m1/reply': problem('invalid', 400, { title: text }),
      'GET /api/me': { json: { id: 'u', name: text, address: text, role: 'staff' } },
    });
    const here = sidebar({ server });
    const parameters = { id: 'm1', revision: '4', address: 'a@b.example', category: 'x', person: 'p', on: 'yes' };
    const inputs = { category: 'x', person: 'p', forwardTo: 'p', mode: 'rehearsal' };
    const names = [
      'onAutoMode',
      'onMode',
      'onModeChosen',
      'onOthers',
      'onShowMail',
      'onForward',
      'onForwardTo',
      'onForwardConfirmed',
    ];
    for (const name of [...names, 'onCategory', 'onAssign', 'onDone', 'onReply', 'onWrong']) {
      expectHarmless(here.run(name, { parameters, inputs, call: 'action' }));
    }
    expectHarmless(here.runAtHome('onHomepage', { call: 'trigger' }));
    expectHarmless(here.runAtHome('onSettings', { call: 'universal' }));
  });
});

it('asks what is asked for by a hostile click of that very thing and no other', () => {
  const here = sidebar({ server: () => problem('not-found', 404) });
  here.run('onReply', { parameters: { id: '../settings?x=#y', revision: '4' } });
  expect(here.requests[0]?.url).toContain('/api/mails/..%2Fsettings%3Fx%3D%23y/reply?');
  here.run('onReply', { parameters: { id: 'x'.repeat(5_000), revision: '4' } });
  expect(here.requests[1]?.url.length).toBeLessThan(200);
});

it('shows a held text that is too long cut, and offers no button that sends it', () => {
  const long = {
    ...STATES.held,
    outgoing: { kind: 'reply' as const, state: 'intended' as const, by: AUTOMATIC, dueAt: NOW, text: 'y'.repeat(90_000) },
  };
  const card = cardOf(sidebar({ server: () => ({ json: long }) }).run('onMailOpened'));
  expect(textOf(card)).toMatch(/y…/);
  expect(card.fixedFooter?.primaryButton.text).toBe('Cancel sending');
});

it('puts a hostile suggestion into the editor as what it is: text', () => {
  const text = '<b>x</b> & ⟦y⟧';
  const here = sidebar({ server: () => ({ json: mail({ suggestion: suggestion({ text }) }) }) });
  expect(textOf(topOf(here.run('onEdit', { parameters: { id: 'm1', revision: '4' } })))).toContain(text);
});
