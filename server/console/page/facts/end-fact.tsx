import { useState } from 'preact/hooks';
import type { FactList } from '../../../../shared/api.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Text } from '../policy/fields.tsx';
import { FormDialog } from '../policy/form-dialog.tsx';
import { todayIn } from '../policy/texts.ts';
import { useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import { wordsOf } from '../words/words.ts';
import type { Answer, Fact } from './data.ts';
import { factText } from './fact-text.ts';
import { factWords } from './words.ts';

interface EndFactProps {
  facts: FactList;
  fact: Fact;
  onSaved: () => void;
  onClose: () => void;
}

/** Ends a fact on a day, or takes it out as one that was never true. */
export function EndFact({ facts, fact, onSaved, onClose }: EndFactProps) {
  const { language, timeZone } = useConsole();
  const words = factWords(language).end;
  const told = useTold();
  const saving = useSave(facts.policyVersion);
  const [how, setHow] = useState<'end' | 'never'>('end');
  const [until, setUntil] = useState(todayIn(timeZone));
  const { key, validFrom, validUntil } = fact;
  const save = async (): Promise<void> => {
    const answer = await saving.save((revision) =>
      call<Answer>('POST', `/api/facts/${encodeURIComponent(key)}/retire`, {
        revision,
        period: { validFrom, validUntil },
        until: how === 'never' ? null : until,
      }),
    );
    if (!answer) return;
    told(answer);
    onSaved();
  };
  return (
    <FormDialog
      title={words.title(fact.label[language] || key)}
      saving={saving}
      dirty={false}
      action={how === 'never' ? words.remove : words.action}
      onSave={() => void save()}
      onClose={onClose}
    >
      <p>{words.text}</p>
      {saving.conflict && (
        <div class="refused" role="alert">
          <p>{wordsOf(language).conflict.title}</p>
          <p class="text">{(saving.conflict.now.facts ?? []).map((now) => factText(now, language)).join('\n\n')}</p>
        </div>
      )}
      <fieldset class="list-editor">
        <legend class="unseen">{words.title(fact.label[language] || key)}</legend>
        {(['end', 'never'] as const).map((option) => (
          <label key={option} class="check">
            <input type="radio" name="how" checked={how === option} onChange={() => setHow(option)} />
            {words.how[option]}
          </label>
        ))}
      </fieldset>
      {how === 'end' && <Text type="date" label={words.until} value={until} required onChange={setUntil} />}
    </FormDialog>
  );
}
