import { buttonNamed, cardOf, clickOf, textOf } from './support/cards.ts';
import { mail, STATES, suggestion } from './support/mails.ts';
import { bodyOf, problem, routes, sidebar } from './support/sidebar.ts';

const ABOUT = { id: 'm1', revision: '4' };
const OPEN = 'GET /api/mails/m1';
const REPLY = 'POST /api/mails/m1/reply';

describe('Send suggested reply', () => {
  it('sends at the revision that was shown, and card, notification and conversation follow', () => {
    const here = sidebar({ server: routes({ 'GET /api/mails/copy-1': { json: mail() }, [REPLY]: { json: STATES.replied } }) });
    const { name, parameters } = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'Send suggested reply'));
    const answer = here.run(name, { parameters, call: 'action' });
    expect(here.requests).toHaveLength(2);
    expect(bodyOf(here.requests[1])).toEqual({ revision: 4, adapted: false });
    expect(answer).toMatchObject({
      kind: 'action',
      notification: 'Sent.',
      stateChanged: true,
      navigations: [{ updateCard: { header: { subtitle: expect.stringContaining('Answered') } } }],
    });
  });

  it('sends the reworded answer where that was chosen', () => {
    const here = sidebar({ server: routes({ [REPLY]: { json: STATES.replied } }) });
    here.run('onReply', { parameters: ABOUT, inputs: { wording: 'adapted' } });
    expect(bodyOf(here.requests[0])).toEqual({ revision: 4, adapted: true });
  });

  it('says where the answer goes when that is not to the sender', () => {
    const here = (more: Parameters<typeof mail>[0]) =>
      sidebar({ server: routes({ 'GET /api/mails/copy-1': { json: mail(more) } }) });
    const card = textOf(cardOf(here({ replyTo: 'other@elsewhere.example' }).run('onMailOpened')));
    expect(card).toContain('The answer goes to another address than the sender’s\nother@elsewhere.example');
    expect(textOf(cardOf(here({}).run('onMailOpened')))).not.toContain('another address');
  });

  it('on a card that is stale shows the new text, and says that nothing was sent', () => {
    const changed = mail({ revision: 9, suggestion: suggestion({ text: 'The new text.' }) });
    const here = sidebar({ server: routes({ [REPLY]: problem('conflict', 409, { mail: changed }) }) });
    const answer = here.run('onReply', { parameters: ABOUT, call: 'action' });
    expect(answer).toMatchObject({
      notification: 'This mail or its answer changed meanwhile. Nothing was sent: please read what stands here now.',
    });
    expect(textOf(cardOf(answer))).toContain('The new text.');
    expect(clickOf(buttonNamed(cardOf(answer), 'Send suggested reply')).parameters.revision).toBe('9');
    expect(here.requests).toHaveLength(1);
  });

  it('on a second click shows who answered', () => {
    const title = 'Léa Martin has answered this mail already.';
    const here = sidebar({ server: routes({ [REPLY]: problem('already-replied', 409, { title, mail: STATES.replied }) }) });
    const answer = here.run('onReply', { parameters: ABOUT });
    expect(answer).toMatchObject({ notification: title, stateChanged: true });
    expect(cardOf(answer).header?.subtitle).toContain('Answered');
    expect(here.requests).toHaveLength(1);
  });

  it('says so in French, and shows a mail that came without its choices', () => {
    const server = routes({
      [REPLY]: problem('already-replied', 409, { title: '', mail: { ...STATES.replied, choices: null } }),
    });
    const answer = sidebar({ server, locale: 'fr' }).run('onReply', { parameters: ABOUT });
    expect(answer).toMatchObject({ notification: 'Ce message a déjà reçu une réponse. Rien de plus n’a été envoyé.' });
  });

  it('says that it is on its way where the server has not sent it yet', () => {
    const here = sidebar({ server: routes({ [REPLY]: { json: mail({ actions: [] }) } }) });
    expect(here.run('onReply', { parameters: ABOUT })).toMatchObject({ notification: 'The reply is on its way.' });
  });

  it('asks for the choices again where an answer came without them', () => {
    const here = sidebar({
      server: routes({ [REPLY]: { json: { ...STATES.replied, choices: null } }, [OPEN]: { json: STATES.replied } }),
    });
    expect(textOf(cardOf(here.run('onReply', { parameters: ABOUT })))).toContain('Assign to…');
  });

  it('is not offered for a text that cannot be shown whole', () => {
    const long = sidebar({ server: () => ({ json: mail({ suggestion: suggestion({ text: 'x'.repeat(16_001) }) }) }) });
    const card = cardOf(long.run('onMailOpened'));
    expect(card.fixedFooter).toBeUndefined();
    expect(textOf(card)).toContain('too long to be shown whole');
  });
});
