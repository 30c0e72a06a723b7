import type { Role, Session } from '../page-api.ts';
import type { Language } from './preferences.ts';

/**
 * What the page tells the panel (`AddonPanel` in card/panel.tsx). Custom properties for its styles stand in
 * styles/tokens.css; card/card.css is part of page.css where it exists.
 */
export interface PanelProps {
  /** The token of `session.people[role]` is what ScriptApp.getIdentityToken gives. */
  session: Session;
  role: Role;
  language: Language;
  /** The open mail; null: none is, and the add-on shows its first page. */
  message: { id: string; threadId: string } | null;
  /** Grows when the open mail's record changed: what is shown may be out of date. */
  changes: number;
  /** A draft opens for editing. */
  onDraft: (draftId: string) => void;
  /** The add-on changed something (`stateChanged`). */
  onChanged: () => void;
}
