import { useMemo } from 'preact/hooks';
import type { Language } from '../../../shared/policy.ts';
import { Back } from '../../page-kit/icons.tsx';
import type { Role, Session } from '../page-api.ts';
import { AddonPanel } from './card/panel.tsx';
import type { Words } from './words/words.ts';

interface PanelSlotProps {
  words: Words;
  session: Session;
  role: Role;
  language: Language;
  /** The open mail; null: none is, and the add-on shows its first page. */
  message: { id: string; threadId: string } | null;
  /** How often the open mail's record changed: what the add-on shows may be out of date. */
  changes: number;
  onBack: () => void;
  onDraft: (draftId: string) => void;
  onChanged: () => void;
}

/** The add-on's place at the right, as wide as Gmail's. */
export function PanelSlot({ words, session, role, language, message, changes, onBack, onDraft, onChanged }: PanelSlotProps) {
  const { token } = session.people[role];
  const panelSession = useMemo(
    () => ({
      role,
      token,
      // The page shows the shared mailbox itself, as where staff share its login: drafts are made there.
      email: session.mailbox,
      locale: language,
      timeZone: session.timeZone,
      scriptProperties: session.properties,
    }),
    [session, role, language],
  );
  const mail = useMemo(() => message && { messageId: message.id, threadId: message.threadId }, [message?.id, message?.threadId]);
  return (
    <>
      <div class="thread-top panel-top">
        <button type="button" class="button icon-button back" onClick={onBack}>
          <Back /> <span>{message ? words.backToMail : words.back}</span>
        </button>
      </div>
      <AddonPanel session={panelSession} mail={mail} reloads={changes} onDraft={onDraft} onStateChanged={onChanged} />
    </>
  );
}
