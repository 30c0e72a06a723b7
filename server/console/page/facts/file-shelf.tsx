import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { CategoryList } from '../../../../shared/api/policy.ts';
import { sizeText } from '../../../../shared/size.ts';
import { CallError, call } from '../api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { hashOf } from '../place.ts';
import { useMayChange } from '../policy/parts.tsx';
import { periodText, todayIn } from '../policy/texts.ts';
import { policyWords } from '../policy/words.ts';
import { partsOf } from '../templates/draft.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Empty, failureText, Ready } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useLoad } from '../use-load.ts';
import type { Files } from './data.ts';
import { stateOf } from './fact-state.ts';
import { FileForm } from './file-form.tsx';
import { factWords } from './words.ts';

type FileEntry = Files['items'][number];

/** Files that go with answers, and where each is used. */
export function FileShelf() {
  const { language, say } = useConsole();
  const words = factWords(language).files;
  const mayChange = useMayChange();
  const files = useLoad<Files>('/api/files');
  const [edited, setEdited] = useState<FileEntry | 'new' | null>(null);
  const [gone, setGone] = useState<FileEntry | null>(null);
  const remove = async ({ id, name }: FileEntry): Promise<void> => {
    try {
      await call('DELETE', `/api/files/${id}`);
      say(words.deleted(name));
    } catch (thrown) {
      say(failureText(thrown instanceof CallError ? thrown : new CallError(0, {}), language));
    }
    setGone(null);
    files.reload();
  };
  return (
    <>
      {mayChange && (
        <div class="filters">
          <p class="quiet">{words.intro}</p>
          <button type="button" class="button primary end" onClick={() => setEdited('new')}>
            {words.upload}
          </button>
        </div>
      )}
      <Ready from={files}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <FileTable items={items} onEdit={mayChange ? setEdited : null} onRemove={setGone} />
          )
        }
      </Ready>
      {edited !== null && (
        <FileForm
          file={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={(name) => {
            setEdited(null);
            say(words.saved(name));
            files.reload();
          }}
        />
      )}
      {gone && (
        <Confirm
          title={words.deleteTitle(gone.name)}
          action={words.delete}
          danger
          onConfirm={() => remove(gone)}
          onClose={() => setGone(null)}
        >
          <p>{words.deleteText}</p>
        </Confirm>
      )}
    </>
  );
}

interface FileTableProps {
  items: readonly FileEntry[];
  onEdit: ((file: FileEntry) => void) | null;
  onRemove: (file: FileEntry) => void;
}

function FileTable({ items, onEdit, onRemove }: FileTableProps) {
  const { language, timeZone } = useConsole();
  const words = factWords(language);
  const shared = policyWords(language);
  const categories = useLoad<z.infer<typeof CategoryList>>('/api/categories');
  const nameOf = (id: string): string => {
    const parts = partsOf(id);
    const category = categories.data?.items.find((one) => one.id === parts?.categoryId);
    return parts && category ? `${category.name[language]} (${shared.languages[parts.language]})` : id;
  };
  const today = todayIn(timeZone);
  return (
    <Table
      caption={words.tabs.files}
      columns={[words.files.columns.name, words.files.columns.period, words.files.columns.used]}
      actions={onEdit !== null && shared.actions}
      class="cards"
    >
      {items.map((file) => {
        const { id, name, size, validFrom, validUntil, uploadedAt, usedBy } = file;
        const state = stateOf(file, today);
        return (
          <tr key={id}>
            <th scope="row">
              <a href={`/api/files/${id}`} download={name}>
                {name}
              </a>
              <span class="row-note">
                <br />
                {sizeText(size, language)}, {momentText(uploadedAt, language, timeZone)}
              </span>
            </th>
            <td>
              {periodText(validFrom, validUntil, language)}{' '}
              {state !== 'now' && <span class={state === 'later' ? 'chip' : 'chip warn'}>{words.state[state]}</span>}
            </td>
            <td>
              {usedBy.length === 0 && <span class="quiet">{words.files.unused}</span>}
              {usedBy.map((template) => (
                <div key={template}>
                  <a href={hashOf('templates', [template])}>{nameOf(template)}</a>
                </div>
              ))}
            </td>
            {onEdit && (
              <td>
                <div class="buttons">
                  <button type="button" class="button small" aria-label={`${shared.edit}: ${name}`} onClick={() => onEdit(file)}>
                    {shared.edit}
                  </button>
                  <button
                    type="button"
                    class="button small danger"
                    aria-label={`${words.files.delete}: ${name}`}
                    disabled={usedBy.length > 0}
                    title={usedBy.length > 0 ? words.files.inUse : undefined}
                    onClick={() => onRemove(file)}
                  >
                    {words.files.delete}
                  </button>
                </div>
              </td>
            )}
          </tr>
        );
      })}
    </Table>
  );
}
