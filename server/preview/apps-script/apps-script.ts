import { answerOf } from './answers.ts';
import type { Answer } from './card-json.ts';
import { cardService } from './card-service.ts';
import { gmailApp } from './gmail.ts';
import type { Host } from './host.ts';
import { consoleStandIn, logger, scriptApp, session } from './session.ts';
import { cacheService, propertiesService } from './storage.ts';
import { urlFetchApp } from './url-fetch.ts';

export interface AppsScript {
  /** The globals of Apps Script that the stand-in has, by name: what a script finds besides the language itself. */
  globals: Record<string, unknown>;
  /** What a function of the add-on gave back, as JSON; throws where Google would take it for no answer. */
  answerOf(result: unknown): Answer;
}

/**
 * A strict stand-in for the services of Apps Script that a Gmail add-on uses, typed against Google's own signatures: what Google
 * does not have, takes otherwise, or limits, throws a sentence. It needs neither Node nor a page, so it serves the tests, in
 * a bare `vm` context, and the preview, in a worker. Properties and caches live as long as the object. Not tried live: see
 * docs/decisions/220-stand-in-for-apps-script.md.
 */
export function createAppsScript(host: Host): AppsScript {
  return {
    globals: {
      CardService: cardService(host),
      UrlFetchApp: urlFetchApp(host),
      ScriptApp: scriptApp(host),
      PropertiesService: propertiesService(host),
      CacheService: cacheService(),
      Session: session(host),
      GmailApp: gmailApp(host),
      Logger: logger(host),
      console: consoleStandIn(host),
    },
    answerOf,
  };
}
