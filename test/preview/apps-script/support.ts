import { createContext, runInContext } from 'node:vm';
import { type AppsScript, createAppsScript } from '../../../server/preview/apps-script/apps-script.ts';
import type { AddonEvent, Answer } from '../../../server/preview/apps-script/card-json.ts';
import type { Host, HostRequest } from '../../../server/preview/apps-script/host.ts';
import { type Call, runFunction } from '../../../server/preview/apps-script/run.ts';

export const EVENT: AddonEvent = {
  commonEventObject: { hostApp: 'GMAIL', platform: 'WEB', userLocale: 'fr', timeZone: { id: 'Europe/Paris', offset: 3_600_000 } },
};

export interface Probe {
  requests: HostRequest[];
  lines: string[];
  drafts: unknown[];
}

export function host(probe: Probe, more: Partial<Host> = {}): Host {
  return {
    scriptProperties: { SERVER_URL: 'https://mail-gps.example/' },
    user: { email: 'camille@ecole.example', locale: 'fr', timeZone: 'Europe/Paris' },
    identityToken: () => 'identity',
    fetch(request) {
      probe.requests.push(request);
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"ok":true}' };
    },
    message: (id, accessToken) =>
      id === 'm1' && accessToken === 'access'
        ? { id, threadId: 't1', subject: 'Horaires', from: 'lea@exemple.fr', headers: { 'message-id': '<1@exemple.fr>' } }
        : null,
    createDraftReply(messageId, draft) {
      probe.drafts.push({ messageId, draft });
      return 'd1';
    },
    log: (line) => probe.lines.push(line),
    ...more,
  };
}

/** A script in a context that has the language and the stand-in's globals, nothing else. */
export function script(code: string, more: Partial<Host> = {}) {
  const probe: Probe = { requests: [], lines: [], drafts: [] };
  const appsScript: AppsScript = createAppsScript(host(probe, more));
  const scope = createContext({ ...appsScript.globals });
  runInContext(code, scope);
  return {
    ...probe,
    run: (name: string, event: AddonEvent = EVENT, call?: Call): Answer => runFunction(appsScript, scope, name, event, call),
  };
}

/** Runs the body of a function. */
export function run(body: string, more: Partial<Host> = {}): Answer {
  return script(`function go(e) { ${body} } function click() {}`, more).run('go');
}

/** A card of one section with the widgets that the expressions make. */
export function cardOf(...widgets: string[]): string {
  const added = widgets.map((widget) => `.addWidget(${widget})`).join('');
  return `return CardService.newCardBuilder().addSection(CardService.newCardSection()${added}).build();`;
}

/** An action for whatever needs one. */
export const ACTION = "CardService.newAction().setFunctionName('click')";
/** A button that does something. */
export const BUTTON = `CardService.newTextButton().setText('Go').setOnClickAction(${ACTION})`;
