import { render } from 'preact';
import { App } from './app.tsx';
import { onLeaving } from './policy/leaving.ts';

// Before whatever is drawn listens too.
addEventListener('hashchange', (event) => onLeaving(event, (address) => history.replaceState(null, '', address)));
const root = document.getElementById('console');
if (root) render(<App />, root);
