import { useState } from 'preact/hooks';
import type { FactList } from '../../../../shared/api.ts';
import { samePeriod } from '../../../../shared/facts.ts';
import { FACT_KINDS } from '../../../../shared/policy.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Conflict } from '../policy/conflict.tsx';
import { BothText, PeriodFields, Select, Text } from '../policy/fields.tsx';
import { FormDialog } from '../policy/form-dialog.tsx';
import { useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import type { Answer, Fact } from './data.ts';
import { Dates } from './dates-editor.tsx';
import { keyOf } from './fact-state.ts';
import { factText } from './fact-text.ts';
import { Rows } from './rows-editor.tsx';
import { factWords } from './words.ts';

const BLANK: Fact = {
  key: '',
  kind: 'text',
  label: { fr: '', en: '' },
  value: { fr: '', en: '' },
  dates: [],
  rows: [],
  validFrom: null,
  validUntil: null,
};

interface FactFormProps {
  facts: FactList;
  /** null: a new one. */
  fact: Fact | null;
  /** What a new one begins with: the same key for another period. */
  like?: Fact;
  onSaved: () => void;
  onClose: () => void;
}

export function FactForm({ facts, fact, like, onSaved, onClose }: FactFormProps) {
  const { language } = useConsole();
  const words = factWords(language);
  const told = useTold();
  const saving = useSave(facts.policyVersion);
  const [start, setStart] = useState<Fact>(fact ?? like ?? BLANK);
  const [edited, set] = useState<Fact>(start);
  const [ownKey, setOwnKey] = useState(false);
  const change = (part: Partial<Fact>): void => set((before) => ({ ...before, ...part }));
  const named = fact !== null || like !== undefined;
  const key = named || ownKey ? edited.key : keyOf(edited.label.en || edited.label.fr);
  const mine: Fact = { ...edited, key };
  const path = `/api/facts/${encodeURIComponent(key)}`;

  const save = async (): Promise<void> => {
    const { key: _key, ...rest } = mine;
    const answer = await saving.save((revision) =>
      fact
        ? call<Answer>('PUT', path, { revision, period: periodOf(start), fact: rest })
        : call<Answer>('POST', '/api/facts', { revision, fact: mine }),
    );
    if (!answer) return;
    told(answer);
    onSaved();
  };
  const { conflict } = saving;
  const inPlace = (list: readonly Fact[] | undefined): Fact | undefined => list?.find((one) => samePeriod(one, start));
  const settle = (take: boolean): void => {
    const now = inPlace(conflict?.now.facts);
    if (take && now) {
      set(now);
      setStart(now);
    }
    saving.settle();
  };
  return (
    <FormDialog
      title={fact ? words.form.edit(fact.label[language] || fact.key) : words.form.create}
      wide
      saving={saving}
      dirty={JSON.stringify(edited) !== JSON.stringify(start)}
      onSave={() => void save()}
      onClose={onClose}
    >
      <BothText label={words.form.label} value={edited.label} required maxLength={100} onChange={(label) => change({ label })} />
      <div class="pair">
        <Text
          label={words.form.key}
          hint={words.form.keyHint(key)}
          value={key}
          required
          maxLength={60}
          pattern="[A-Za-z][A-Za-z0-9_\-]*"
          disabled={named}
          onChange={(value) => {
            setOwnKey(true);
            change({ key: value });
          }}
        />
        <Select
          label={words.form.kind}
          value={edited.kind}
          options={FACT_KINDS.map((kind) => [kind, words.kinds[kind]] as const)}
          onChange={(kind) => change({ kind })}
        />
      </div>
      {edited.kind === 'text' && (
        <BothText
          label={words.form.value}
          lines={4}
          maxLength={3000}
          value={edited.value}
          onChange={(value) => change({ value })}
        />
      )}
      {edited.kind === 'link' && (
        <BothText label={words.form.link} maxLength={3000} value={edited.value} onChange={(value) => change({ value })} />
      )}
      {edited.kind === 'dates' && <Dates dates={edited.dates} onChange={(dates) => change({ dates })} />}
      {edited.kind === 'table' && <Rows rows={edited.rows} onChange={(rows) => change({ rows })} />}
      <PeriodFields from={edited.validFrom} until={edited.validUntil} onChange={change} />
      {conflict && (
        <Conflict
          conflict={conflict}
          before={factText(inPlace(conflict.before.facts), language)}
          now={factText(inPlace(conflict.now.facts), language)}
          mine={factText(mine, language)}
          onTake={() => settle(true)}
          onKeep={() => settle(false)}
        />
      )}
    </FormDialog>
  );
}

function periodOf({ validFrom, validUntil }: Fact): Pick<Fact, 'validFrom' | 'validUntil'> {
  return { validFrom, validUntil };
}
