import type { Answer } from '../../server/preview/apps-script/card-json.ts';
import { buttonNamed, cardOf, cardsOf, clickOf, textOf, topOf, widgetsOf } from './support/cards.ts';
import { choices, mail, NOW, STATES, suggestion } from './support/mails.ts';
import { bodyOf, problem, type Reply, routes, SHARED_MAILBOX, sidebar } from './support/sidebar.ts';

const ABOUT = { id: 'm1', revision: '4' };
const OPEN = 'GET /api/mails/m1';
const REPLY = 'POST /api/mails/m1/reply';
const ASSIGN = 'POST /api/mails/m1/assign';
const CANCEL = 'POST /api/mails/m1/cancel';
const DRAFT = 'POST /api/mails/m1/draft';
const WITH_FILES = suggestion({ files: [{ name: 'rules.pdf', type: 'application/pdf', size: 1000 }] });

describe('Edit as draft, outside the shared mailbox', () => {
  const open = (more: Partial<typeof STATES.suggested> = {}) => {
    const here = sidebar({
      server: routes({ 'GET /api/mails/copy-1': { json: mail(more) }, [ASSIGN]: { json: mail({ revision: 5, ...more }) } }),
    });
    const { name, parameters } = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'Edit as draft'));
    return { here, answer: here.run(name, { parameters, call: 'action' }) };
  };

  it('claims the mail and opens an editor in the card', () => {
    const { here, answer } = open();
    expect(bodyOf(here.requests[1])).toEqual({ revision: 4, personId: 'me' });
    expect(answer).toMatchObject({
      stateChanged: true,
      navigations: [{ updateCard: { header: { title: 'Timetable' } } }, { pushCard: { header: { title: 'Edit the reply' } } }],
    });
    // Back leads to the mail as it is since the claim.
    const [under] = cardsOf(answer);
    expect(under && clickOf(buttonNamed(under, 'Send suggested reply')).parameters.revision).toBe('5');
    const [field] = widgetsOf(topOf(answer)).filter((w) => 'textInput' in w);
    expect(field).toMatchObject({ textInput: { name: 'text', type: 'MULTIPLE_LINE', value: suggestion().text } });
    const { primaryButton, secondaryButton } = topOf(answer).fixedFooter ?? {};
    expect([primaryButton?.text, secondaryButton?.text, secondaryButton?.type]).toEqual(['Send reply', 'Back', 'OUTLINED']);
    expect(primaryButton && clickOf(primaryButton).parameters.revision).toBe('5');
  });

  it('takes back what is held before anybody writes', () => {
    const free = mail({ revision: 5, assignee: { id: 'u-lea', name: 'Léa Martin', since: NOW } });
    const here = sidebar({ server: routes({ 'GET /api/mails/copy-1': { json: STATES.held }, [CANCEL]: { json: free } }) });
    const { name, parameters } = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'Edit as draft'));
    const answer = here.run(name, { parameters, call: 'action' });
    expect(bodyOf(here.requests[1])).toEqual({ revision: 4 });
    expect(here.requests).toHaveLength(2);
    expect(answer).toMatchObject({ notification: 'Cancelled. Nothing was sent.' });
    expect(clickOf(buttonNamed(topOf(answer), 'Send reply')).parameters.revision).toBe('5');
  });

  it('names the address that the answer goes to, which need not be the sender’s', () => {
    const card = textOf(topOf(open({ replyTo: 'other@elsewhere.example' }).answer));
    expect(card).toContain('Answer to other@elsewhere.example');
    expect(card).not.toContain('jo@parents.example');
  });

  it('sends what was written, and goes back to the mail', () => {
    const here = sidebar({ server: routes({ [REPLY]: { json: STATES.replied } }) });
    const answer = here.run('onSendEdited', { parameters: ABOUT, inputs: { text: ' My words. ' }, call: 'action' });
    expect(bodyOf(here.requests[0])).toEqual({ revision: 4, text: 'My words.', files: false });
    expect(answer).toMatchObject({ notification: 'Sent.', navigations: [{ pop: true }, { updateCard: {} }] });
  });

  describe('what was written is not lost', () => {
    const about = { ...ABOUT, to: 'jo@parents.example', files: 'yes', draft: 'yes' };
    const again = (reply: Reply, inputs: Record<string, string> = { text: 'My long <b>words</b>', files: 'yes' }) =>
      sidebar({ server: () => reply }).run('onSendEdited', { parameters: about, inputs, call: 'action' });
    const fieldsOf = (answer: Answer) => widgetsOf(cardOf(answer));

    it.each([
      ['with a call that fails', { throws: 'Address unavailable' }, /Server not reached/, '4'],
      ['when it took too long', problem('timeout', 504), /No answer in time/, '4'],
      ['when it was refused', problem('too-large', 413, { title: 'Too long: shorten it.' }), /Too long: shorten it\./, '4'],
      [
        'when the mail changed',
        problem('conflict', 409, { title: 'Read again.', mail: mail({ revision: 9 }) }),
        /Read again\./,
        '9',
      ],
    ])('%s', (_when, reply, why, revision) => {
      const answer = again(reply);
      expect(answer).toMatchObject({ navigations: [{ updateCard: { header: { title: 'Edit the reply' } } }] });
      expect(textOf(cardOf(answer))).toMatch(why);
      const [field] = fieldsOf(answer).filter((w) => 'textInput' in w);
      expect(field).toMatchObject({ textInput: { value: 'My long <b>words</b>' } });
      expect(clickOf(buttonNamed(cardOf(answer), 'Send reply')).parameters.revision).toBe(revision);
    });

    it('and the box stays as it was', () => {
      const box = (inputs: Record<string, string>) =>
        fieldsOf(again({ throws: 'away' }, inputs)).flatMap((w) => ('selectionInput' in w ? w.selectionInput.items : []));
      expect(box({ text: 'x', files: 'yes' })).toMatchObject([{ selected: true }]);
      expect(box({ text: 'x' })).toMatchObject([{ selected: false }]);
    });

    it('unless the mail is answered: then that is shown', () => {
      expect(cardOf(again(problem('already-replied', 409, { mail: STATES.replied }))).header?.subtitle).toContain('Answered');
    });
  });

  it('sends the files only while the box is ticked', () => {
    expect(textOf(topOf(open({ suggestion: WITH_FILES }).answer))).toContain('Send the files with it');
    const here = sidebar({ server: routes({ [REPLY]: { json: STATES.replied } }) });
    here.run('onSendEdited', { parameters: ABOUT, inputs: { text: 'Words', files: 'yes' } });
    expect(bodyOf(here.requests[0])).toMatchObject({ files: true });
  });

  it.each([
    ['', 'Write a reply first. Nothing was sent.'],
    ['  ', 'Write a reply first. Nothing was sent.'],
    ['Hello ⟦name⟧', 'Fill in what stands between ⟦ and ⟧ first. Nothing was sent.'],
  ])('sends nothing of %j, and leaves what was written where it is', (text, notification) => {
    const here = sidebar({ server: routes({}) });
    expect(here.run('onSendEdited', { parameters: ABOUT, inputs: { text } })).toEqual({
      kind: 'action',
      navigations: [],
      notification,
      stateChanged: false,
    });
  });

  it('keeps what was written as a draft of the shared mailbox', () => {
    const here = sidebar({ server: routes({ [DRAFT]: { json: { draftId: 'd1', mail: mail({ revision: 6 }) } } }) });
    const answer = here.run('onSaveDraft', { parameters: ABOUT, inputs: { text: 'Later' } });
    expect(bodyOf(here.requests[0])).toEqual({ revision: 4, text: 'Later' });
    expect(answer).toMatchObject({ notification: expect.stringContaining('shared mailbox'), stateChanged: true });
    expect(sidebar({ server: routes({}) }).run('onSaveDraft', { parameters: ABOUT })).toMatchObject({ navigations: [] });
  });

  it('starts from the reworded answer where that was chosen', () => {
    const adapted = { text: 'Reworded', differences: [{ kind: 'added' as const, text: 'Reworded' }] };
    const here = sidebar({ server: routes({ [ASSIGN]: { json: mail({ suggestion: suggestion({ adapted }) }) } }) });
    const card = topOf(here.run('onEdit', { parameters: ABOUT, inputs: { wording: 'adapted' } }));
    expect(textOf(card)).toContain('Reworded');
  });

  it('opens empty where there is no suggestion', () => {
    const here = sidebar({
      server: routes({ 'GET /api/mails/copy-1': { json: STATES.routed }, [ASSIGN]: { json: STATES.routed } }),
    });
    const { name, parameters } = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'Write a reply'));
    const [field] = widgetsOf(topOf(here.run(name, { parameters }))).filter((w) => 'textInput' in w);
    expect(field).toMatchObject({ textInput: { value: '' } });
  });

  it('shows what is true now where the mail was answered meanwhile', () => {
    const here = sidebar({ server: routes({ [ASSIGN]: problem('conflict', 409, { mail: STATES.replied }) }) });
    expect(cardOf(here.run('onEdit', { parameters: ABOUT })).header?.subtitle).toContain('Answered');
  });
});

