import { useEffect, useRef, useState } from 'preact/hooks';
import type { CategoryView, TemplateProblemView, TemplateView } from '../../../../shared/api.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Conflict } from '../policy/conflict.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { useSave } from '../policy/use-save.ts';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { policyWords } from '../policy/words.ts';
import { useLoad } from '../use-load.ts';
import { Attached, type Files } from './attached.tsx';
import type { CodeControl } from './code-editor.tsx';
import type { Names as NameList, Saved, Templates, Tested } from './data.ts';
import { type Draft, draftOf, draftText, dropDraft, keepDraft, keptDraft, partsOf, sameDraft, versionsOf } from './draft.ts';
import { Names } from './names.tsx';
import { Preview } from './preview.tsx';
import { SaveBar } from './save-bar.tsx';
import { usePreview } from './use-preview.ts';
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
  const { language, say } = useConsole();
  const words = templateWords(language);
  const mayChange = useMayChange();
  const written = partsOf(id)?.language ?? 'fr';
  const versions = versionsOf(templates.items, id);
  const [start] = useState(
    () => keptDraft(id) ?? { draft: draftOf(versions[0]), base: versions[0] ?? null, revision: templates.policyVersion },
  );
  const [draft, setDraft] = useState<Draft>(start.draft);
  const [base, setBase] = useState<TemplateView | null>(start.base);
  const [mailId, setMailId] = useState('');
  const saving = useSave(start.revision);
  const control = useRef<CodeControl | null>(null);
  const names = useLoad<NameList>(mayChange ? `/api/categories/${category.id}/names?language=${written}` : null);
  const files = useLoad<Files>('/api/files');
  const previewed = usePreview(draft, category.id, written, mailId, mayChange);
  const dirty = !sameDraft(draft, draftOf(base));

  useEffect(() => {
    if (dirty) keepDraft(id, { draft, base, revision: saving.revision });
    else dropDraft(id);
  }, [id, draft, base, dirty, saving.revision]);
  useUnsaved(dirty, { kept: true });

  const saved = (answer: Saved | null): void => {
    if (!answer) return;
    const { template, rebased } = answer;
    setBase(template);
    setDraft((now) => (sameDraft(now, draft) ? draftOf(template) : now));
    say(template.published ? words.publishedAs(template.version) : words.draftAs(template.version));
    if (rebased) say(policyWords(language).savedBeside);
    onSaved();
  };
  const path = `/api/templates/${encodeURIComponent(id)}`;
  const save = async (published: boolean): Promise<void> => {
    const body = { ...draft, published, categoryId: category.id, language: written };
    saved(await saving.save((revision) => call<Saved>('PUT', path, { revision, ...body })));
  };
  const restore = async (version: number): Promise<void> => {
    const answer = await saving.save((revision) =>
      call<Saved>('POST', `${path}/restore`, { revision, version, published: true }),
    );
    if (answer) setDraft(draftOf(answer.template));
    saved(answer);
  };
  const test = async (): Promise<void> => {
    const body = { ...draft, categoryId: category.id, language: written, ...(mailId === '' ? {} : { mailId }) };
    const sent = await saving.save(() => call<Tested>('POST', '/api/templates/test', body));
    if (sent) say(words.tested(sent.to));
  };

  const { conflict } = saving;
  const settle = (take: boolean): void => {
    const theirs = conflict?.now.template ?? null;
    const [mine, before] = [draft, base];
    setBase(theirs);
    if (take) {
      setDraft(draftOf(theirs));
      say(words.tookTheirs, () => {
        setDraft(mine);
        setBase(before);
      });
    }
    saving.settle();
    onSaved();
  };
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
              dirty={dirty}
              isNew={base === null}
              isDraft={base?.published === false}
              broken={problems.some(({ severity }) => severity === 'error')}
              onSave={(published) => void save(published)}
              onTest={() => void test()}
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
      <Versions id={id} versions={versions} mayChange={mayChange} onRestore={restore} />
      {conflict && (
        <Conflict
          conflict={conflict}
          before={asText(conflict.before.template)}
          now={asText(conflict.now.template)}
          mine={draftText(draft, fileName)}
          onTake={() => settle(true)}
          onKeep={() => settle(false)}
        />
      )}
    </>
  );
}
