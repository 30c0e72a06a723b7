import { ACTION, BUTTON, cardOf, run, script } from './support.ts';

const SOMETHING = "CardService.newTextParagraph().setText('Bonjour')";
const DECORATED = "CardService.newDecoratedText().setText('Horaires')";

/** The first widget of the card. */
function widgetOf(expression: string, before = '') {
  const answer = run(`${before} ${cardOf(expression)}`);
  return answer.kind === 'cards' ? answer.cards[0]?.sections[0]?.widgets[0] : undefined;
}

describe('what comes out', () => {
  it('is the JSON of a text paragraph', () => {
    expect(widgetOf("CardService.newTextParagraph().setText('<b>12</b> &lt;3<br>fin')")).toEqual({
      textParagraph: { text: '<b>12</b> &lt;3<br>fin' },
    });
  });

  it('is the JSON of a decorated text with all its parts', () => {
    const icon =
      "CardService.newIconImage().setMaterialIcon(CardService.newMaterialIcon().setName('label').setFill(true)).setAltText('Catégorie')";
    const made = widgetOf(
      `${DECORATED}.setTopLabel('A & B').setBottomLabel('sûr').setWrapText(true).setStartIcon(${icon}).setButton(${BUTTON}).setOnClickAction(${ACTION})`,
    );
    expect(made).toEqual({
      decoratedText: {
        text: 'Horaires',
        topLabel: 'A & B',
        bottomLabel: 'sûr',
        wrapText: true,
        startIcon: { materialIcon: { name: 'label', fill: true }, altText: 'Catégorie' },
        button: { text: 'Go', onClick: { action: { function: 'click' } } },
        onClick: { action: { function: 'click' } },
      },
    });
  });

  it('is the JSON of a switch', () => {
    const control = `CardService.newSwitch().setFieldName('auto').setValue('on').setSelected(true).setOnChangeAction(${ACTION})`;
    expect(widgetOf(`${DECORATED}.setSwitchControl(${control})`)).toEqual({
      decoratedText: {
        text: 'Horaires',
        switchControl: { name: 'auto', value: 'on', selected: true, onChangeAction: { function: 'click' } },
      },
    });
  });

  it('is the JSON of inputs', () => {
    const input = `CardService.newTextInput().setFieldName('text').setTitle('Texte').setHint('Court').setMultiline(true).setValue('Bonjour').setValidation(CardService.newValidation().setCharacterLimit(20))`;
    expect(widgetOf(input)).toEqual({
      textInput: {
        name: 'text',
        label: 'Texte',
        hintText: 'Court',
        type: 'MULTIPLE_LINE',
        value: 'Bonjour',
        validation: { characterLimit: 20 },
      },
    });
    const select = `CardService.newSelectionInput().setFieldName('who').setTitle('Qui').setType(CardService.SelectionInputType.DROPDOWN).addItem('Léa', 'l', true).addItem('Tom', 't', false).setOnChangeAction(${ACTION})`;
    expect(widgetOf(select)).toEqual({
      selectionInput: {
        name: 'who',
        label: 'Qui',
        type: 'DROPDOWN',
        items: [
          { text: 'Léa', value: 'l', selected: true },
          { text: 'Tom', value: 't', selected: false },
        ],
        onChangeAction: { function: 'click' },
      },
    });
  });

  it('is the JSON of every kind of click', () => {
    const action = `${ACTION}.setParameters({ id: 'm1' }).setLoadIndicator(CardService.LoadIndicator.NONE).setPersistValues(true)`;
    const link =
      "CardService.newOpenLink().setUrl('https://ecole.example/x').setOpenAs(CardService.OpenAs.OVERLAY).setOnClose(CardService.OnClose.RELOAD_ADD_ON)";
    const button = (click: string) => `CardService.newTextButton().setText('Go')${click}`;
    const set = [
      button(`.setOnClickAction(${action})`),
      button(`.setOpenLink(${link})`),
      button(`.setComposeAction(${ACTION}, CardService.ComposedEmailType.REPLY_AS_DRAFT)`),
    ];
    const made = widgetOf(`CardService.newButtonSet()${set.map((each) => `.addButton(${each})`).join('')}`);
    expect(made).toEqual({
      buttonList: {
        buttons: [
          {
            text: 'Go',
            onClick: { action: { function: 'click', parameters: { id: 'm1' }, loadIndicator: 'NONE', persistValues: true } },
          },
          { text: 'Go', onClick: { openLink: { url: 'https://ecole.example/x', openAs: 'OVERLAY', onClose: 'RELOAD_ADD_ON' } } },
          { text: 'Go', onClick: { composeAction: { function: 'click', draftType: 'REPLY_AS_DRAFT' } } },
        ],
      },
    });
    expect(widgetOf(button(`.setOnClickOpenLinkAction(${ACTION})`))).toEqual({
      buttonList: { buttons: [{ text: 'Go', onClick: { openDynamicLinkAction: { function: 'click' } } }] },
    });
  });

  it('is the JSON of images, image buttons and dividers', () => {
    expect(widgetOf("CardService.newImage().setImageUrl('https://ecole.example/a.png').setAltText('Plan')")).toEqual({
      image: { imageUrl: 'https://ecole.example/a.png', altText: 'Plan' },
    });
    expect(
      widgetOf(`CardService.newImageButton().setIcon(CardService.Icon.EMAIL).setAltText('Écrire').setOnClickAction(${ACTION})`),
    ).toEqual({
      buttonList: {
        buttons: [{ text: '', icon: { knownIcon: 'EMAIL' }, altText: 'Écrire', onClick: { action: { function: 'click' } } }],
      },
    });
    expect(widgetOf('CardService.newDivider()')).toEqual({ divider: {} });
  });
});

