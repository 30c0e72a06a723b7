import { useCallback, useEffect, useState } from 'preact/hooks';
import type { z } from 'zod';
import type { HoursView, Me, SessionView } from '../../../shared/api.ts';
import { CallError, call, session as calls, get, setCsrfToken } from './api.ts';

export interface Session {
  me: Me;
  /** IANA name. */
  timeZone: string;
}

type Told = z.infer<typeof SessionView>;

/**
 * Who is signed in. `over`: somebody was, until the session ended; the page behind keeps what was typed. `unknown`: the server
 * did not say, which is nothing that signing in could change.
 */
export type SignedIn =
  | { state: 'asking' }
  | { state: 'in'; session: Session; over: boolean }
  | { state: 'out'; failed: boolean }
  | { state: 'unknown'; error: CallError };

interface Doing {
  enter: (credential: string) => Promise<void>;
  leave: () => Promise<void>;
  again: () => void;
}

export function useSession(): SignedIn & Doing {
  const [signedIn, set] = useState<SignedIn>({ state: 'asking' });

  const taken = useCallback(async ({ me, csrf }: Told): Promise<void> => {
    setCsrfToken(csrf ?? '');
    const { timezone } = await get<HoursView>('/api/hours');
    set({ state: 'in', session: { me, timeZone: timezone }, over: false });
  }, []);
  /** Somebody may have signed in meanwhile in another window of the same browser, by a link or with Google. */
  const ask = useCallback(async (): Promise<boolean> => {
    try {
      await taken(await get<Told>('/console/session'));
      return true;
    } catch (error) {
      const told = error instanceof CallError ? error : new CallError(0, {});
      const refused = told.status === 401;
      const nobody: SignedIn = refused ? { state: 'out', failed: false } : { state: 'unknown', error: told };
      set((before) => (before.state === 'in' ? { ...before, over: before.over || refused } : nobody));
      return false;
    }
  }, [taken]);

  useEffect(() => {
    calls.ended = () => set((before) => (before.state === 'in' ? { ...before, over: true } : before));
    calls.renew = ask;
    void ask();
  }, [ask]);
  const out = signedIn.state === 'in' ? signedIn.over : signedIn.state !== 'asking';
  useEffect(() => {
    if (!out) return;
    const back = (): void => {
      if (document.visibilityState === 'visible') void ask();
    };
    document.addEventListener('visibilitychange', back);
    addEventListener('focus', back);
    return () => {
      document.removeEventListener('visibilitychange', back);
      removeEventListener('focus', back);
    };
  }, [out, ask]);

  const enter = async (credential: string): Promise<void> => {
    try {
      await taken(await call<Told>('POST', '/console/session', { credential }));
    } catch {
      set((before) => (before.state === 'in' ? before : { state: 'out', failed: true }));
    }
  };
  const leave = async (): Promise<void> => {
    await call('DELETE', '/console/session').catch(() => undefined);
    set({ state: 'out', failed: false });
  };
  const again = (): void => {
    set({ state: 'asking' });
    void ask();
  };
  return { ...signedIn, enter, leave, again };
}
