import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Me } from '../../../shared/api.ts';
import { CallError, call, get, setCsrfToken, signedOut } from './api.ts';

export interface Session {
  me: Me;
  csrf: string | null;
  /** ms since the epoch. */
  expiresAt: number | null;
  /** IANA name. */
  timeZone: string;
}

/** Who is signed in. `over`: somebody was, until the session ended; the page behind keeps what was typed. */
export type SignedIn = { state: 'asking' } | { state: 'in'; session: Session; over: boolean } | { state: 'out'; failed: boolean };

export function useSession(): SignedIn & { enter: (credential: string) => Promise<void>; leave: () => Promise<void> } {
  const [signedIn, set] = useState<SignedIn>({ state: 'asking' });
  const taken = useCallback((session: Session) => {
    setCsrfToken(session.csrf ?? '');
    set({ state: 'in', session, over: false });
  }, []);
  useEffect(() => {
    get<Session>('/console/session').then(taken, (error: unknown) =>
      set({ state: 'out', failed: !(error instanceof CallError && error.status === 401) }),
    );
    signedOut.tell = () => set((before) => (before.state === 'in' ? { ...before, over: true } : before));
  }, [taken]);
  const enter = async (credential: string): Promise<void> => {
    try {
      taken(await call<Session>('POST', '/console/session', { credential }));
    } catch {
      set((before) => (before.state === 'in' ? before : { state: 'out', failed: true }));
    }
  };
  const leave = async (): Promise<void> => {
    await call('DELETE', '/console/session').catch(() => undefined);
    set({ state: 'out', failed: false });
  };
  return { ...signedIn, enter, leave };
}
