import { useMemo, useRef, useState } from 'preact/hooks';
import type { MailSummary, PersonView } from '../../../../shared/api.ts';
import { CallError, call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { failureText } from '../ui/states.tsx';
import { wordsOf } from '../words/words.ts';
import { BulkItems } from './bulk-items.tsx';
import { type BulkAction, type BulkResult, hindranceOf, itemOf, runBulk } from './bulk-run.ts';
import { useTexts } from './use-texts.ts';
import { mailsWords } from './words.ts';

interface BulkProps {
  action: BulkAction;
  mails: readonly MailSummary[];
  people: readonly PersonView[];
  /** It was tried: the selection has had its turn. */
  onClose: () => void;
  /** Nothing was done: what was selected stays so. */
  onCancel: () => void;
}

/** Shows what each mail would get, asks, does it a few at a time, and says of each what came of it. */
export function Bulk({ action, mails, people, onClose, onCancel }: BulkProps) {
  const { language } = useConsole();
  const { bulk } = mailsWords(language);
  // As they were selected: what moves in the list meanwhile does not move what is being read here.
  const [wanted, want] = useState<readonly Pick<MailSummary, 'id'>[]>(mails);
  const texts = useTexts(wanted);
  const [results, setResults] = useState<ReadonlyMap<string, BulkResult> | null>(null);
  const [personId, setPersonId] = useState('me');
  const busy = useRef(false);
  const tried = useRef(false);
  const leave = (): void => (tried.current ? onClose() : onCancel());
  const able = useMemo(() => texts.mails.filter((mail) => hindranceOf(action, mail) === null), [texts, action]);
  const ready = texts.asked === texts.of;
  const finished = results !== null && results.size >= able.length;
  const failed = results ? [...results.values()].filter(({ ok }) => !ok) : [];

  const start = async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    tried.current = true;
    setResults(new Map());
    const assignTo = action === 'assign' ? { personId: personId === '' ? null : personId } : {};
    await runBulk(
      able.map(itemOf),
      async (items) => (await call<{ items: BulkResult[] }>('POST', '/api/mails/bulk', { action, ...assignTo, items })).items,
      {
        told: (some) => setResults((before) => new Map([...(before ?? []), ...some.map((one) => [one.id, one] as const)])),
        lost: ({ id }, error) => ({ id, ok: false, code: null, title: lostText(error), mail: null }),
      },
    );
    busy.current = false;
  };
  const lostText = (error: unknown): string =>
    error instanceof CallError && error.status !== 0 ? failureText(error, language) : bulk.lost;
  const again = (): void => {
    setResults(null);
    want(failed.map(({ id }) => ({ id })));
  };

  const buttons =
    results === null ? (
      <>
        <button type="button" class="button" onClick={leave}>
          {wordsOf(language).cancel}
        </button>
        <button type="button" class="button primary" disabled={!ready || able.length === 0} onClick={() => void start()}>
          {bulk.confirm[action](able.length)}
        </button>
      </>
    ) : (
      <>
        {finished && failed.length > 0 && (
          <button type="button" class="button" onClick={again}>
            {bulk.again}
          </button>
        )}
        <button type="button" class="button primary" disabled={!finished} onClick={onClose}>
          {bulk.close}
        </button>
      </>
    );
  return (
    <Dialog
      wide
      title={results === null ? bulk.title[action](ready ? able.length : texts.of) : bulk.actions[action].replace('…', '')}
      buttons={buttons}
      onClose={() => !busy.current && leave()}
    >
      {results === null && <p class="quiet">{bulk.tells[action]}</p>}
      {!ready && <Progress value={texts.asked} of={texts.of} text={bulk.loading(texts.asked, texts.of)} />}
      {results !== null && (
        <Progress
          value={results.size}
          of={able.length}
          text={finished ? bulk.finished(able.length - failed.length, able.length) : bulk.working(results.size, able.length)}
        />
      )}
      {action === 'assign' && results === null && (
        <label class="field bulk-person">
          <span class="label">{bulk.assignTo}</span>
          <select value={personId} onChange={({ currentTarget }) => setPersonId(currentTarget.value)}>
            <option value="me">{mailsWords(language).one.me}</option>
            {people.map(({ id, name, function: duty }) => (
              <option key={id} value={id}>
                {name} · {duty[language]}
              </option>
            ))}
            <option value="">{mailsWords(language).one.nobody}</option>
          </select>
        </label>
      )}
      {ready && able.length === 0 && results === null && <p>{bulk.nothing}</p>}
      <BulkItems action={action} mails={texts.mails} results={results} />
    </Dialog>
  );
}

function Progress({ value, of, text }: { value: number; of: number; text: string }) {
  return (
    <div class="bulk-progress">
      <progress max={Math.max(1, of)} value={value} aria-label={text} />
      <p role="status">{text}</p>
    </div>
  );
}
