import { readMe } from '../api.ts';
import { settingsCard } from '../cards/universal.ts';
import type { Card } from '../respond.ts';
import type { Visit } from '../visit.ts';

export function settings(visit: Visit): Card {
  return settingsCard(visit, readMe(visit), visit.settings.url, '');
}
