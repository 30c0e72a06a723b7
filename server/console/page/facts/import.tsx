import { useState } from 'preact/hooks';
import type { FactList } from '../../../../shared/api.ts';
import { samePeriod } from '../../../../shared/facts.ts';
import { MAX_TIMETABLE_BYTES } from '../../../../shared/limits.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Conflict } from '../policy/conflict.tsx';
import { BothText, Field, PeriodFields, Select } from '../policy/fields.tsx';
import { Refused } from '../policy/refused.tsx';
import { useTold } from '../policy/use-told.ts';
import { useTried } from '../policy/use-tried.ts';
import { wordsOf } from '../words/words.ts';
import type { Imported } from './data.ts';
import { keyOf, sortedFacts } from './fact-state.ts';
import { factText } from './fact-text.ts';
import { Understood } from './understood.tsx';
import { base64Of } from './upload.ts';
import { factWords } from './words.ts';

const NEW = ' new';

/** What keeps a file from being read at all: a browser lets people choose other kinds, too. */
function faultOf({ name, size }: File): 'tooLarge' | 'otherKind' | null {
  if (!/\.(?:ics|csv)$/i.test(name)) return 'otherKind';
  return size > MAX_TIMETABLE_BYTES ? 'tooLarge' : null;
}

/** What the timetable is for: a fact that is there, or a new one of this name and kind. */
interface Asked {
  target: string;
  label: { fr: string; en: string };
  kind: 'dates' | 'table';
  period: { validFrom: string | null; validUntil: string | null };
}

const NOTHING: Asked = {
  target: NEW,
  label: { fr: '', en: '' },
  kind: 'table',
  period: { validFrom: null, validUntil: null },
};

/** A timetable from a calendar or a table: first what was understood of it, then it is applied. */
export function Import({ facts, onChanged }: { facts: FactList; onChanged: () => void }) {
  const { language, say } = useConsole();
  const words = factWords(language);
  const told = useTold();
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const [file, setFile] = useState<{ name: string; content: string } | null>(null);
  const [fault, setFault] = useState<'tooLarge' | 'otherKind' | null>(null);

  const known = sortedFacts(facts.items, language).filter((one) => one.kind === 'table' || one.kind === 'dates');
  const { target, label, kind, period } = asked;
  const like = known.find(({ key }) => key === target);
  const key = like?.key ?? keyOf(label.en || label.fr);
  const fact = {
    key,
    kind: like?.kind === 'dates' ? ('dates' as const) : like ? ('table' as const) : kind,
    label: like?.label ?? label,
    ...period,
  };
  const replaces = facts.items.some((one) => one.key === key && samePeriod(one, period));
  const tried = useTried(facts.policyVersion, (revision, dryRun) =>
    call<Imported>('POST', '/api/facts/import', { revision, fact, ...file, dryRun }),
  );
  const { shown: read, show, look, conflict } = tried;
  const ask = (part: Partial<Asked>): void => {
    show(null);
    setAsked((before) => ({ ...before, ...part }));
  };

  const apply = async (): Promise<void> => {
    const answer = await tried.apply();
    if (!answer) return;
    told(answer);
    say(words.import.applied(answer.rows.length));
    show(null);
    setFile(null);
    onChanged();
  };
  const choose = async (chosen: File | undefined): Promise<void> => {
    show(null);
    setFile(null);
    const wrong = chosen ? faultOf(chosen) : null;
    setFault(wrong);
    if (chosen && !wrong) setFile({ name: chosen.name, content: await base64Of(chosen) });
  };
  const asText = (list: FactList['items'] | undefined): string =>
    factText(
      list?.find((one) => samePeriod(one, period)),
      language,
    );

  return (
    <>
      <form
        class="card form"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) void look();
        }}
      >
        <p class="quiet">{words.import.intro}</p>
        <Field label={words.import.file} hint={words.import.fileHint}>
          {({ id, hint }) => (
            <input
              id={id}
              type="file"
              accept=".ics,.csv,text/calendar,text/csv"
              required
              aria-describedby={hint}
              onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
            />
          )}
        </Field>
        {fault && (
          <p class="wrong-text" role="alert">
            {words.import[fault]}
          </p>
        )}
        <Select
          label={words.import.target}
          value={target}
          options={[
            [NEW, words.import.newFact],
            ...known.map((one) => [one.key, `${one.label[language]} (${one.key})`] as const),
          ]}
          onChange={(value) => {
            const chosen = known.find((one) => one.key === value);
            ask({ target: value, period: chosen ? { validFrom: chosen.validFrom, validUntil: chosen.validUntil } : period });
          }}
        />
        {!like && (
          <>
            <BothText
              label={words.form.label}
              value={label}
              required
              maxLength={100}
              onChange={(value) => ask({ label: value })}
            />
            <Select
              label={words.form.kind}
              value={kind}
              options={[
                ['table', words.kinds.table],
                ['dates', words.kinds.dates],
              ]}
              onChange={(value) => ask({ kind: value })}
            />
          </>
        )}
        <PeriodFields from={period.validFrom} until={period.validUntil} onChange={(value) => ask({ period: value })} />
        <div class="buttons">
          <button type="submit" class={read ? 'button' : 'button primary'} disabled={tried.busy || !file}>
            {words.import.look}
          </button>
        </div>
        <Refused error={tried.error} />
      </form>
      {read && <Understood read={read} replaces={replaces} busy={tried.busy} onApply={() => void apply()} />}
      {conflict && (
        <Conflict
          conflict={conflict}
          before={asText(conflict.before.facts)}
          now={asText(conflict.now.facts)}
          mine={asText(read?.now.facts)}
          onTake={() => {
            tried.settle();
            show(null);
            say(wordsOf(language).conflict.take);
            onChanged();
          }}
          onKeep={tried.settle}
        />
      )}
    </>
  );
}
