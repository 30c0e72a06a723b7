import { useState } from 'preact/hooks';
import { Categories } from './categories.tsx';
import type { Change } from './change.ts';
import type { Known } from './data.ts';
import { Global } from './global.tsx';
import { Limits } from './limits.tsx';
import { Review } from './review.tsx';

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
