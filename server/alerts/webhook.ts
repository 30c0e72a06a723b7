import { AppError } from '../../shared/errors.ts';
import type { Alert, AlertChannel } from './alerts.ts';
import { answerTo, callTwice } from './webhook-call.ts';

export interface WebhookOptions {
  url: string;
  /** Before the second attempt, ms. */
  pauseMs?: number;
}

const WHAT = 'The alert webhook';

/**
 * POSTs each alert as JSON. The body is chosen by the host, because two of the large ones take their own form alone:
 * Google Chat refuses fields it does not know, and Teams Workflows show an adaptive card and nothing else. Everybody else
 * gets `text` (what Slack, Mattermost, Rocket.Chat and Discord's /slack show) and the fields for programs beside it.
 */
export function createWebhookChannel({ url, pauseMs }: WebhookOptions): AlertChannel {
  const { hostname } = new URL(url);
  return {
    name: 'webhook',
    async send(alert) {
      const body = JSON.stringify(bodyFor(hostname, alert));
      await callTwice(WHAT, url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }, pauseMs);
    },
    /** Any answer to a HEAD shows that somebody is there; whether a POST is taken only a POST can tell. */
    async verify() {
      const { status } = await answerTo(WHAT, url, { method: 'HEAD' });
      if (status >= 500 && status !== 501) throw new AppError('unavailable', `${WHAT} answered ${status}.`);
    },
  };
}

/** What is posted to this host. Documented in docs/decisions/170-alerts.md. */
export function bodyFor(hostname: string, alert: Alert): object {
  const { cause, title, todo, text, count, recordIds, about } = alert;
  const [at, since] = [alert.at, alert.since].map((time) => new Date(time).toISOString());
  if (hostname === 'chat.googleapis.com') return { text };
  if (isTeams(hostname)) return teamsCard(text);
  return { text, source: 'mail-gps', cause, title, todo, count, recordIds, about, at, since };
}

function isTeams(hostname: string): boolean {
  return ['.webhook.office.com', '.logic.azure.com', '.powerplatform.com'].some((end) => hostname.endsWith(end));
}

function teamsCard(text: string): object {
  const [title = '', ...rest] = text.split('\n\n');
  const block = (words: string, more: object = {}): object => ({ type: 'TextBlock', text: words, wrap: true, ...more });
  const body = [block(title, { weight: 'Bolder' }), ...rest.map((paragraph) => block(paragraph))];
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.2', body };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] };
}