describe('what a widget refuses', () => {
  const refused: [name: string, expression: string, sentence: RegExp][] = [
    ['a service that does not exist', 'CardService.newGadget()', /CardService\.newGadget does not exist/],
    ['the deprecated key and value', 'CardService.newKeyValue()', /newKeyValue .*use newDecoratedText/],
    ['an unknown method', "CardService.newTextParagraph().setTxt('x')", /TextParagraph\.setTxt does not exist/],
    ['a setter that is set', "(() => { const p = CardService.newTextParagraph(); p.text = 'x'; return p; })()", /cannot be set/],
    ['an unknown value of an enum', `${BUTTON}.setTextButtonStyle(CardService.TextButtonStyle.ROUND)`, /TextButtonStyle\.ROUND/],
    [
      'a value of another enum',
      `${BUTTON}.setTextButtonStyle(CardService.OpenAs.OVERLAY)`,
      /value of CardService\.TextButtonStyle/,
    ],
    ['too many arguments', "CardService.newTextParagraph().setText('a', 'b')", /takes 1 argument/],
    ['a number as text', 'CardService.newTextParagraph().setText(3)', /takes text, got number/],
    ['null as text', 'CardService.newTextParagraph().setText(null)', /takes text, got null/],
    ['no text at all', 'CardService.newTextParagraph()', /needs setText/],
    ['HTML that is not basic', "CardService.newTextParagraph().setText('<script>1</script>')", /basic HTML/],
    ['a tag with more attributes', 'CardService.newTextParagraph().setText(\'<b onclick="x">1</b>\')', /basic HTML/],
    ['a stray sign', "CardService.newDecoratedText().setText('a < b')", /nor escaped/],
    ['a section as a widget', `CardService.newCardSection().addWidget(${SOMETHING})`, /takes a widget, got CardSection/],
    ['a text as a widget', "'x'", /takes a widget, got string/],
    ['a widget as a button', `CardService.newButtonSet().addButton(${SOMETHING})`, /got TextParagraph/],
    ['a button without a label', `CardService.newTextButton().setOnClickAction(${ACTION})`, /needs setText/],
    ['a button that does nothing', "CardService.newTextButton().setText('x')", /something to do/],
    ['two things to do', `${BUTTON}.setOnClickAction(${ACTION})`, /one thing when it is clicked/],
    ['a link and an action', `${BUTTON}.setOpenLink(CardService.newOpenLink().setUrl('https://a.example/'))`, /one thing/],
    ['an action as a link', `CardService.newTextButton().setText('x').setOpenLink(${ACTION})`, /takes an OpenLink, got Action/],
    [
      'an image button without words',
      `CardService.newImageButton().setIcon(CardService.Icon.EMAIL).setOnClickAction(${ACTION})`,
      /setAltText/,
    ],
    ['two icons', `CardService.newImageButton().setIcon(CardService.Icon.EMAIL).setIconUrl('https://a.example/')`, /one icon/],
    ['a colour by name', `${BUTTON}.setBackgroundColor('red')`, /#rrggbb/],
    ['a fourth button', `CardService.newButtonSet()${`.addButton(${BUTTON})`.repeat(4)}`, /at most 3 buttons/],
    ['an empty set of buttons', 'CardService.newButtonSet()', /needs a button/],
    [
      'an action without a function',
      `CardService.newTextButton().setText('x').setOnClickAction(CardService.newAction())`,
      /setFunctionName/,
    ],
    ['a function that is no name', "CardService.newAction().setFunctionName('a b')", /name of a global function/],
    [
      'parameters that are no text',
      "CardService.newAction().setFunctionName('click').setParameters({ id: 3 })",
      /id takes text, got number/,
    ],
    ['parameters that are no object', "CardService.newAction().setFunctionName('click').setParameters('id')", /object of texts/],
    ['an http link', "CardService.newOpenLink().setUrl('http://a.example/')", /https URL/],
    ['a script as a link', "CardService.newOpenLink().setUrl('javascript:alert(1)')", /https URL/],
    ['no link', "CardService.newTextButton().setText('x').setOpenLink(CardService.newOpenLink())", /needs setUrl/],
    ['an http picture', "CardService.newImage().setImageUrl('http://a.example/a.png')", /https URL/],
    [
      'a switch and a button',
      `${DECORATED}.setButton(${BUTTON}).setSwitchControl(CardService.newSwitch().setFieldName('a').setValue('b'))`,
      /one of a button, a switch/,
    ],
    ['a switch without a name', `${DECORATED}.setSwitchControl(CardService.newSwitch().setValue('b'))`, /needs setFieldName/],
    ['a switch without a value', `${DECORATED}.setSwitchControl(CardService.newSwitch().setFieldName('b'))`, /needs setValue/],
    ['an icon without a picture', `${DECORATED}.setStartIcon(CardService.newIconImage())`, /needs an icon/],
    ['a symbol by its title', "CardService.newMaterialIcon().setName('Check Circle')", /such as check_circle/],
    ['an input without a name', "CardService.newTextInput().setTitle('a')", /needs setFieldName/],
    [
      'text past the limit',
      "CardService.newTextInput().setFieldName('a').setValue('abc').setValidation(CardService.newValidation().setCharacterLimit(2))",
      /longer than its limit/,
    ],
    ['a limit that is text', "CardService.newValidation().setCharacterLimit('10')", /whole number/],
    ['no items', "CardService.newSelectionInput().setFieldName('a')", /needs an item/],
    ['an item without its third argument', "CardService.newSelectionInput().addItem('a', 'b')", /true or false/],
    ['the same value twice', "CardService.newSelectionInput().addItem('a', 'b', false).addItem('c', 'b', false)", /same value/],
    [
      'two selected of which one can be',
      "CardService.newSelectionInput().setFieldName('a').setType(CardService.SelectionInputType.RADIO_BUTTON).addItem('a', 'a', true).addItem('b', 'b', true)",
      /one selected item/,
    ],
    [
      'a 101st item',
      'Array.from({ length: 101 }, (_, i) => String(i)).reduce((made, i) => made.addItem(i, i, false), CardService.newSelectionInput())',
      /at most 100 items/,
    ],
  ];
  it.each(refused)('%s', (_name, expression, sentence) => {
    expect(() => run(cardOf(expression))).toThrow(sentence);
  });

  it('a change after it was put into a card', () => {
    expect(() => run(`const p = ${SOMETHING}; const s = CardService.newCardSection().addWidget(p); p.setText('x')`)).toThrow(
      /after the TextParagraph was put into a card/,
    );
  });

  it('even where the script catches the error and answers all the same', () => {
    const { run: go } = script(`function go() { try { CardService.newGrid() } catch (e) {} ${cardOf(SOMETHING)} }`);
    expect(() => go('go')).toThrow(/newGrid/);
  });
});

it('an action may be used twice', () => {
  const answer = run(
    `const a = ${ACTION}; const b = () => CardService.newTextButton().setText('x').setOnClickAction(a); ${cardOf('b()', 'b()')}`,
  );
  expect(answer.kind).toBe('cards');
});

it('takes up to the limits and not one more', () => {
  const items = (count: number) =>
    `Array.from({ length: ${count} }, (_, i) => String(i)).reduce((made, i) => made.addItem(i, i, false), CardService.newSelectionInput().setFieldName('a'))`;
  expect(run(cardOf(items(100))).kind).toBe('cards');
});
