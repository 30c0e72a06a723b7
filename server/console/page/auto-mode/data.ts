import type { z } from 'zod';
import type { RehearsalView, WhatIfView } from '../../../../shared/api/console.ts';
import type { HomeView, SettingsView } from '../../../../shared/api.ts';
import type { Kind } from './use-kinds.ts';

export type Rehearsal = z.infer<typeof RehearsalView>;
export type Evidence = Rehearsal['items'][number];
export type SideBySide = Rehearsal['mails'][number];
export type WhatIf = z.infer<typeof WhatIfView>;

/** What the page has loaded, for each of its parts. */
export interface Known {
  settings: SettingsView;
  setSettings: (settings: SettingsView) => void;
  home: HomeView | null;
  kinds: readonly Kind[];
  evidence: readonly Evidence[];
  /** What is held may have changed. */
  onChanged: () => void;
}
