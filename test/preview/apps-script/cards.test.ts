import type { Host } from '../../../server/preview/apps-script/host.ts';
import { ACTION, BUTTON, cardOf, EVENT, run, script } from './support.ts';

const TEXT = "CardService.newTextParagraph().setText('Bonjour')";
const SECTION = `CardService.newCardSection().addWidget(${TEXT})`;
const CARD = `CardService.newCardBuilder().addSection(${SECTION})`;

/** An expression that adds one thing `count` times. */
const times = (count: number, start: string, step: string) =>
  `Array.from({ length: ${count} }).reduce((made) => made.${step}, ${start})`;

describe('a card', () => {
  it('becomes JSON with all its parts', () => {
    const answer = run(`return CardService.newCardBuilder()
      .setName('mail')
      .setHeader(CardService.newCardHeader().setTitle('Horaires').setSubtitle('Léa').setImageUrl('https://a.example/a.png'))
      .setPeekCardHeader(CardService.newCardHeader().setTitle('Aperçu'))
      .addCardAction(CardService.newCardAction().setText('Aide').setOnClickAction(${ACTION}))
      .addSection(CardService.newCardSection().setHeader('<b>Pourquoi</b>').setCollapsible(true).setNumUncollapsibleWidgets(1).addWidget(${TEXT}).addWidget(${TEXT}))
      .setFixedFooter(CardService.newFixedFooter().setPrimaryButton(${BUTTON}).setSecondaryButton(${BUTTON}.setTextButtonStyle(CardService.TextButtonStyle.OUTLINED)))
      .build();`);
    const click = { action: { function: 'click' } };
    expect(answer).toEqual({
      kind: 'cards',
      cards: [
        {
          name: 'mail',
          header: { title: 'Horaires', subtitle: 'Léa', imageUrl: 'https://a.example/a.png' },
          peekCardHeader: { title: 'Aperçu' },
          cardActions: [{ actionLabel: 'Aide', onClick: click }],
          sections: [
            {
              header: '<b>Pourquoi</b>',
              collapsible: true,
              uncollapsibleWidgetsCount: 1,
              widgets: [{ textParagraph: { text: 'Bonjour' } }, { textParagraph: { text: 'Bonjour' } }],
            },
          ],
          fixedFooter: {
            primaryButton: { text: 'Go', type: 'FILLED', onClick: click },
            secondaryButton: { text: 'Go', type: 'OUTLINED', onClick: click },
          },
        },
      ],
    });
  });

  const refused: [name: string, body: string, sentence: RegExp][] = [
    ['no section', 'return CardService.newCardBuilder().build()', /needs a section/],
    [
      'an empty section',
      'return CardService.newCardBuilder().addSection(CardService.newCardSection()).build()',
      /needs a widget/,
    ],
    ['101 sections', times(101, 'CardService.newCardBuilder()', `addSection(${SECTION})`), /at most 100 sections/],
    ['101 widgets in a section', times(101, 'CardService.newCardSection()', `addWidget(${TEXT})`), /at most 100 widgets/],
    [
      '102 widgets in two sections',
      `const s = () => ${times(51, 'CardService.newCardSection()', `addWidget(${TEXT})`)}; return CardService.newCardBuilder().addSection(s()).addSection(s()).build()`,
      /at most 100 widgets; this one has 102/,
    ],
    ['a widget as a section', `${CARD}.addSection(${TEXT})`, /takes a CardSection, got TextParagraph/],
    ['a header without a title', `${CARD}.setHeader(CardService.newCardHeader().setSubtitle('x'))`, /needs setTitle/],
    ['a section as a header', `${CARD}.setHeader(${SECTION})`, /takes a CardHeader/],
    ['an empty title', "CardService.newCardHeader().setTitle(' ')", /not empty/],
    [
      'widgets shown of a section that never collapses',
      `${CARD}.addSection(${SECTION}.setNumUncollapsibleWidgets(1))`,
      /setCollapsible/,
    ],
    [
      'a style that the preview cannot show',
      `${CARD}.setDisplayStyle(CardService.DisplayStyle.PEEK)`,
      /not part of the stand-in/,
    ],
    [
      'a menu entry without words',
      `${CARD}.addCardAction(CardService.newCardAction().setOnClickAction(${ACTION}))`,
      /needs setText/,
    ],
    ['a footer without its first button', `${CARD}.setFixedFooter(CardService.newFixedFooter())`, /needs setPrimaryButton/],
    ['a second button that is not outlined', `CardService.newFixedFooter().setSecondaryButton(${BUTTON})`, /must be OUTLINED/],
    [
      'a first button that is outlined',
      `CardService.newFixedFooter().setPrimaryButton(${BUTTON}.setTextButtonStyle(CardService.TextButtonStyle.OUTLINED))`,
      /is FILLED/,
    ],
    [
      'an image button in the footer',
      `CardService.newFixedFooter().setPrimaryButton(CardService.newImageButton().setIcon(CardService.Icon.EMAIL).setAltText('x').setOnClickAction(${ACTION}))`,
      /takes a TextButton, got ImageButton/,
    ],
    ['a change after build', `const c = ${CARD}; c.build(); c.setName('x')`, /after build/],
    [
      'two inputs of one name',
      `return CardService.newCardBuilder().addSection(CardService.newCardSection().addWidget(CardService.newTextInput().setFieldName('a')).addWidget(CardService.newTextInput().setFieldName('a'))).build()`,
      /two inputs .* field name a/,
    ],
  ];
  it.each(refused)('may not have %s', (_name, body, sentence) => {
    expect(() => run(body)).toThrow(sentence);
  });

  it('may have 100 sections, and 100 widgets in one', () => {
    expect(run(`return ${times(100, 'CardService.newCardBuilder()', `addSection(${SECTION})`)}.build()`).kind).toBe('cards');
    const full = times(100, 'CardService.newCardSection()', `addWidget(${TEXT})`);
    expect(run(`return CardService.newCardBuilder().addSection(${full}).build()`).kind).toBe('cards');
  });
});

