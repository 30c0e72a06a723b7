import { useState } from 'preact/hooks';
import type { Language } from '../../../shared/policy.ts';
import { CallError, deliver } from './api.ts';
import { Composer } from './composer.tsx';
import { EXAMPLES } from './examples.ts';
import type { Words } from './words/words.ts';

interface WriteProps {
  words: Words;
  language: Language;
  onDone: (said: string, threadId: string) => void;
  onClose: () => void;
}

/** A mail of one's own to the school, as if from outside. */
export function WriteToSchool({ words, language, onDone, onClose }: WriteProps) {
  const labels = words.composer;
  const examples = EXAMPLES[language];
  const [mail, setMail] = useState({
    name: '',
    from: `parent@${language === 'fr' ? 'famille' : 'family'}.example`,
    subject: '',
    text: '',
  });
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<typeof mail>): void => setMail((before) => ({ ...before, ...part }));
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      onDone(labels.delivered, (await deliver({ ...mail, language })).threadId);
    } catch (error) {
      setProblem(error instanceof CallError && error.status === 400 ? labels.badAddress : words.failed);
      setBusy(false);
    }
  };
  return (
    <Composer words={words} title={labels.writeTitle} problem={problem} onClose={onClose}>
      <form class="fields" onSubmit={(event) => void submit(event)}>
        <p class="quiet">{labels.writeWhy}</p>
        <label>
          {labels.example}
          <select
            data-first
            onChange={({ currentTarget }) => change(examples[Number(currentTarget.value)]?.mail ?? { subject: '', text: '' })}
          >
            <option value="">{labels.ownWords}</option>
            {examples.map(({ title }, index) => (
              <option key={title} value={index}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <div class="pair">
          <Field label={labels.name} value={mail.name} onInput={(name) => change({ name })} />
          <Field label={labels.address} value={mail.from} onInput={(from) => change({ from })} />
        </div>
        <Field label={labels.subject} value={mail.subject} onInput={(subject) => change({ subject })} />
        <label class="grow">
          {labels.text}
          <textarea
            rows={8}
            required
            maxLength={100_000}
            value={mail.text}
            onInput={({ currentTarget }) => change({ text: currentTarget.value })}
          />
        </label>
        <p class="buttons">
          <button type="submit" class="button primary" disabled={busy}>
            {labels.deliver}
          </button>
        </p>
      </form>
    </Composer>
  );
}

function Field({ label, value, onInput }: { label: string; value: string; onInput: (value: string) => void }) {
  return (
    <label>
      {label}
      <input type="text" maxLength={250} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
    </label>
  );
}
