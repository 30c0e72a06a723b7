import { useEffect, useMemo, useRef } from 'preact/hooks';
import { AlertBar } from './alerts.tsx';
import { type Console, ConsoleContext, useConsole } from './context.ts';
import { Header } from './header.tsx';
import { Menu } from './menu.tsx';
import { PAGES, type Page } from './pages.ts';
import { go, type Place, usePlace } from './place.ts';
import { usePreferences } from './preferences.ts';
import { useSession } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { Notices, useNotices } from './ui/notices.tsx';
import { Failed, failureText } from './ui/states.tsx';
import { usePage } from './use-page.ts';
import { wordsOf } from './words/words.ts';

const FIRST = 'today';

export function App() {
  const [preferences, prefer] = usePreferences();
  const { language } = preferences;
  const words = wordsOf(language);
  const signedIn = useSession();
  const place = usePlace();
  const { notices, say, remove } = useNotices();
  const main = useRef<HTMLElement>(null);
  const page = PAGES.find(({ name }) => name === (place.page || FIRST));

  useEffect(() => {
    document.title = `${page?.title[language] ?? words.unknownPage} · MAIL GPS`;
  }, [page, language]);
  // Who goes to another page by the keyboard is at its beginning then.
  useEffect(() => main.current?.focus(), [page]);

  const known = useMemo<Console | null>(() => {
    if (signedIn.state !== 'in') return null;
    const { me, timeZone } = signedIn.session;
    return { me, language, timeZone, say };
  }, [signedIn.state === 'in' && signedIn.session, language, say]);

  const out = signedIn.state === 'out' || (signedIn.state === 'in' && signedIn.over);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {words.skip}
      </button>
      <Header
        preferences={preferences}
        prefer={prefer}
        me={known?.me ?? null}
        onLeave={() => void signedIn.leave().then(() => go(FIRST))}
      />
      {signedIn.state === 'asking' && <p class="quiet pad">{words.loading}</p>}
      {signedIn.state === 'unknown' && (
        <main class="pad">
          <Failed text={failureText(signedIn.error, language)} language={language} onRetry={signedIn.again} />
        </main>
      )}
      {out && (
        <SignIn
          language={language}
          failed={signedIn.state === 'out' && signedIn.failed}
          over={signedIn.state === 'in'}
          onCredential={(credential) => void signedIn.enter(credential)}
        />
      )}
      {known && (
        <ConsoleContext.Provider value={known}>
          <div class="frame" hidden={out}>
            <Menu language={language} current={page?.name ?? ''} />
            <div class="column">
              <AlertBar />
              <main id="page" tabIndex={-1} ref={main}>
                {page ? <Shown key={page.name} page={page} place={place} /> : <h1 class="pad">{words.unknownPage}</h1>}
              </main>
            </div>
          </div>
        </ConsoleContext.Provider>
      )}
      <Notices notices={notices} undoText={words.undo} onEnd={remove} />
    </>
  );
}

/** A page's own code is loaded when it is opened for the first time. */
function Shown({ page, place }: { page: Page; place: Place }) {
  const { language } = useConsole();
  const words = wordsOf(language);
  const { code, failed, retry } = usePage(page);
  if (code) return <code.Page place={place} />;
  if (failed === null) return <p class="quiet pad">{words.loading}</p>;
  return (
    <>
      <div class="page-head">
        <h1>{page.title[language]}</h1>
      </div>
      <Failed text={failed === 'server' ? words.offline : words.notLoaded} language={language} onRetry={retry} />
    </>
  );
}
