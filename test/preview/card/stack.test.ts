import fc from 'fast-check';
import type { Card, Navigation } from '../../../server/preview/apps-script/card-json.ts';
import { formInputsOf, initialValues, keptValues, toggled } from '../../../server/preview/page/card/form.ts';
import { navigate, type Stack, stackOf } from '../../../server/preview/page/card/stack.ts';

const counter = () => {
  let last = 0;
  return () => ++last;
};

const card = (name: string, ...widgets: Card['sections'][number]['widgets']): Card => ({ name, sections: [{ widgets }] });
const names = (stack: Stack) => stack.map((entry) => entry.card.name);

const inputs = (chosen: string): Card =>
  card(
    'form',
    { textInput: { name: 'text', value: 'Bonjour' } },
    { textInput: { name: 'empty' } },
    {
      selectionInput: {
        name: 'who',
        type: 'DROPDOWN',
        items: [
          { text: 'Léa', value: 'lea', selected: chosen === 'lea' },
          { text: 'Tom', value: 'tom', selected: chosen === 'tom' },
        ],
      },
    },
    { selectionInput: { name: 'files', type: 'CHECK_BOX', items: [{ text: 'Fichiers', value: 'yes', selected: false }] } },
    { decoratedText: { text: 'Mode automatique', switchControl: { name: 'auto', value: 'on', selected: true } } },
    { decoratedText: { text: 'Frais', switchControl: { name: 'fees', value: 'on' } } },
  );

describe('the stack of cards', () => {
  it('begins with the first card on top', () => {
    expect(names(stackOf([card('a'), card('b')], counter()))).toEqual(['b', 'a']);
    expect(stackOf([], counter())).toEqual([]);
  });

  it.each<[string, Navigation[], string[]]>([
    ['pushes', [{ pushCard: card('c') }], ['a', 'b', 'c']],
    ['updates what is on top', [{ updateCard: card('c') }], ['a', 'c']],
    ['pops', [{ pop: true }], ['a']],
    ['never pops the last one', [{ pop: true }, { pop: true }, { pop: true }], ['a']],
    ['goes to the root and updates it', [{ pushCard: card('c') }, { popToRoot: true }, { updateCard: card('d') }], ['d']],
    ['goes to a card by its name', [{ pushCard: card('c') }, { popToCard: 'a' }], ['a']],
    ['stays where no card has the name', [{ popToCard: 'z' }], ['a', 'b']],
  ])('%s', (_name, steps, left) => {
    const next = counter();
    const before = stackOf([card('b'), card('a')], next);
    expect(names(navigate(before, steps, false, next))).toEqual(left);
  });

  it('keeps the entry that is updated, and gives a new one to what is pushed', () => {
    const next = counter();
    const before = stackOf([card('a')], next);
    expect(navigate(before, [{ updateCard: card('b') }], false, next)[0]?.id).toBe(before[0]?.id);
    expect(navigate(before, [{ pushCard: card('a') }], false, next)[1]?.id).not.toBe(before[0]?.id);
  });

  it('keeps what was entered in the cards below', () => {
    const next = counter();
    const before = stackOf([inputs('lea')], next).map((entry) => ({ ...entry, values: { ...entry.values, text: ['Salut'] } }));
    const after = navigate(before, [{ pushCard: card('b') }, { pop: true }], false, next);
    expect(after[0]?.values.text).toEqual(['Salut']);
  });

  it('is never empty once it was not, and its ids never repeat', () => {
    const step = fc.oneof(
      fc.constantFrom<Navigation>({ pop: true }, { popToRoot: true }, { popToCard: 'a' }, { popToCard: 'b' }),
      fc.constantFrom('a', 'b', 'c').map((name): Navigation => ({ pushCard: card(name) })),
      fc.constantFrom('a', 'b', 'c').map((name): Navigation => ({ updateCard: card(name) })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, keep) => {
        const next = counter();
        const stack = navigate(stackOf([card('a')], next), steps, keep, next);
        expect(stack.length).toBeGreaterThan(0);
        expect(new Set(stack.map((entry) => entry.id)).size).toBe(stack.length);
      }),
    );
  });
});

describe('what stands in the inputs', () => {
  it('is at first what the card says', () => {
    expect(initialValues(inputs('tom'))).toEqual({
      text: ['Bonjour'],
      empty: [''],
      who: ['tom'],
      files: [],
      auto: ['on'],
      fees: [],
    });
    // A drop-down shows its first item where none is selected.
    expect(initialValues(inputs('')).who).toEqual(['lea']);
  });

  it('goes to the add-on without what is empty, off or not chosen', () => {
    expect(formInputsOf(initialValues(inputs('tom')))).toEqual({
      text: { stringInputs: { value: ['Bonjour'] } },
      who: { stringInputs: { value: ['tom'] } },
      auto: { stringInputs: { value: ['on'] } },
    });
  });

  it('begins anew with an updated card, unless the action keeps it', () => {
    const next = counter();
    const before = stackOf([inputs('lea')], next).map((entry) => ({
      ...entry,
      values: { ...entry.values, text: ['Salut'], who: ['tom'], auto: [] },
    }));
    const update: Navigation[] = [{ updateCard: inputs('lea') }];
    expect(navigate(before, update, false, next)[0]?.values).toMatchObject({ text: ['Bonjour'], who: ['lea'], auto: ['on'] });
    expect(navigate(before, update, true, next)[0]?.values).toMatchObject({ text: ['Salut'], who: ['tom'], auto: [] });
  });

  it('drops a choice that the new card does not offer', () => {
    expect(keptValues(inputs('lea'), { who: ['zoe'], files: ['yes'], other: ['x'] })).toMatchObject({
      who: ['lea'],
      files: ['yes'],
    });
    expect(keptValues(inputs('lea'), { other: ['x'] })).not.toHaveProperty('other');
  });

  it('keeps the boxes in the order of the card', () => {
    expect(toggled(['c'], 'a', true, ['a', 'b', 'c'])).toEqual(['a', 'c']);
    expect(toggled(['a', 'c'], 'a', false, ['a', 'b', 'c'])).toEqual(['c']);
    expect(toggled([], 'b', false, ['a', 'b'])).toEqual([]);
  });
});
