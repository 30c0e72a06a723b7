import { useState } from 'preact/hooks';
import type { HomeView, SettingsView } from '../../../../shared/api.ts';
import { Categories } from './categories.tsx';
import type { Change } from './change.ts';
import type { Evidence } from './data.ts';
import { Global } from './global.tsx';
import { Limits } from './limits.tsx';
import { Review } from './review.tsx';
import type { Kind } from './use-kinds.ts';

export interface Known {
  settings: SettingsView;
  setSettings: (settings: SettingsView) => void;
  home: HomeView | null;
  kinds: readonly Kind[];
  evidence: readonly Evidence[];
  /** What is held may have changed. */
  onChanged: () => void;
}

/** Every change goes by way of the review, which says what it does before it is made. */
export function Overview(known: Known) {
  const [change, setChange] = useState<Change | null>(null);
  return (
    <>
      <Global {...known} onChange={setChange} />
      <Categories {...known} pending={change?.modes ?? {}} onChange={setChange} />
      <Limits {...known} onChange={setChange} />
      {change && <Review {...known} change={change} onClose={() => setChange(null)} />}
    </>
  );
}
