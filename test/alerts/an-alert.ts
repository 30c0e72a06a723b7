import type { Alert } from '../../server/alerts/alerts.ts';
import { ALERTS, alertText } from '../../shared/alerts.ts';

export function anAlert(change: Partial<Alert> = {}): Alert {
  const at = Date.UTC(2026, 10, 23, 9);
  const figures = { count: 3, recordIds: ['18c2a', '18c2b'], about: [], at, since: at - 60_000 };
  const { title, todo } = ALERTS['mail-failed'];
  const text = alertText('mail-failed', figures, 'fr');
  return { cause: 'mail-failed', title: title.fr, todo: todo.fr, text, ...figures, ...change };
}
