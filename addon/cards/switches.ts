import type { HomeView } from '../../shared/api.ts';
import { MODES } from '../../shared/policy.ts';
import { plain } from '../escape.ts';
import type { Visit } from '../visit.ts';
import { confirmCard } from './confirm.ts';
import { type Card, call, card, fact, outlined, paragraph, primary, radios, section } from './parts.ts';

type Category = HomeView['categories'][number];
type Mode = Category['mode'];

/** The revision that a switch is made on travels with it: a figure told here is one of that moment. */
export function autoModeCard(visit: Visit, home: HomeView, on: boolean): Card {
  const { texts } = visit;
  const automatic = home.categories.filter(({ mode }) => mode === 'automatic').map(({ name }) => plain(name, 40));
  return confirmCard(visit, {
    title: on ? texts.autoOnTitle : texts.autoOffTitle,
    sentences: [on ? texts.autoOnTells(automatic.join(', ')) : texts.autoOffTells(home.held)],
    yes: on ? texts.turnOn : texts.turnOff,
    action: call('onAutoModeConfirmed', { revision: String(home.revision), on: on ? 'yes' : 'no' }),
    back: call('onBack'),
  });
}

export function modeCard(visit: Visit, category: Category): Card {
  const { texts } = visit;
  return card({
    title: plain(category.name, 60),
    sections: [
      section([
        radios({
          name: 'mode',
          title: texts.modeTitle,
          items: MODES.map((mode) => ({ text: texts.modes[mode], value: mode, selected: mode === category.mode })),
        }),
        ...MODES.map((mode) => fact({ label: texts.modes[mode], html: texts.modeTells[mode] })),
      ]),
    ],
    footer: {
      primary: primary(texts.forwardNext, call('onModeChosen', { category: category.id })),
      secondary: outlined(texts.back, call('onBack')),
    },
  });
}

export function modeConfirmCard(visit: Visit, home: HomeView, category: Category, mode: Mode): Card {
  const { texts } = visit;
  const stops = mode !== 'automatic';
  return confirmCard(visit, {
    title: texts.modeAskTitle(plain(category.name, 60), texts.modes[mode]),
    sentences: [texts.modeTells[mode], stops ? texts.modeHeld(category.held) : home.autoMode ? '' : texts.autoOffNote],
    yes: texts.changeMode,
    action: call('onModeConfirmed', { revision: String(home.revision), category: category.id, mode }),
    back: call('onBack'),
  });
}

export function missingCategoryCard({ texts }: Visit): Card {
  return card({ title: texts.troubleTitle, sections: [section([paragraph(texts.settingsChanged)])] });
}
