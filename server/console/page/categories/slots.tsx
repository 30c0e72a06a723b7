import { LANGUAGES, SLOT_TYPES } from '../../../../shared/policy.ts';
import { useConsole } from '../context.ts';
import { Select, Text } from '../policy/fields.tsx';
import { policyWords } from '../policy/words.ts';
import type { EditedSlot } from './edited.ts';
import { categoryWords } from './words.ts';

const EMPTY: EditedSlot = { name: '', label: { fr: '', en: '' }, type: 'text', required: false, choices: '' };

interface SlotsProps {
  slots: readonly EditedSlot[];
  onChange: (slots: readonly EditedSlot[]) => void;
}

/** What is looked for in a mail of the category. */
export function Slots({ slots, onChange }: SlotsProps) {
  const words = categoryWords(useConsole().language).form;
  return (
    <fieldset class="list-editor">
      <legend class="label">{words.slots}</legend>
      <p class="quiet">{slots.length === 0 ? words.noSlots : words.slotsHint}</p>
      {slots.map((slot, i) => (
        <OneSlot
          key={`slot ${i}`}
          slot={slot}
          number={i + 1}
          onChange={(changed) => onChange(slots.map((other, at) => (at === i ? changed : other)))}
          onRemove={() => onChange(slots.filter((_, at) => at !== i))}
        />
      ))}
      <button type="button" class="button" onClick={() => onChange([...slots, EMPTY])}>
        {words.addSlot}
      </button>
    </fieldset>
  );
}

interface OneSlotProps {
  slot: EditedSlot;
  number: number;
  onChange: (slot: EditedSlot) => void;
  onRemove: () => void;
}

function OneSlot({ slot, number, onChange, onRemove }: OneSlotProps) {
  const { language } = useConsole();
  const words = categoryWords(language).form;
  const { languages, remove } = policyWords(language);
  const { name, label, type, required, choices } = slot;
  return (
    <fieldset class="form-row">
      <legend class="unseen">{words.slot(number)}</legend>
      <Text
        label={words.slotName}
        value={name}
        required
        pattern="[A-Za-z][A-Za-z0-9_\-]*"
        maxLength={60}
        onChange={(value) => onChange({ ...slot, name: value })}
      />
      {LANGUAGES.map((one) => (
        <Text
          key={one}
          label={`${words.slotLabel} (${languages[one]})`}
          value={label[one]}
          required
          maxLength={100}
          onChange={(value) => onChange({ ...slot, label: { ...label, [one]: value } })}
        />
      ))}
      <Select
        label={words.slotType}
        value={type}
        options={SLOT_TYPES.map((one) => [one, words.types[one]] as const)}
        onChange={(value) => onChange({ ...slot, type: value })}
      />
      <button type="button" class="button small" aria-label={`${remove}: ${words.slot(number)}`} onClick={onRemove}>
        {remove}
      </button>
      <label class="check whole-row">
        <input
          type="checkbox"
          checked={required}
          onChange={({ currentTarget }) => onChange({ ...slot, required: currentTarget.checked })}
        />
        {words.required}
      </label>
      {type === 'choice' && (
        <div class="whole-row">
          <Text
            label={words.choices}
            hint={words.choicesHint}
            lines={4}
            value={choices}
            required
            onChange={(value) => onChange({ ...slot, choices: value })}
          />
        </div>
      )}
    </fieldset>
  );
}
