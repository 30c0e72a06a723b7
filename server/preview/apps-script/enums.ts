/// <reference types="google-apps-script" />
import { misuse } from './misuse.ts';
import { describe, strict } from './strict.ts';

type G = GoogleAppsScript.Card_Service.CardService;

/**
 * Google's enum values are objects that print their name. Here they are numbers, as the type package declares them, and each
 * number occurs once over all enums, so that a value of the wrong enum is noticed.
 */
export const ComposedEmailType = strict<G['ComposedEmailType']>('ComposedEmailType', {
  REPLY_AS_DRAFT: 201,
  STANDALONE_DRAFT: 202,
});
export const ContentType = strict<G['ContentType']>('ContentType', { TEXT: 301, MUTABLE_HTML: 302, IMMUTABLE_HTML: 303 });
export const DisplayStyle = strict<G['DisplayStyle']>('DisplayStyle', { PEEK: 401, REPLACE: 402 });
export const Icon = strict<G['Icon']>('Icon', {
  NONE: 500,
  AIRPLANE: 501,
  BOOKMARK: 502,
  BUS: 503,
  CAR: 504,
  CLOCK: 505,
  CONFIRMATION_NUMBER_ICON: 506,
  DOLLAR: 507,
  DESCRIPTION: 508,
  EMAIL: 509,
  EVENT_PERFORMER: 510,
  EVENT_SEAT: 511,
  FLIGHT_ARRIVAL: 512,
  FLIGHT_DEPARTURE: 513,
  HOTEL: 514,
  HOTEL_ROOM_TYPE: 515,
  INVITE: 516,
  MAP_PIN: 517,
  MEMBERSHIP: 518,
  MULTIPLE_PEOPLE: 519,
  OFFER: 520,
  PERSON: 521,
  PHONE: 522,
  RESTAURANT_ICON: 523,
  SHOPPING_CART: 524,
  STAR: 525,
  STORE: 526,
  TICKET: 527,
  TRAIN: 528,
  VIDEO_CAMERA: 529,
  VIDEO_PLAY: 530,
});
export const ImageStyle = strict<G['ImageStyle']>('ImageStyle', { SQUARE: 601, CIRCLE: 602 });
export const InputType = strict<G['InputType']>('InputType', { TEXT: 701, INTEGER: 702, FLOAT: 703, EMAIL: 704 });
export const Interaction = strict<G['Interaction']>('Interaction', { INTERACTION_UNSPECIFIED: 801, OPEN_DIALOG: 802 });
export const LoadIndicator = strict<G['LoadIndicator']>('LoadIndicator', { SPINNER: 901, NONE: 902 });
export const OnClose = strict<G['OnClose']>('OnClose', { NOTHING: 1001, RELOAD: 1002, RELOAD_ADD_ON: 1003 });
export const OpenAs = strict<G['OpenAs']>('OpenAs', { FULL_SIZE: 1101, OVERLAY: 1102 });
export const SelectionInputType = strict<G['SelectionInputType']>('SelectionInputType', {
  CHECK_BOX: 1201,
  RADIO_BUTTON: 1202,
  DROPDOWN: 1203,
  SWITCH: 1204,
  MULTI_SELECT: 1205,
});
export const SwitchControlType = strict<G['SwitchControlType']>('SwitchControlType', { SWITCH: 1301, CHECK_BOX: 1302 });
export const TextButtonStyle = strict<G['TextButtonStyle']>('TextButtonStyle', {
  OUTLINED: 1401,
  TEXT: 1402,
  FILLED: 1403,
  FILLED_TONAL: 1404,
  BORDERLESS: 1405,
});
export const BorderType = strict<G['BorderType']>('BorderType', { NO_BORDER: 1501, STROKE: 1502 });
export const GridItemLayout = strict<G['GridItemLayout']>('GridItemLayout', { TEXT_BELOW: 1601, TEXT_ABOVE: 1602 });
export const HorizontalAlignment = strict<G['HorizontalAlignment']>('HorizontalAlignment', {
  START: 1701,
  CENTER: 1702,
  END: 1703,
});
export const ImageCropType = strict<G['ImageCropType']>('ImageCropType', {
  SQUARE: 1801,
  CIRCLE: 1802,
  RECTANGLE_CUSTOM: 1803,
  RECTANGLE_4_3: 1804,
});
export const UpdateDraftBodyType = strict<G['UpdateDraftBodyType']>('UpdateDraftBodyType', { IN_PLACE_INSERT: 1901 });

export const ENUMS = {
  BorderType,
  ComposedEmailType,
  ContentType,
  DisplayStyle,
  GridItemLayout,
  HorizontalAlignment,
  Icon,
  ImageCropType,
  ImageStyle,
  InputType,
  Interaction,
  LoadIndicator,
  OnClose,
  OpenAs,
  SelectionInputType,
  SwitchControlType,
  TextButtonStyle,
  UpdateDraftBodyType,
};

/** The name of an enum's value. @param name of the enum, for the sentence thrown where the value is none of its own. */
export function nameOf<E extends object>(all: E, name: string, value: unknown, where: string): Extract<keyof E, string> {
  for (const key in all) if (all[key] === value) return key;
  return misuse(`${where} takes a value of CardService.${name}, got ${describe(value)}`);
}
