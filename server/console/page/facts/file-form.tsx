import { useState } from 'preact/hooks';
import { MAX_FILE_BYTES } from '../../../../shared/limits.ts';
import { sizeText } from '../../../../shared/size.ts';
import { CallError } from '../api.ts';
import { useConsole } from '../context.ts';
import { percentText } from '../format.ts';
import { Field, PeriodFields, Text } from '../policy/fields.tsx';
import { FormDialog } from '../policy/form-dialog.tsx';
import type { Files } from './data.ts';
import { upload } from './upload.ts';
import { factWords } from './words.ts';

interface FileFormProps {
  /** null: a new one. */
  file: Files['items'][number] | null;
  onSaved: (name: string) => void;
  onClose: () => void;
}

/** A new file, or another name and period of one that is there: the same bytes again, which the server knows. */
export function FileForm({ file, onSaved, onClose }: FileFormProps) {
  const { language } = useConsole();
  const words = factWords(language).files;
  const [chosen, setChosen] = useState<File | null>(null);
  const [name, setName] = useState(file?.name ?? '');
  const [period, setPeriod] = useState({ validFrom: file?.validFrom ?? null, validUntil: file?.validUntil ?? null });
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const tooLarge = (chosen?.size ?? 0) > MAX_FILE_BYTES;

  const save = async (): Promise<void> => {
    if (share !== null || tooLarge) return;
    setError(null);
    setShare(0);
    try {
      const bytes = chosen ?? (await kept(file?.id ?? ''));
      const saved = await upload({ name, file: bytes, ...period, onProgress: setShare });
      onSaved(saved.name);
    } catch (thrown) {
      setError(thrown instanceof CallError ? thrown : new CallError(0, {}));
      setShare(null);
    }
  };
  return (
    <FormDialog
      title={file ? words.editTitle(file.name) : words.upload}
      saving={{ busy: share !== null || tooLarge, error }}
      dirty={chosen !== null && share === null}
      action={file ? words.save : words.upload}
      onSave={() => void save()}
      onClose={onClose}
    >
      {!file && (
        <Field label={words.choose} hint={words.limit(sizeText(MAX_FILE_BYTES, language))}>
          {({ id, hint }) => (
            <input
              id={id}
              type="file"
              required
              aria-describedby={hint}
              onChange={({ currentTarget }) => {
                const [first = null] = currentTarget.files ?? [];
                setChosen(first);
                setName(first?.name ?? '');
              }}
            />
          )}
        </Field>
      )}
      {tooLarge && (
        <p class="wrong-text" role="alert">
          {words.tooLarge(sizeText(chosen?.size ?? 0, language))}
        </p>
      )}
      <Text label={words.columns.name} value={name} required maxLength={200} onChange={setName} />
      <PeriodFields from={period.validFrom} until={period.validUntil} onChange={setPeriod} />
      {file && file.usedBy.length > 0 && <p class="quiet">{words.carried}</p>}
      {share !== null && (
        <p class="progress" role="status">
          <progress max={1} value={share} aria-label={words.upload} /> {percentText(share, language)}
        </p>
      )}
    </FormDialog>
  );
}

async function kept(id: string): Promise<Blob> {
  const response = await fetch(`/api/files/${id}`).catch(() => null);
  if (!response?.ok) throw new CallError(response?.status ?? 0, {});
  return response.blob();
}
