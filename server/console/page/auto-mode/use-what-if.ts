import { useEffect, useRef, useState } from 'preact/hooks';
import { CallError, call } from '../api.ts';
import type { Change } from './change.ts';
import type { WhatIf } from './data.ts';

/** A screenful of mails; Show more brings as many again. */
const PAGE = 25;

export interface Tried {
  result: WhatIf | null;
  error: CallError | null;
  /** The next mails of both lists. */
  more: () => void;
  loading: boolean;
}

/** What a change would have done to the mails that were read. Nothing is asked for while `change` is null. */
export function useWhatIf(change: Change | null): Tried {
  const asked = change === null ? null : JSON.stringify(change);
  const [tried, setTried] = useState<Omit<Tried, 'more'>>({ result: null, error: null, loading: true });
  const latest = useRef(0);
  const ask = async (before: WhatIf | null): Promise<void> => {
    if (asked === null) return;
    const mine = ++latest.current;
    setTried({ result: before, error: null, loading: true });
    const offset = before ? Math.max(before.more.mails.length, before.less.mails.length) : 0;
    try {
      const result = await call<WhatIf>('POST', '/api/what-if', { change: JSON.parse(asked), offset, limit: PAGE });
      if (mine === latest.current) setTried({ result: before ? joined(before, result) : result, error: null, loading: false });
    } catch (error) {
      if (mine !== latest.current) return;
      setTried({ result: before, error: error instanceof CallError ? error : new CallError(0, {}), loading: false });
    }
  };
  useEffect(() => {
    void ask(null);
    return () => {
      latest.current += 1;
    };
  }, [asked]);
  return { ...tried, more: () => void ask(tried.result) };
}

function joined(before: WhatIf, after: WhatIf): WhatIf {
  const both = (name: 'more' | 'less') => ({ ...after[name], mails: [...before[name].mails, ...after[name].mails] });
  return { ...after, more: both('more'), less: both('less') };
}
