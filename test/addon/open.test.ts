import type { Answer } from '../../server/preview/apps-script/card-json.ts';
import { buttonNamed, cardOf, cardsOf, clickOf, textOf } from './support/cards.ts';
import { mail, STATES } from './support/mails.ts';
import { problem, type Server, sidebar } from './support/sidebar.ts';

it('opens a mail with one call to the server, and shows the answer with its button', () => {
  const here = sidebar({ server: () => ({ json: mail() }) });
  const answer = here.run('onMailOpened', { call: 'trigger' });
  expect(here.requests).toHaveLength(1);
  expect(here.requests[0]?.url).toBe(
    'https://mailgps.ecole.example/api/mails/copy-1?messageId=%3Cm1%40b.example%3E&choices=true&lang=en',
  );
  expect(here.requests[0]?.headers).toMatchObject({ Authorization: 'Bearer a-token' });
  const [card] = cardsOf(answer);
  expect(card?.fixedFooter?.primaryButton.text).toBe('Send suggested reply');
  expect(textOf(card)).toContain('The timetable is on the school’s page.');
});

it('opens a known mail with one call in every state, in every language', () => {
  for (const state of Object.values(STATES)) {
    for (const locale of ['en', 'fr']) {
      const here = sidebar({ server: () => ({ json: state }), locale });
      here.run('onMailOpened', { call: 'trigger' });
      expect(here.requests).toHaveLength(1);
    }
  }
});

describe('a conversation of which the school’s own reply is open', () => {
  const REPLY = {
    from: 'École <Contact@ecole.example>',
    headers: { 'message-id': '<r1@ecole.example>', 'in-reply-to': '<m1@b.example>' },
  };
  const server: Server = ({ url }) => {
    const asked = new URL(url);
    const known = asked.searchParams.get('messageId') === '<m1@b.example>' || asked.pathname === '/api/mails/m1';
    return known ? { json: STATES.replied } : problem('not-found', 404);
  };
  const title = (answer: Answer) => cardOf(answer).header?.title;

  it('shows the mail that it answers', () => {
    const here = sidebar({ server, message: REPLY });
    expect(title(here.run('onMailOpened', { call: 'trigger' }))).toBe('Timetable');
    expect(here.requests).toHaveLength(2);
  });

  it('and what is clicked is about that mail, not about the reply', () => {
    const here = sidebar({ server, message: REPLY });
    here.run('onRefresh', { parameters: { id: 'm1', revision: '4' }, call: 'action' });
    expect(here.requests[0]?.url).toBe('https://mailgps.ecole.example/api/mails/m1?choices=true&lang=en');
  });

  it('but shows no other mail in place of a stranger’s reply, whatever it says it answers', () => {
    for (const from of ['a@b.example', 'contact@ecole.example <a@b.example>', '"contact@ecole.example" <a@b.example>', '']) {
      const here = sidebar({ server, message: { ...REPLY, from } });
      expect(title(here.run('onMailOpened'))).toBe('Not seen yet');
    }
    const alone = sidebar({ server, message: { ...REPLY, headers: { 'message-id': '<r1@ecole.example>' } } });
    expect(title(alone.run('onMailOpened'))).toBe('Not seen yet');
    expect(alone.requests).toHaveLength(1);
  });
});

describe('a mail that was found by a Message-ID that its sender may have copied', () => {
  const opened = (from: string, more = {}) => {
    const here = sidebar({ server: () => ({ json: mail() }), message: { from }, ...more });
    return here.run('onMailOpened', { call: 'trigger' });
  };

  it('says whose mail the card is about where the open one is of another sender', () => {
    for (const from of ['Jo Parent <somebody@else.example>', '"jo@parents.example" <somebody@else.example>', '']) {
      const card = cardOf(opened(from));
      expect(textOf(card)).toMatch(/Timetable\nJo Parent <jo@parents.example>/);
      // What is clicked on it says so still.
      expect(clickOf(buttonNamed(card, 'Nothing to answer')).parameters).toEqual({ id: 'm1', revision: '4', apart: 'yes' });
    }
  });

  it('needs not say so where the senders are one, or the mail itself is open', () => {
    expect(textOf(cardOf(opened('Jo <JO@parents.example>')))).not.toContain('Jo Parent <');
    expect(textOf(cardOf(opened('somebody@else.example', { messageId: 'm1' })))).not.toContain('Jo Parent <');
  });

  it('says so of a mail that was only just taken in, too', () => {
    const here = sidebar({ server: () => ({ json: mail() }), message: { from: 'somebody@else.example' } });
    expect(textOf(cardOf(here.run('onTake', { parameters: { id: 'copy-1' } })))).toContain('Jo Parent <jo@parents.example>');
  });
});
