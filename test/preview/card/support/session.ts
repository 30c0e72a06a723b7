import type { PanelSession } from '../../../../server/preview/page/card/session.ts';

export const SESSION: PanelSession = {
  role: 'staff',
  token: 'token',
  email: 'camille@ecole.example',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  scriptProperties: {},
};
