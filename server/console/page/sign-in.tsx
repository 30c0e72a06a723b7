import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { get } from './api.ts';
import type { Language } from './preferences.ts';
import { wordsOf } from './words/words.ts';

/** How one signs in here. */
interface Options {
  /** Google's client id; null: not set up. */
  clientId: string | null;
  /** One-time links from the terminal. */
  links: boolean;
}

interface SignInProps {
  language: Language;
  failed: boolean;
  /** Behind stands a page with what somebody typed. */
  over: boolean;
  onCredential: (credential: string) => void;
}

export function SignIn(props: SignInProps) {
  const { over } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (!over) return;
    const before = document.activeElement;
    // Whatever dialog stands open on the page behind would keep everything else from being used.
    dialog.current?.showModal();
    // Escape leads nowhere from here; a second one would close the dialog without asking, and a third the one below it.
    const stay = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') event.preventDefault();
    };
    addEventListener('keydown', stay, true);
    return () => {
      removeEventListener('keydown', stay, true);
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus());
    };
  }, [over]);
  if (!over) {
    return (
      <main class="sign-in">
        <Ways {...props} headingId={id} />
      </main>
    );
  }
  return (
    <dialog
      ref={dialog}
      class="sign-in"
      aria-labelledby={id}
      // A phone's gesture back.
      onClose={() => dialog.current?.showModal()}
    >
      <Ways {...props} headingId={id} />
    </dialog>
  );
}

function Ways({ language, failed, over, onCredential, headingId }: SignInProps & { headingId: string }) {
  const words = wordsOf(language).signIn;
  const [options, setOptions] = useState<Options | null>(null);
  useEffect(() => {
    get<Options>('/console/sign-in').then(setOptions, () => setOptions({ clientId: null, links: false }));
  }, []);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever was typing is told where the keyboard is now.
  useEffect(() => heading.current?.focus(), []);
  const usedLink = !over && new URLSearchParams(location.search).get('link') === 'used';
  const none = options !== null && !options.links && options.clientId === null;
  return (
    <>
      <h1 ref={heading} id={headingId} tabIndex={-1}>
        {words.title}
      </h1>
      <p>{over ? words.over : words.why}</p>
      {usedLink && <p role="alert">{words.usedLink}</p>}
      {failed && <p role="alert">{words.failed}</p>}
      {options?.links && <p>{words.link}</p>}
      {none && <p>{words.none}</p>}
      {options?.clientId && (
        <>
          <p>{words.google}</p>
          <GoogleButton clientId={options.clientId} language={language} onCredential={onCredential} />
        </>
      )}
    </>
  );
}

/** Google Identity Services (developers.google.com/identity/gsi/web): the one script of this console that comes from elsewhere. */
const GOOGLE_SCRIPT = 'https://accounts.google.com/gsi/client';

interface GoogleIdentity {
  initialize(options: { client_id: string; callback: (answer: { credential: string }) => void; ux_mode: 'popup' }): void;
  renderButton(parent: HTMLElement, options: { theme: string; size: string; locale: string }): void;
}

declare global {
  var google: { accounts: { id: GoogleIdentity } } | undefined;
}

interface GoogleButtonProps {
  clientId: string;
  language: Language;
  onCredential: (credential: string) => void;
}

function GoogleButton({ clientId, language, onCredential }: GoogleButtonProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (): void => {
      const identity = globalThis.google?.accounts.id;
      if (!identity || !place.current) return;
      identity.initialize({ client_id: clientId, callback: ({ credential }) => onCredential(credential), ux_mode: 'popup' });
      identity.renderButton(place.current, { theme: 'outline', size: 'large', locale: language });
    };
    const script = document.createElement('script');
    script.src = GOOGLE_SCRIPT;
    script.onload = show;
    document.head.append(script);
    return () => script.remove();
  }, [clientId, language]);
  return <div ref={place} />;
}
