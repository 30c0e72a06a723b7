import { useCallback, useRef, useState } from 'preact/hooks';
import type { MailView } from '../../../../shared/api.ts';
import { CallError, call, get } from '../api.ts';
import { useConsole } from '../context.ts';
import { failureText } from '../ui/states.tsx';
import { useEvents } from '../use-events.ts';
import { type Loaded, useLoad } from '../use-load.ts';
import { mayReplace } from './shown.ts';

const ASKED = 'choices=true&detail=true';

/** Why what was asked for was not done. `mail`: how it stands now, where the server says so; it is shown already. */
export interface Refused {
  title: string;
  mail: MailView | null;
}

export interface OneMail extends Loaded<MailView> {
  /** What stands on the server, where it is not what is shown: a text that can be sent does not change by itself. */
  newer: MailView | null;
  show: () => void;
  busy: boolean;
  refused: Refused | null;
  /**
   * Asks for a change of the mail as it is shown. null: it was refused, and `refused` says why, or another is under way: a
   * double click does it once.
   */
  act: (what: string, body?: Readonly<Record<string, unknown>>, method?: 'POST' | 'PATCH') => Promise<MailView | null>;
  dismiss: () => void;
}

export function useMail(id: string): OneMail {
  const { language } = useConsole();
  const path = `/api/mails/${encodeURIComponent(id)}`;
  const loaded = useLoad<MailView>(`${path}?${ASKED}`);
  const [newer, setNewer] = useState<MailView | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const acting = useRef(false);
  /** The newest revision that was told of while something was under way. */
  const heard = useRef(0);
  const shown = useRef(loaded);
  shown.current = loaded;

  const take = useCallback((mail: MailView) => {
    setNewer(null);
    shown.current.set(mail);
  }, []);
  useEvents((message) => {
    const now = shown.current.data;
    if (message && (message.id !== id || (now && message.revision <= now.revision && message.state === now.state))) return;
    // While somebody here changes it, their answer comes first; what it does not tell yet is asked for then.
    if (acting.current) heard.current = Math.max(heard.current, message?.revision ?? Number.POSITIVE_INFINITY);
    else void look();
  });
  const look = async (): Promise<void> => {
    const found = await get<MailView>(`${path}?${ASKED}`).catch(() => null);
    const now = shown.current.data;
    // Somebody here has just changed it: what that answered is newer than this, or will be.
    if (!found || acting.current || (now && found.revision < now.revision)) return;
    if (!now || mayReplace(now, found)) take(found);
    else setNewer(found);
  };

  const act: OneMail['act'] = async (what, body, method = 'POST') => {
    const mail = shown.current.data;
    if (acting.current || !mail) return null;
    acting.current = true;
    let latest: MailView | null = null;
    setBusy(true);
    setRefused(null);
    try {
      const sent = what === 'take' ? {} : { revision: mail.revision, ...body };
      const after = await call<MailView>(method, `${path}${what === '' ? '' : `/${what}`}?${ASKED}`, sent);
      take(after);
      latest = after;
      return after;
    } catch (error) {
      const told = error instanceof CallError ? error : new CallError(0, {});
      if (told.problem.mail) take(told.problem.mail);
      latest = told.problem.mail ?? null;
      setRefused({ title: failureText(told, language), mail: told.problem.mail ?? null });
      return null;
    } finally {
      acting.current = false;
      setBusy(false);
      if (heard.current > (latest ?? shown.current.data ?? mail).revision) void look();
      heard.current = 0;
    }
  };
  return { ...loaded, newer, show: () => newer && take(newer), busy, refused, act, dismiss: () => setRefused(null) };
}
