import { h, render } from 'preact';

/** A hook in a component that draws nothing: of a document it needs no more than an empty object as `document`. */
export function mounted<P, T>(use: (given: P) => T, given: P) {
  const place = { childNodes: [], firstChild: null, nodeType: 1, namespaceURI: '', insertBefore: () => {} };
  const drawn: T[] = [];
  const Nothing = ({ with: now }: { with: P }) => {
    drawn.push(use(now));
    return null;
  };
  const draw = (now: P): void => render(h(Nothing, { with: now }), Object(place));
  draw(given);
  return {
    draw,
    last: (): T => {
      const [last] = drawn.slice(-1);
      if (last === undefined) throw new Error('nothing was drawn');
      return last;
    },
  };
}
