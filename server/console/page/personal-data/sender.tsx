import { useId, useRef, useState } from 'preact/hooks';
import { CallError, call, get } from '../api.ts';
import { useConsole } from '../context.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Empty, Failure, failureText } from '../ui/states.tsx';
import { wordsOf } from '../words/words.ts';
import type { Erased, Export } from './data.ts';
import { Found } from './found.tsx';
import { personalDataWords } from './words.ts';

/**
 * All that is kept of a sender. The address stands in no place of the page's own address: it would stay in the browser's
 * history.
 */
export function Sender() {
  const { language, say } = useConsole();
  const words = personalDataWords(language);
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Export | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [asking, ask] = useState(false);
  const latest = useRef(0);
  const id = useId();

  const look = async (): Promise<void> => {
    const mine = ++latest.current;
    setBusy(true);
    setError(null);
    try {
      const answer = await get<Export>(`/api/senders/${encodeURIComponent(address.trim())}`);
      if (mine === latest.current) setFound(answer);
    } catch (failed) {
      if (mine !== latest.current) return;
      setFound(null);
      setError(told(failed));
    } finally {
      if (mine === latest.current) setBusy(false);
    }
  };
  const erase = async (): Promise<void> => {
    if (!found) return;
    try {
      const path = `/api/senders/${encodeURIComponent(found.address)}`;
      const { erased, pending } = await call<Erased>('DELETE', path);
      say([words.erased(erased), ...(pending > 0 ? [words.pending(pending)] : [])].join(' '));
      if (pending === 0) setFound({ ...found, mails: [] });
      else await look();
    } catch (failed) {
      say(failureText(told(failed), language));
    }
    ask(false);
  };
  return (
    <>
      <form
        class="filters look-up"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <div class="field">
          <label for={id}>{words.address}</label>
          <input
            id={id}
            type="email"
            required
            autocomplete="off"
            value={address}
            onInput={({ currentTarget }) => setAddress(currentTarget.value)}
          />
        </div>
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? wordsOf(language).loading : words.search}
        </button>
        <p class="quiet hint">{words.noted}</p>
      </form>
      {error && <Failure error={error} onRetry={() => void look()} />}
      {found && found.mails.length === 0 && (
        <Empty title={words.nothing(found.address)}>
          <p>{words.nothingHint}</p>
        </Empty>
      )}
      {found && found.mails.length > 0 && <Found found={found} onErase={() => ask(true)} />}
      {asking && found && (
        <Confirm
          title={words.eraseTitle(found.address)}
          action={words.eraseAction}
          danger
          onConfirm={erase}
          onClose={() => ask(false)}
        >
          <p>{words.eraseGoes}</p>
          <p>{words.eraseStays}</p>
          <p>{words.eraseMailbox}</p>
        </Confirm>
      )}
    </>
  );
}

function told(error: unknown): CallError {
  return error instanceof CallError ? error : new CallError(0, {});
}
