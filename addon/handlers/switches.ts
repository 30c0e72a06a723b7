import type { HomeView, SettingsAnswer } from '../../shared/api.ts';
import { MODES } from '../../shared/policy.ts';
import { changeSettings, readHome } from '../api.ts';
import { homeCard } from '../cards/home.ts';
import { autoModeCard, missingCategoryCard, modeCard, modeConfirmCard } from '../cards/switches.ts';
import { type Answer, noticed, pushed, returned, updated } from '../respond.ts';
import { input, parameter, shownRevision, type Visit } from '../visit.ts';

/** Read anew before the confirmation: it tells how many are held now. */
export function autoMode(visit: Visit): Answer {
  return pushed(autoModeCard(visit, readHome(visit), parameter(visit, 'on') === 'yes'));
}

export function autoModeConfirmed(visit: Visit): Answer {
  const autoMode = parameter(visit, 'on') === 'yes';
  return switched(visit, changeSettings(visit, { revision: shownRevision(visit), autoMode }), 1);
}

export function mode(visit: Visit): Answer {
  const category = categoryOf(visit, readHome(visit));
  return category ? pushed(modeCard(visit, category)) : updated(missingCategoryCard(visit));
}

export function modeChosen(visit: Visit): Answer {
  const home = readHome(visit);
  const category = categoryOf(visit, home);
  const chosen = MODES.find((each) => each === input(visit, 'mode'));
  if (!category) return updated(missingCategoryCard(visit));
  if (!chosen || chosen === category.mode) return noticed(visit.texts.modeSame);
  return pushed(modeConfirmCard(visit, home, category, chosen));
}

/** Two cards asked: which mode, and whether. */
export function modeConfirmed(visit: Visit): Answer {
  const chosen = MODES.find((each) => each === parameter(visit, 'mode'));
  if (!chosen) return noticed(visit.texts.modeSame);
  const modes = { [parameter(visit, 'category')]: chosen };
  return switched(visit, changeSettings(visit, { revision: shownRevision(visit), modes }), 2);
}

function switched(visit: Visit, { withdrawn, left }: SettingsAnswer, depth: number): Answer {
  const notification = visit.texts.didSwitch(withdrawn.length, left.length);
  return returned(homeCard(visit, readHome(visit)), depth, { notification, changed: true });
}

function categoryOf(visit: Visit, home: HomeView): HomeView['categories'][number] | undefined {
  return home.categories.find(({ id }) => id === parameter(visit, 'category'));
}
