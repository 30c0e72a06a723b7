import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { safeLink } from '../../apps-script/basic-html.ts';
import type { OpenLink } from '../../apps-script/card-json.ts';
import { type Caller, type Connect, createCaller } from './caller.ts';
import { type Controller, createController, LOADING, type PanelState } from './controller.ts';
import { linkAllowed } from './links.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { eventOf, type PanelMail, type PanelSession } from './session.ts';

export interface PanelProps {
  session: PanelSession;
  /** The open mail; null: the add-on's first page. */
  mail: PanelMail | null;
  /** A draft that the add-on made, to open for editing. */
  onDraft: (draftId: string) => void;
  /** The add-on changed something: what the page shows may be old. */
  onStateChanged: () => void;
  /** Left out: a new tab. */
  onOpenLink?: (url: string) => void;
  /** Another number asks the add-on again, where nobody is in the middle of something. */
  reloads?: number;
}

export interface Addon {
  state: PanelState;
  controller: Controller;
  /** null until it was read. */
  manifest: Manifest | null;
  /** The manifest or the bundle could not be had. */
  failed: string | null;
  /** Asks the add-on again for the page that is shown. */
  reload: () => void;
}

export function useAddon(props: PanelProps): Addon {
  const [state, setState] = useState(LOADING);
  const [manifest, setManifest] = useState<Manifest | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  // What the controller calls is made once and must see what the page says now.
  const now = useRef({ props, manifest, caller: undefined as Caller | undefined, reload: () => {} });
  now.current.props = props;
  now.current.manifest = manifest;

  const controller = useMemo(
    () =>
      createController({
        run: (name, event, call) => {
          const { caller, props: current } = now.current;
          return caller
            ? caller.call(name, event, call, current.session)
            : Promise.reject(new Error('The add-on is not there yet.'));
        },
        openLink: (link) => openLink(link, now.current.manifest, now.current.props.onOpenLink, () => now.current.reload()),
        draft: (draftId) => now.current.props.onDraft(draftId),
        stateChanged: () => now.current.props.onStateChanged(),
        changed: setState,
      }),
    [],
  );

  const reload = () => {
    const name = props.mail ? manifest?.contextual : manifest?.homepage;
    const { mail } = props;
    if (!name) return;
    controller.open({ function: name, event: (more) => eventOf(now.current.props.session, mail, Date.now(), more) });
  };
  now.current.reload = reload;

  useEffect(() => {
    let caller: Caller | undefined;
    let gone = false;
    loadManifest().then(
      (read) => {
        if (gone) return;
        caller = createCaller(read, (line) => console.info('add-on:', line), connectWorker);
        now.current.caller = caller;
        setManifest(read);
      },
      (error: unknown) => setFailed(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      gone = true;
      caller?.close();
    };
  }, []);

  const { session, mail } = props;
  const person = `${session.role} ${session.email} ${session.locale}`;
  // A new token of the same person does not begin the page anew.
  useEffect(reload, [manifest, person, mail?.messageId]);

  useEffect(() => {
    if (props.reloads !== undefined) void controller.refresh();
  }, [props.reloads]);

  return { state, controller, manifest, failed, reload };
}

async function loadManifest(): Promise<Manifest> {
  const response = await fetch('/preview/appsscript.json');
  if (!response.ok) throw new Error('The add-on is not built: npm run build.');
  return readManifest(await response.text());
}

const connectWorker: Connect = (heard, failed) => {
  const worker = new Worker('/preview/worker.js');
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => failed(event.message || 'The worker did not start.');
  return { ask: (request) => worker.postMessage(request), end: () => worker.terminate() };
};

/** False where the link is no link, or the manifest does not name it. */
function openLink(link: OpenLink, manifest: Manifest | null, open: PanelProps['onOpenLink'], reload: () => void): boolean {
  const url = safeLink(link.url);
  if (url === null || !linkAllowed(url, manifest?.openLinkUrlPrefixes)) return false;
  if (open) open(url);
  else window.open(url, '_blank', 'noopener');
  // Whether the other tab was closed is not told; that somebody is back here is.
  if (link.onClose === 'RELOAD_ADD_ON') window.addEventListener('focus', reload, { once: true });
  return true;
}
