import type { z } from 'zod';
import type { RehearsalView, WhatIfView } from '../../../../shared/api/console.ts';
import type { SettingsAnswer as SettingsAnswerShape } from '../../../../shared/api.ts';

export type Rehearsal = z.infer<typeof RehearsalView>;
export type Evidence = Rehearsal['items'][number];
export type SideBySide = Rehearsal['mails'][number];
export type WhatIf = z.infer<typeof WhatIfView>;
export type SettingsAnswer = z.infer<typeof SettingsAnswerShape>;
export type Mode = Evidence['mode'];
export const MODES: readonly Mode[] = ['never', 'rehearsal', 'automatic'];

/** What became of rehearsed mails, the better first. */
export const OUTCOMES = [
  'asWas',
  'adapted',
  'edited',
  'replaced',
  'recategorised',
  'forwarded',
  'done',
  'outside',
  'open',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