describe('what a function may give back', () => {
  const answered: [name: string, body: string, answer: unknown][] = [
    ['nothing', '', { kind: 'nothing' }],
    [
      'a notification and the state changed',
      "return CardService.newActionResponseBuilder().setNotification(CardService.newNotification().setText('Fait')).setStateChanged(true).build()",
      { kind: 'action', navigations: [], notification: 'Fait', stateChanged: true },
    ],
    [
      'a walk through the stack',
      `return CardService.newActionResponseBuilder().setNavigation(CardService.newNavigation().popToRoot().updateCard(${CARD}.build()).popToNamedCard('home').popCard()).build()`,
      {
        kind: 'action',
        stateChanged: false,
        navigations: [
          { popToRoot: true },
          { updateCard: { sections: [{ widgets: [{ textParagraph: { text: 'Bonjour' } }] }] } },
          { popToCard: 'home' },
          { pop: true },
        ],
      },
    ],
    [
      'a link',
      "return CardService.newActionResponseBuilder().setOpenLink(CardService.newOpenLink().setUrl('https://a.example/')).build()",
      { kind: 'action', navigations: [], stateChanged: false, link: { url: 'https://a.example/' } },
    ],
    [
      'the cards of a menu entry',
      `return CardService.newUniversalActionResponseBuilder().displayAddOnCards([${CARD}.build()]).build()`,
      { kind: 'universal', cards: [{ sections: [{ widgets: [{ textParagraph: { text: 'Bonjour' } }] }] }] },
    ],
    [
      'a draft',
      "GmailApp.setCurrentMessageAccessToken('access'); return CardService.newComposeActionResponseBuilder().setGmailDraft(GmailApp.getMessageById('m1').createDraftReply('Bonjour')).build()",
      { kind: 'compose', draftId: 'd1' },
    ],
  ];
  it.each(answered)('%s', (_name, body, answer) => {
    expect(run(body)).toEqual(answer);
  });

  const refused: [name: string, body: string, sentence: RegExp][] = [
    ['a card that was not built', `return ${CARD}`, /gave back CardBuilder; Google takes a built Card/],
    ['an answer that was not built', 'return CardService.newActionResponseBuilder()', /gave back ActionResponseBuilder/],
    ['an object', 'return { cards: [] }', /gave back an object/],
    ['a text', "return 'fait'", /gave back string/],
    ['no card', 'return []', /empty array/],
    ['a promise', 'return Promise.resolve()', /gave back an object/],
    ['a notification alone', "return CardService.newNotification().setText('x')", /gave back Notification/],
    ['an empty notification', "CardService.newNotification().setText('')", /not empty/],
    ['an empty walk', 'CardService.newActionResponseBuilder().setNavigation(CardService.newNavigation())', /needs a step/],
    ['a builder on the stack', `CardService.newNavigation().pushCard(${CARD})`, /takes a built Card, got CardBuilder/],
    ['a menu entry without anything', 'CardService.newUniversalActionResponseBuilder().build()', /needs cards or a link/],
    ['a draft of nobody', "CardService.newComposeActionResponseBuilder().setGmailDraft('d1')", /takes a GmailDraft, got string/],
    ['no draft', 'CardService.newComposeActionResponseBuilder().build()', /needs setGmailDraft/],
  ];
  it.each(refused)('and not %s', (_name, body, sentence) => {
    expect(() => run(body)).toThrow(sentence);
  });

  it('shares nothing with the script', () => {
    const { run: go } = script(`const kept = []; function go() { const c = ${CARD}.build(); kept.push(c); return c; }`);
    const first = go('go');
    const second = go('go');
    expect(first).toEqual(second);
    expect(Object.isFrozen(first)).toBe(false);
  });
});

