import type { Break } from './break.ts';
import { NO_MAIL_LOST } from './breaks/1-no-mail-lost.ts';
import { ONE_ANSWER } from './breaks/2-one-answer.ts';
import { NO_MACHINES } from './breaks/3-no-machines.ts';
import { APPROVED_WORDS } from './breaks/4-approved-words.ts';
import { RIGHT_PERSON } from './breaks/5-right-person.ts';
import { EXPLAINED } from './breaks/6-explained.ts';
import { ONE_SWITCH } from './breaks/7-one-switch.ts';
import { HONEST_DELIVERY } from './breaks/8-honest-delivery.ts';
import { WHO_BELONGS } from './breaks/9-who-belongs.ts';
import { DISCLOSED } from './breaks/10-disclosed.ts';
import { CONSOLE_MAILS } from './breaks/console-mails.ts';
import { CONSOLE_PAGES } from './breaks/console-pages.ts';
import { CONSOLE_POLICY } from './breaks/console-policy.ts';
import { CONSOLE_SCHOOL } from './breaks/console-school.ts';
import { CONSOLE_SERVER } from './breaks/console-server.ts';
import { HOSTED_MODEL } from './breaks/hosted-model.ts';
import { HOSTED_STORE } from './breaks/hosted-store.ts';
import { PREVIEW_PAGE } from './breaks/preview-page.ts';
import { SIDEBAR } from './breaks/sidebar.ts';
import { SIDEBAR_PANEL } from './breaks/sidebar-panel.ts';
import { SIDEBAR_PUSH } from './breaks/sidebar-push.ts';
import { SIDEBAR_SERVER } from './breaks/sidebar-server.ts';

/** Promise by promise. */
export const BREAKS: readonly Break[] = [
  ...NO_MAIL_LOST,
  ...ONE_ANSWER,
  ...NO_MACHINES,
  ...APPROVED_WORDS,
  ...RIGHT_PERSON,
  ...EXPLAINED,
  ...ONE_SWITCH,
  ...HONEST_DELIVERY,
  ...WHO_BELONGS,
  ...DISCLOSED,
  ...CONSOLE_MAILS,
  ...CONSOLE_PAGES,
  ...CONSOLE_POLICY,
  ...CONSOLE_SCHOOL,
  ...HOSTED_MODEL,
  ...HOSTED_STORE,
  ...PREVIEW_PAGE,
  ...SIDEBAR,
  ...SIDEBAR_PANEL,
  ...SIDEBAR_PUSH,
  ...SIDEBAR_SERVER,
  ...CONSOLE_SERVER,
];
