import type { AddonEvent, Answer, Card, OnClick, OpenLink } from '../../../server/preview/apps-script/card-json.ts';
import type { Call } from '../../../server/preview/apps-script/run.ts';
import { createController, type PanelState } from '../../../server/preview/page/card/controller.ts';
import { eventOf } from '../../../server/preview/page/card/session.ts';
import { SESSION } from './support/session.ts';

const card = (name: string): Card => ({
  name,
  sections: [
    {
      widgets: [
        { textInput: { name: 'text', value: name } },
        { selectionInput: { name: 'who', type: 'DROPDOWN', items: [{ text: 'Léa', value: 'lea', selected: true }] } },
      ],
    },
  ],
});
const shown = (name: string): Answer => ({ kind: 'cards', cards: [card(name)] });
const action = (more: Partial<Extract<Answer, { kind: 'action' }>> = {}): Answer => ({
  kind: 'action',
  navigations: [],
  stateChanged: false,
  ...more,
});
const click = (name: string): OnClick => ({ action: { function: name, parameters: { id: 'm1' } } });

/** A panel whose add-on answers when the test says so. */
function panel() {
  const calls: {
    name: string;
    event: AddonEvent;
    call: Call;
    answer: (answer: Answer) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const happened: string[] = [];
  const states: PanelState[] = [];
  const controller = createController({
    run: (name, event, call) =>
      new Promise((answer, fail) => {
        calls.push({ name, event, call, answer, fail });
      }),
    openLink: (link: OpenLink) => {
      happened.push(`link ${link.url}`);
      return link.url.startsWith('https://');
    },
    draft: (id) => happened.push(`draft ${id}`),
    stateChanged: () => happened.push('changed'),
    changed: (state) => states.push(state),
  });
  const open = (name: string, messageId = name) =>
    controller.open({
      function: name,
      event: (more) => eventOf(SESSION, { messageId, threadId: 't' }, 0, more),
    });
  const settled = () => new Promise((done) => setImmediate(done));
  const names = () => controller.state().stack.map((entry) => entry.card.name);
  /** Opens a page and waits for its card. */
  const at = async (name: string) => {
    open(name);
    calls.at(-1)?.answer(shown(name));
    await settled();
    return calls.length;
  };
  return { controller, calls, happened, states, open, settled, names, at };
}

describe('a page of the add-on', () => {
  it('is asked of its trigger, and shown', async () => {
    const { controller, calls, open, settled, names } = panel();
    open('onMail', 'm1');
    expect(controller.state()).toMatchObject({ busy: { source: null, spinner: true }, stack: [] });
    expect(calls[0]).toMatchObject({ name: 'onMail', call: 'trigger', event: { gmail: { messageId: 'm1', threadId: 't' } } });
    expect(calls[0]?.event.commonEventObject).not.toHaveProperty('formInputs');
    calls[0]?.answer(shown('mail'));
    await settled();
    expect(controller.state().busy).toBeNull();
    expect(names()).toEqual(['mail']);
  });

  it('of an earlier mail comes too late', async () => {
    const { calls, open, settled, names } = panel();
    open('onMail', 'm1');
    open('onMail', 'm2');
    calls[1]?.answer(shown('second'));
    await settled();
    calls[0]?.answer(shown('first'));
    await settled();
    expect(names()).toEqual(['second']);
  });

  it('that fails says what the add-on said, and can be opened again', async () => {
    const { controller, calls, open, settled, names } = panel();
    open('onMail');
    calls[0]?.fail(new Error('CardService.newGrid does not exist'));
    await settled();
    expect(controller.state()).toMatchObject({ busy: null, error: 'CardService.newGrid does not exist', stack: [] });
    open('onMail');
    expect(controller.state().error).toBeNull();
    calls[1]?.answer(shown('mail'));
    await settled();
    expect(names()).toEqual(['mail']);
  });
});

describe('a click', () => {
  it('runs its function with the form and the parameters, and a second one meanwhile runs nothing', async () => {
    const { controller, calls, happened, at } = panel();
    const before = await at('mail');
    await controller.change('0.0', 'text', ['Salut']);
    const first = controller.click('f.0', click('onSend'));
    void controller.click('f.0', click('onSend'));
    void controller.click('0.1', click('onOther'));
    void controller.click('0.1', { openLink: { url: 'https://a.example/' } });
    void controller.change('0.1', 'who', ['x'], { function: 'onWho' });
    void controller.universal('onHelp');
    controller.back();
    expect(calls.slice(before).map((call) => call.name)).toEqual(['onSend']);
    expect(controller.state().busy).toEqual({ source: 'f.0', spinner: true });
    expect(calls.at(-1)?.event.commonEventObject).toMatchObject({
      parameters: { id: 'm1' },
      formInputs: { text: { stringInputs: { value: ['Salut'] } }, who: { stringInputs: { value: ['lea'] } } },
    });
    expect(calls.at(-1)?.event.gmail?.messageId).toBe('mail');
    calls.at(-1)?.answer(action({ notification: 'Envoyé', stateChanged: true, navigations: [{ updateCard: card('sent') }] }));
    await first;
    expect(controller.state()).toMatchObject({ busy: null, notification: 'Envoyé' });
    expect(happened).toEqual(['changed']);
  });

  it('updates the card, says so, and tells the page', async () => {
    const { controller, calls, happened, at, names } = panel();
    await at('mail');
    const done = controller.click('f.0', click('onSend'));
    calls.at(-1)?.answer(action({ stateChanged: true, navigations: [{ updateCard: card('sent') }] }));
    await done;
    expect(names()).toEqual(['sent']);
    expect(happened).toEqual(['changed']);
  });

  it('on a mail that is no longer shown still tells the page, and changes no card', async () => {
    const { controller, calls, happened, open, settled, at, names } = panel();
    await at('mail');
    const done = controller.click('f.0', click('onSend'));
    open('other');
    calls[1]?.answer(action({ stateChanged: true, notification: 'Envoyé', navigations: [{ updateCard: card('sent') }] }));
    await done;
    expect(happened).toEqual(['changed']);
    expect(controller.state()).toMatchObject({ notification: null, busy: { source: null } });
    calls[2]?.answer(shown('other'));
    await settled();
    expect(names()).toEqual(['other']);
  });

  it('pushes a card, and back leads to the one before', async () => {
    const { controller, calls, at, names } = panel();
    await at('mail');
    const done = controller.click('0.2', click('onChoose'));
    calls.at(-1)?.answer(shown('choice'));
    await done;
    expect(names()).toEqual(['mail', 'choice']);
    controller.back();
    expect(names()).toEqual(['mail']);
    controller.back();
    expect(names()).toEqual(['mail']);
  });

  it('shows no spinner where the action asks for none', async () => {
    const { controller, at } = panel();
    await at('mail');
    void controller.click('0.2', { action: { function: 'onIt', loadIndicator: 'NONE' } });
    expect(controller.state().busy).toEqual({ source: '0.2', spinner: false });
  });

  it('that fails keeps the card and says what the add-on said', async () => {
    const { controller, calls, at, names } = panel();
    await at('mail');
    const done = controller.click('f.0', click('onSend'));
    calls.at(-1)?.fail(new Error('a bug'));
    await done;
    expect(controller.state()).toMatchObject({ busy: null, error: 'a bug' });
    expect(names()).toEqual(['mail']);
  });

  it('opens a link at once, or the one that the add-on answers', async () => {
    const { controller, calls, happened, at } = panel();
    await at('mail');
    await controller.click('0.2', { openLink: { url: 'https://a.example/' } });
    expect(controller.state().refused).toBeNull();
    const done = controller.click('0.2', { openDynamicLinkAction: { function: 'onLink' } });
    calls.at(-1)?.answer(action({ link: { url: 'http://b.example/' } }));
    await done;
    expect(happened).toEqual(['link https://a.example/', 'link http://b.example/']);
    expect(controller.state().refused).toBe('http://b.example/');
    controller.dismiss();
    expect(controller.state().refused).toBeNull();
  });

  it('gives the draft that the add-on made to the page', async () => {
    const { controller, calls, happened, at } = panel();
    await at('mail');
    const done = controller.click('0.2', { composeAction: { function: 'onDraft', draftType: 'REPLY_AS_DRAFT' } });
    expect(calls.at(-1)).toMatchObject({ name: 'onDraft', call: 'compose' });
    calls.at(-1)?.answer({ kind: 'compose', draftId: 'd1' });
    await done;
    expect(happened).toEqual(['draft d1']);
  });
});

describe('an input', () => {
  it('keeps what was entered, and calls the add-on where it asks for that', async () => {
    const { controller, calls, at } = panel();
    const before = await at('mail');
    await controller.change('0.0', 'text', ['S']);
    expect(calls.length).toBe(before);
    const done = controller.change('0.1', 'who', ['lea'], { function: 'onWho', persistValues: true });
    expect(calls.at(-1)).toMatchObject({ name: 'onWho', call: 'action' });
    calls.at(-1)?.answer(action({ navigations: [{ updateCard: card('mail') }] }));
    await done;
    expect(controller.state().stack.at(-1)?.values.text).toEqual(['S']);
  });
});

describe('a refresh', () => {
  it('shows the new card in the place of the old one, and keeps what was entered', async () => {
    const { controller, calls, at, names } = panel();
    await at('mail');
    await controller.change('0.0', 'text', ['Salut']);
    const [before] = controller.state().stack;
    const done = controller.refresh();
    expect(controller.state().busy).toBeNull();
    calls.at(-1)?.answer(shown('newer'));
    await done;
    expect(names()).toEqual(['newer']);
    expect(controller.state().stack[0]).toMatchObject({ id: before?.id, values: { text: ['Salut'] } });
  });

  it('gives way to whoever clicked or wrote meanwhile', async () => {
    const { controller, calls, at, names } = panel();
    await at('mail');
    const done = controller.refresh();
    await controller.change('0.0', 'text', ['Salut']);
    calls.at(-1)?.answer(shown('newer'));
    await done;
    expect(names()).toEqual(['mail']);
  });

  it('leaves a card further in alone, and an answer that failed unsaid', async () => {
    const { controller, calls, at, names } = panel();
    await at('mail');
    const failing = controller.refresh();
    calls.at(-1)?.fail(new Error('no answer'));
    await failing;
    expect(controller.state().error).toBeNull();
    const pushed = controller.click('0.2', click('onChoose'));
    calls.at(-1)?.answer(shown('choice'));
    await pushed;
    const before = calls.length;
    await controller.refresh();
    expect(calls.length).toBe(before);
    expect(names()).toEqual(['mail', 'choice']);
  });

  it('waits while the add-on is at work', async () => {
    const { controller, calls, settled, at, names } = panel();
    await at('mail');
    const sent = controller.click('f.0', click('onSend'));
    void controller.refresh();
    expect(calls.at(-1)?.name).toBe('onSend');
    calls.at(-1)?.answer(action());
    await sent;
    await settled();
    expect(calls.at(-1)?.name).toBe('mail');
    calls.at(-1)?.answer(shown('newer'));
    await settled();
    expect(names()).toEqual(['newer']);
  });
});

it('an entry of the menu pushes its cards, the first on top', async () => {
  const { controller, calls, at, names } = panel();
  await at('mail');
  const done = controller.universal('onHelp');
  expect(calls.at(-1)).toMatchObject({ name: 'onHelp', call: 'universal' });
  calls.at(-1)?.answer({ kind: 'universal', cards: [card('help'), card('more')] });
  await done;
  expect(names()).toEqual(['mail', 'more', 'help']);
});

it('no state is changed in place', async () => {
  const { states, at, controller } = panel();
  await at('mail');
  const before = JSON.stringify(states);
  await controller.change('0.0', 'text', ['S']);
  expect(JSON.stringify(states.slice(0, -1))).toBe(before);
});