describe('Edit as draft, in the shared mailbox', () => {
  const INSIDE = { user: SHARED_MAILBOX, messageId: 'm1' };

  it('opens Gmail’s own editor with the suggestion, and claims the mail', () => {
    const here = sidebar({ ...INSIDE, server: routes({ [OPEN]: { json: mail() }, [ASSIGN]: { json: mail({ revision: 5 }) } }) });
    const button = buttonNamed(cardOf(here.run('onMailOpened')), 'Edit as draft');
    expect(button.onClick).toMatchObject({ composeAction: { function: 'onComposeDraft', draftType: 'REPLY_AS_DRAFT' } });
    expect(here.run('onComposeDraft', { ...clickOf(button), call: 'compose' })).toEqual({ kind: 'compose', draftId: 'draft-1' });
    expect(here.drafts).toEqual([{ messageId: 'm1', text: suggestion().text }]);
    expect(bodyOf(here.requests[1])).toEqual({ revision: 4, personId: 'me' });
  });

  it.each([
    ['', { id: 'u-lea', name: 'Léa Martin', since: NOW }, [{ revision: 4 }]],
    [
      ' and claims it from a colleague',
      { id: 'u-other', name: 'A', since: NOW },
      [{ revision: 4 }, { revision: 5, personId: 'me' }],
    ],
  ])('takes back what is held%s: it would leave beside the draft', (_and, assignee, bodies) => {
    const free = { json: mail({ revision: 5, assignee }) };
    const here = sidebar({ ...INSIDE, server: routes({ [OPEN]: { json: STATES.held }, [CANCEL]: free, [ASSIGN]: free }) });
    const { parameters } = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'Edit as draft'));
    here.run('onComposeDraft', { parameters, call: 'compose' });
    expect(here.requests.slice(1).map(bodyOf)).toEqual(bodies);
    expect(new URL(here.requests[1]?.url ?? '').pathname).toBe('/api/mails/m1/cancel');
    expect(here.drafts).toEqual([{ messageId: 'm1', text: suggestion().text }]);
  });

  it('puts no words into an answer to another mail, where that is open by now', () => {
    const here = sidebar({ ...INSIDE, messageId: 'm2', server: routes({ [ASSIGN]: { json: mail() } }) });
    here.run('onComposeDraft', { parameters: ABOUT, call: 'compose' });
    expect(here.requests).toEqual([]);
    expect(here.drafts).toEqual([{ messageId: 'm2', text: '' }]);
  });

  it('leaves gaps to be filled in as plain brackets', () => {
    const gaps = mail({ suggestion: suggestion({ text: 'Hello ⟦name⟧' }) });
    const here = sidebar({ ...INSIDE, server: routes({ [ASSIGN]: { json: gaps } }) });
    here.run('onComposeDraft', { parameters: ABOUT, call: 'compose' });
    expect(here.drafts[0]?.text).toBe('Hello [name]');
  });

  it.each([
    [
      'the new suggestion, where the mail changed',
      problem('conflict', 409, { mail: mail({ suggestion: suggestion({ text: 'New' }) }) }),
      'New',
    ],
    ['nothing, where it was answered', problem('conflict', 409, { mail: STATES.replied }), ''],
    ['nothing, where the server is away', { throws: 'Address unavailable' }, ''],
    ['nothing, where the server is ill', { status: 500, html: '<h1>oops</h1>' }, ''],
  ])('always gives Gmail a draft: with %s', (_what, reply, text) => {
    const here = sidebar({ ...INSIDE, server: routes({ [ASSIGN]: reply }) });
    expect(here.run('onComposeDraft', { parameters: ABOUT, call: 'compose' }).kind).toBe('compose');
    expect(here.drafts).toEqual([{ messageId: 'm1', text }]);
  });

  it('leaves a suggestion with files to the server, which can put them into the draft', () => {
    const of = mail({ suggestion: WITH_FILES });
    const here = sidebar({ ...INSIDE, server: routes({ [OPEN]: { json: of }, [DRAFT]: { json: { draftId: 'd', mail: of } } }) });
    const { name, parameters } = clickOf(buttonNamed(cardOf(here.run('onMailOpened')), 'Edit as draft'));
    expect(here.run(name, { parameters, call: 'action' })).toMatchObject({ stateChanged: true });
    expect(bodyOf(here.requests[1])).toEqual({ revision: 4, adapted: false });
    expect(here.drafts).toEqual([]);
  });

  it.each([
    ['a copy in another mailbox', { user: 'lea@ecole.example', messageId: 'copy-1' }, 'action'],
    ['a delegate, of whom it is not known where a draft would be made', { user: 'lea@ecole.example', messageId: 'm1' }, 'action'],
    ['the mailbox itself', { user: 'Contact@Ecole.example', messageId: 'm1' }, 'composeAction'],
    ['a reader whom Google does not name', { user: '', messageId: 'm1' }, 'composeAction'],
  ])('tells who is in the shared mailbox: %s', (_who, reader, expected) => {
    const here = sidebar({ ...reader, server: () => ({ json: mail() }) });
    const { onClick } = buttonNamed(cardOf(here.run('onMailOpened')), 'Edit as draft');
    expect(Object.keys(onClick)).toEqual([expected]);
  });

  it('knows the mailbox by the server, not by itself', () => {
    const here = sidebar({ ...INSIDE, server: () => ({ json: mail({ choices: choices({ mailbox: 'other@ecole.example' }) }) }) });
    expect(Object.keys(buttonNamed(cardOf(here.run('onMailOpened')), 'Edit as draft').onClick)).toEqual(['action']);
  });
});
