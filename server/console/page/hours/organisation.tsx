import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Conflict } from '../policy/conflict.tsx';
import { BothText, Select } from '../policy/fields.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { Refused } from '../policy/refused.tsx';
import { useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { policyWords } from '../policy/words.ts';
import { wordsOf } from '../words/words.ts';
import type { Answer, Organisation } from './data.ts';
import { hoursWords } from './words.ts';

type Fields = Pick<Organisation, 'name' | 'language' | 'humanContact'>;

export function OrganisationForm({ organisation, onChanged }: { organisation: Organisation; onChanged: () => void }) {
  const { language } = useConsole();
  const words = hoursWords(language).organisation;
  const { languages } = policyWords(language);
  const mayChange = useMayChange();
  const told = useTold();
  const saving = useSave(organisation.policyVersion);
  const { policyVersion: _version, ...start } = organisation;
  const [fields, set] = useState<Fields>(start);
  const [saved, setSaved] = useState<Fields>(start);
  useUnsaved(JSON.stringify(fields) !== JSON.stringify(saved));
  const save = async (): Promise<void> => {
    const answer = await saving.save((revision) => call<Answer>('PATCH', '/api/organisation', { revision, ...fields }));
    if (!answer) return;
    told(answer);
    setSaved(fields);
    onChanged();
  };
  const { conflict } = saving;
  const asText = (of: Fields | undefined): string =>
    of ? [of.name.fr, of.name.en, languages[of.language], of.humanContact.fr, of.humanContact.en].join('\n') : '';
  const settle = (take: boolean): void => {
    const now = conflict?.now.organisation;
    if (take && now) set(now);
    if (now) setSaved(now);
    saving.settle();
  };
  return (
    <form
      class="card form narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="quiet">{words.intro}</p>
      <fieldset class="form" disabled={!mayChange}>
        <legend class="unseen">{hoursWords(language).tabs.organisation}</legend>
        <BothText label={words.name} value={fields.name} required maxLength={200} onChange={(name) => set({ ...fields, name })} />
        <Select
          label={words.language}
          hint={words.languageHint}
          value={fields.language}
          options={[
            ['fr', languages.fr],
            ['en', languages.en],
          ]}
          onChange={(value) => set({ ...fields, language: value })}
        />
        <BothText
          label={words.contact}
          hint={words.contactHint}
          value={fields.humanContact}
          lines={3}
          required
          maxLength={500}
          onChange={(humanContact) => set({ ...fields, humanContact })}
        />
      </fieldset>
      <Refused error={saving.error} />
      {mayChange && (
        <div class="buttons">
          <button type="submit" class="button primary" disabled={saving.busy || JSON.stringify(fields) === JSON.stringify(start)}>
            {wordsOf(language).save}
          </button>
        </div>
      )}
      {conflict && (
        <Conflict
          conflict={conflict}
          before={asText(conflict.before.organisation)}
          now={asText(conflict.now.organisation)}
          mine={asText(fields)}
          onTake={() => settle(true)}
          onKeep={() => settle(false)}
        />
      )}
    </form>
  );
}
