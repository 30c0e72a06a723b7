import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Place } from '../place.ts';
import { List } from './list.tsx';
import { OneMail } from './one.tsx';

/** The tracking list, or one mail of it. The list stays behind the mail: it is as it was when one comes back. */
export function Page({ place }: { place: Place }) {
  const id = place.rest[0];
  const listed = useRef<Place | null>(null);
  const scrolled = useRef(0);
  if (id === undefined) listed.current = place;
  useLayoutEffect(() => {
    window.scrollTo(0, id === undefined ? scrolled.current : 0);
  }, [id]);
  return (
    <div class="mails">
      {id !== undefined && <OneMail key={id} id={id} query={place.query} />}
      {listed.current && (
        <div key="list" hidden={id !== undefined} onClickCapture={() => (scrolled.current = window.scrollY)}>
          <List place={listed.current} />
        </div>
      )}
    </div>
  );
}
