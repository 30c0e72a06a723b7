import { createContext, Script } from 'node:vm';
import { createAppsScript } from '../../server/preview/apps-script/apps-script.ts';
import type { AddonEvent, Answer } from '../../server/preview/apps-script/card-json.ts';
import type { Host } from '../../server/preview/apps-script/host.ts';
import { runFunction } from '../../server/preview/apps-script/run.ts';
import { AppError } from '../../shared/errors.ts';

export interface SidebarOptions {
  /** As it is pushed (addon/build.mjs). */
  code: string;
  manifest: string;
  /** Of the server. */
  url: string;
  token: string;
  fetch: Host['fetch'];
}

export interface Opened {
  ms: number;
  /** To the server. */
  calls: number;
  /** The cards as Google gets them. */
  json: string;
}

export interface Sidebar {
  /** `id`: the mail's in the reader's mailbox. */
  open(mail: { id: string; messageId: string }): Opened;
  home(): Opened;
}

const ACCESS_TOKEN = 'of the open mail';

/** The add-on's bundle on the stand-in for Apps Script, in a bare context: read and run afresh at every click, as Google does. */
export function createSidebar({ code, manifest, url, token, fetch }: SidebarOptions): Sidebar {
  const { urlFetchWhitelist, addOns } = JSON.parse(manifest);
  let calls = 0;
  let messageId = '';
  const script = createAppsScript({
    scriptProperties: { MAILGPS_URL: url },
    user: { email: 'staff@ecole.example', locale: 'fr', timeZone: 'Europe/Paris' },
    identityToken: () => token,
    fetch: (request) => {
      calls += 1;
      return fetch(request);
    },
    message: (id) => ({ id, threadId: id, subject: '', from: '', headers: { 'message-id': `<${messageId}>` } }),
    createDraftReply: () => {
      throw new AppError('internal', 'Nobody asked for a draft.');
    },
    log: () => undefined,
    manifest: { urlFetchWhitelist, openLinkUrlPrefixes: addOns?.common?.openLinkUrlPrefixes },
    loopback: true,
  });
  const common: AddonEvent['commonEventObject'] = {
    hostApp: 'GMAIL',
    platform: 'WEB',
    userLocale: 'fr',
    timeZone: { id: 'Europe/Paris', offset: 3_600_000 },
  };

  function click(name: string, event: AddonEvent): Opened {
    calls = 0;
    const begun = performance.now();
    const context = createContext({ ...script.globals });
    new Script(code).runInContext(context);
    const answer: Answer = runFunction(script, context, name, event, 'trigger');
    const json = JSON.stringify(answer);
    return { ms: performance.now() - begun, calls, json };
  }

  return {
    open(mail) {
      messageId = mail.messageId;
      const gmail = { messageId: mail.id, threadId: mail.id, accessToken: ACCESS_TOKEN };
      return click('onMailOpened', { commonEventObject: common, gmail });
    },
    home: () => click('onHomepage', { commonEventObject: common }),
  };
}
