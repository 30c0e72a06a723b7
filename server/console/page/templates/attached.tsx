import type { z } from 'zod';
import type { FileList } from '../../../../shared/api/policy-edit.ts';
import { MAX_TEMPLATE_FILES } from '../../../../shared/limits.ts';
import { sizeText } from '../../../../shared/size.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { Field } from '../policy/fields.tsx';
import { periodText } from '../policy/texts.ts';
import { policyWords } from '../policy/words.ts';
import { templateWords } from './words.ts';

export type Files = z.infer<typeof FileList>;

interface AttachedProps {
  known: Files['items'];
  chosen: readonly string[];
  mayChange: boolean;
  onChange: (ids: readonly string[]) => void;
}

/** The files that go with the answer, chosen among those that were uploaded. */
export function Attached({ known, chosen, mayChange, onChange }: AttachedProps) {
  const { language } = useConsole();
  const words = templateWords(language).files;
  const free = known.filter(({ id }) => !chosen.includes(id));
  return (
    <section class="attached">
      <h3>{words.title}</h3>
      {chosen.length === 0 && <p class="quiet">{words.none}</p>}
      <ul>
        {chosen.map((id) => {
          const file = known.find((one) => one.id === id);
          const name = file?.name ?? words.gone;
          return (
            <li key={id}>
              <span>
                {name}{' '}
                {file && (
                  <span class="quiet">
                    {sizeText(file.size, language)}, {periodText(file.validFrom, file.validUntil, language)}
                  </span>
                )}
              </span>
              {mayChange && (
                <button
                  type="button"
                  class="button small"
                  aria-label={`${policyWords(language).remove}: ${name}`}
                  onClick={() => onChange(chosen.filter((other) => other !== id))}
                >
                  {policyWords(language).remove}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {mayChange && free.length > 0 && chosen.length < MAX_TEMPLATE_FILES && (
        <Field label={words.attach}>
          {({ id }) => (
            <select id={id} value="" onChange={({ currentTarget }) => onChange([...chosen, currentTarget.value])}>
              <option value="">{words.choose}</option>
              {free.map((file) => (
                <option key={file.id} value={file.id}>
                  {file.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {mayChange && <a href={hashOf('facts', ['files'])}>{words.upload}</a>}
    </section>
  );
}