describe('a call', () => {
  it('fits what called it', () => {
    const { run: go } = script(`function go() { ${cardOf(TEXT)} } function click() {}`);
    expect(go('go', EVENT, 'trigger').kind).toBe('cards');
    expect(() => go('click', EVENT, 'trigger')).toThrow(/answers nothing; a trigger takes cards/);
    expect(() => go('go', EVENT, 'compose')).toThrow(/a compose takes compose/);
    expect(go('click', EVENT, 'action').kind).toBe('nothing');
  });

  it('names a global of the script', () => {
    expect(() => script('const go = 1;').run('go')).toThrow('Script function not found: go');
    expect(() => script('').run('nobody')).toThrow('Script function not found: nobody');
  });

  const places: [name: string, card: string][] = [
    ['a button', cardOf(BUTTON)],
    ['a row', cardOf(`CardService.newDecoratedText().setText('x').setOnClickAction(${ACTION})`)],
    ['a button in a row', cardOf(`CardService.newDecoratedText().setText('x').setButton(${BUTTON})`)],
    [
      'a switch',
      cardOf(
        `CardService.newDecoratedText().setText('x').setSwitchControl(CardService.newSwitch().setFieldName('a').setValue('b').setOnChangeAction(${ACTION}))`,
      ),
    ],
    ['a text', cardOf(`CardService.newTextInput().setFieldName('a').setOnChangeAction(${ACTION})`)],
    [
      'a choice',
      cardOf(`CardService.newSelectionInput().setFieldName('a').addItem('a', 'a', true).setOnChangeAction(${ACTION})`),
    ],
    ['an image', cardOf(`CardService.newImage().setImageUrl('https://a.example/').setOnClickAction(${ACTION})`)],
    ['the menu', `return ${CARD}.addCardAction(CardService.newCardAction().setText('x').setOnClickAction(${ACTION})).build()`],
    ['the footer', `return ${CARD}.setFixedFooter(CardService.newFixedFooter().setPrimaryButton(${BUTTON})).build()`],
    [
      'a draft',
      cardOf(
        `CardService.newTextButton().setText('x').setComposeAction(${ACTION}, CardService.ComposedEmailType.REPLY_AS_DRAFT)`,
      ),
    ],
    [
      'a card that is pushed',
      `return CardService.newActionResponseBuilder().setNavigation(CardService.newNavigation().pushCard((() => { ${cardOf(BUTTON)} })())).build()`,
    ],
  ];
  it.each(places)('refuses a card that names a function that is none, in %s', (_name, body) => {
    expect(() => script(`function go() { ${body} }`).run('go')).toThrow('a card names click, which is no global function');
    expect(script(`function go() { ${body} } function click() {}`).run('go').kind).not.toBe('nothing');
  });
});

describe('links', () => {
  const link = (url: string, manifest?: Host['manifest'], loopback = false) =>
    run(cardOf(`CardService.newTextButton().setText('x').setOpenLink(CardService.newOpenLink().setUrl('${url}'))`), {
      ...(manifest && { manifest }),
      loopback,
    });
  const manifest = { openLinkUrlPrefixes: ['https://console.example/mail/', 'https://*.ecole.example/'] };

  it.each(['https://console.example/mail/1', 'https://www.ecole.example/x', 'https://a.b.ecole.example/'])(
    '%s is in the list',
    (url) => {
      expect(link(url, manifest).kind).toBe('cards');
    },
  );
  it.each([
    'https://console.example/other',
    'https://console.example.evil.example/mail/',
    'https://ecole.example/x',
    'https://notecole.example/',
    'https://console.example:8443/mail/',
  ])('%s is not', (url) => {
    expect(() => link(url, manifest)).toThrow(/not in the manifest's list/);
  });
  it('to this machine need the host to allow it', () => {
    expect(() => link('http://127.0.0.1:8080/console', manifest)).toThrow(/https URL/);
    expect(link('http://127.0.0.1:8080/console', manifest, true).kind).toBe('cards');
    expect(() => link('http://127.0.0.1.evil.example/', manifest, true)).toThrow(/https URL/);
  });
});
