/// <reference types="google-apps-script" />
import {
  newActionResponseBuilder,
  newComposeActionResponseBuilder,
  newNavigation,
  newNotification,
  newUniversalActionResponseBuilder,
} from './answers.ts';
import { buttons, newButtonSet, newFixedFooter, newImageButton, newTextButton } from './buttons.ts';
import { newCardAction, newCardBuilder, newCardHeader, newCardSection } from './cards.ts';
import { newAction, newOpenLink } from './click.ts';
import { ENUMS } from './enums.ts';
import type { Host } from './host.ts';
import { newIconImage, newMaterialIcon } from './icons.ts';
import { newSelectionInput, newSwitch, newTextInput, newValidation } from './inputs.ts';
import { leftOut, strict } from './strict.ts';
import { newDecoratedText, newDivider, newImage, newTextParagraph } from './widgets.ts';

/** Google's own signatures of everything that a sidebar for Gmail needs; what is not here throws when it is asked for. */
export type CardServiceStandIn = Pick<
  GoogleAppsScript.Card_Service.CardService,
  | keyof typeof ENUMS
  | 'newAction'
  | 'newActionResponseBuilder'
  | 'newButtonSet'
  | 'newCardAction'
  | 'newCardBuilder'
  | 'newCardHeader'
  | 'newCardSection'
  | 'newComposeActionResponseBuilder'
  | 'newDecoratedText'
  | 'newDivider'
  | 'newFixedFooter'
  | 'newIconImage'
  | 'newImage'
  | 'newImageButton'
  | 'newKeyValue'
  | 'newMaterialIcon'
  | 'newNavigation'
  | 'newNotification'
  | 'newOpenLink'
  | 'newSelectionInput'
  | 'newSwitch'
  | 'newTextButton'
  | 'newTextInput'
  | 'newTextParagraph'
  | 'newUniversalActionResponseBuilder'
  | 'newValidation'
>;

export function cardService(host: Host): CardServiceStandIn {
  return strict<CardServiceStandIn>('CardService', {
    ...ENUMS,
    newAction: () => newAction(),
    newActionResponseBuilder: () => newActionResponseBuilder(),
    newButtonSet: () => newButtonSet(),
    newCardAction: () => newCardAction(),
    newCardBuilder: () => newCardBuilder(),
    newCardHeader: () => newCardHeader(host),
    newCardSection: () => newCardSection(),
    newComposeActionResponseBuilder: () => newComposeActionResponseBuilder(),
    newDecoratedText: () => newDecoratedText(host, buttons),
    newDivider: () => newDivider(),
    newFixedFooter: () => newFixedFooter(),
    newIconImage: () => newIconImage(host),
    newImage: () => newImage(host),
    newImageButton: () => newImageButton(host),
    newKeyValue: leftOut('CardService.newKeyValue (deprecated: use newDecoratedText)'),
    newMaterialIcon: () => newMaterialIcon(),
    newNavigation: () => newNavigation(),
    newNotification: () => newNotification(),
    newOpenLink: () => newOpenLink(host),
    newSelectionInput: () => newSelectionInput(),
    newSwitch: () => newSwitch(),
    newTextButton: () => newTextButton(),
    newTextInput: () => newTextInput(),
    newTextParagraph: () => newTextParagraph(),
    newUniversalActionResponseBuilder: () => newUniversalActionResponseBuilder(),
    newValidation: () => newValidation(),
  });
}
