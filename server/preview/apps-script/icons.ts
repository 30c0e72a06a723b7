/// <reference types="google-apps-script" />
import { boolean, integer, someText, text } from './arguments.ts';
import type { Icon as IconJson } from './card-json.ts';
import { Icon, nameOf } from './enums.ts';
import type { Host } from './host.ts';
import { builder, kind } from './kinds.ts';
import { misuse } from './misuse.ts';
import { leftOut } from './strict.ts';
import { httpsUrl } from './urls.ts';

type IconImage = GoogleAppsScript.Card_Service.IconImage;
type MaterialIcon = GoogleAppsScript.Card_Service.MaterialIcon;
type MaterialJson = NonNullable<IconJson['materialIcon']>;

export const iconImages = kind<IconJson>('an IconImage');
export const materialIcons = kind<MaterialJson>('a MaterialIcon');

export function newIconImage(host: Host): IconImage {
  const state: IconJson = {};
  const only = () => {
    if (state.materialIcon || state.knownIcon || state.iconUrl) misuse('an IconImage shows one icon');
  };
  const self: IconImage = builder<IconImage, IconJson>(
    'IconImage',
    {
      setAltText(altText) {
        state.altText = text(altText, 'IconImage.setAltText');
        return self;
      },
      setIcon(icon) {
        only();
        state.knownIcon = nameOf(Icon, 'Icon', icon, 'IconImage.setIcon');
        return self;
      },
      setIconUrl(url) {
        only();
        state.iconUrl = httpsUrl(url, 'IconImage.setIconUrl', host);
        return self;
      },
      setMaterialIcon(icon) {
        only();
        state.materialIcon = materialIcons.of(icon, 'IconImage.setMaterialIcon');
        return self;
      },
      setImageCropType: leftOut('IconImage.setImageCropType'),
    },
    [iconImages],
    () => (state.materialIcon || state.knownIcon || state.iconUrl ? { ...state } : misuse('an IconImage needs an icon')),
  );
  return self;
}

/** Names are those of Material Symbols; whether a name exists is not checked, for Google's list grows. */
export function newMaterialIcon(): MaterialIcon {
  const state: Partial<MaterialJson> = {};
  const self: MaterialIcon = builder<MaterialIcon, MaterialJson>(
    'MaterialIcon',
    {
      setName(name) {
        const given = someText(name, 'MaterialIcon.setName');
        state.name = /^[a-z0-9_]+$/.test(given) ? given : misuse('MaterialIcon.setName takes a name such as check_circle');
        return self;
      },
      setFill(fill) {
        state.fill = boolean(fill, 'MaterialIcon.setFill');
        return self;
      },
      // Both ranges stand in Google's reference of MaterialIcon; the drawing has one weight, so they are checked and dropped.
      setWeight(weight) {
        if (integer(weight, 'MaterialIcon.setWeight', 100, 700) % 100 !== 0) misuse('MaterialIcon.setWeight takes hundreds');
        return self;
      },
      setGrade(grade) {
        integer(grade, 'MaterialIcon.setGrade', -25, 200);
        return self;
      },
    },
    [materialIcons],
    () => ({ ...state, name: state.name ?? misuse('a MaterialIcon needs setName') }),
  );
  return self;
}
