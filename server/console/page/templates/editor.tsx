import { useRef, useState } from 'preact/hooks';
import type { CategoryView, TemplateProblemView, TemplateView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { Conflict } from '../policy/conflict.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { policyWords } from '../policy/words.ts';
import { useLoad } from '../use-load.ts';
import { Attached, type Files } from './attached.tsx';
import type { CodeControl } from './code-editor.tsx';
import type { Names as NameList, Templates } from './data.ts';
import { draftOf, draftText, partsOf, versionsOf } from './draft.ts';
import { Names } from './names.tsx';
import { Preview } from './preview.tsx';
import { SaveBar } from './save-bar.tsx';
import { usePreview } from './use-preview.ts';
import { useWriting } from './use-writing.ts';
import { Versions } from './versions.tsx';
import { templateWords } from './words.ts';
import { Writing } from './writing.tsx';

interface EditorProps {
  id: string;
  category: CategoryView;
  templates: Templates;
  onSaved: () => void;
}

const NO_PROBLEMS: readonly TemplateProblemView[] = [];

/** One template: written on the left, read on the right as it would leave, with every version there was below. */
export function Editor({ id, category, templates, onSaved }: EditorProps) {
  const { language } = useConsole();
  const words = templateWords(language);
  const mayChange = useMayChange();
  const written = partsOf(id)?.language ?? 'fr';
  const versions = versionsOf(templates.items, id);
  const writing = useWriting({ id, category, written, templates, onSaved });
  const { draft, setDraft, base, saving } = writing;
  const [mailId, setMailId] = useState('');
  const control = useRef<CodeControl | null>(null);
  const names = useLoad<NameList>(mayChange ? `/api/categories/${category.id}/names?language=${written}` : null);
  const files = useLoad<Files>('/api/files');
  const previewed = usePreview(draft, category.id, written, mailId, mayChange);
  const { conflict } = saving;
  const fileName = (file: string): string => files.data?.items.find((one) => one.id === file)?.name ?? words.files.gone;
  const asText = (template: TemplateView | undefined): string => (template ? draftText(draftOf(template), fileName) : '');

  const problems = previewed.view?.problems ?? saving.error?.problem.problems ?? NO_PROBLEMS;
  return (
    <>
      <p class="chips">
        <span class="chip">{policyWords(language).languages[written]}</span>
        {base && <span class="chip">{words.version(base.version)}</span>}
        {base && (
          <span class={base.inForce ? 'chip good' : 'chip'}>{base.inForce ? words.state.inForce : words.state.draft}</span>
        )}
      </p>
      <div class="writing-desk">
        <div class="writing-side">
          <Writing
            draft={draft}
            names={names.data?.items ?? []}
            problems={problems}
            mayChange={mayChange}
            control={control}
            onChange={setDraft}
          />
          <section class="card">
            <Attached
              known={files.data?.items ?? []}
              chosen={draft.files}
              mayChange={mayChange}
              onChange={(chosen) => setDraft({ ...draft, files: chosen })}
            />
          </section>
          {mayChange && (
            <SaveBar
              saving={saving}
              dirty={writing.dirty}
              isNew={base === null}
              isDraft={base?.published === false}
              broken={problems.some(({ severity }) => severity === 'error')}
              onSave={(published) => void writing.save(published)}
              onTest={() => void writing.test(mailId)}
              onRevert={() => setDraft(draftOf(base))}
            />
          )}
        </div>
        {mayChange && (
          <div class="reading-side">
            <Preview previewed={previewed} categoryId={category.id} mailId={mailId} onMail={setMailId} />
            <Names names={names.data?.items ?? []} onInsert={(text) => control.current?.insert(text)} />
          </div>
        )}
      </div>
      <Versions id={id} versions={versions} mayChange={mayChange} onRestore={writing.restore} />
      {conflict && (
        <Conflict
          conflict={conflict}
          before={asText(conflict.before.template)}
          now={asText(conflict.now.template)}
          mine={draftText(draft, fileName)}
          onTake={() => writing.settle(true)}
          onKeep={() => writing.settle(false)}
        />
      )}
    </>
  );
}
