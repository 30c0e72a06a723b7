import { useEffect, useState } from 'preact/hooks';
import type { CategoryView, TemplateView } from '../../../../shared/api.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { useSave } from '../policy/use-save.ts';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { policyWords } from '../policy/words.ts';
import type { Language } from '../preferences.ts';
import type { Saved, Templates, Tested } from './data.ts';
import { type Draft, draftOf, dropDraft, keepDraft, keptDraft, sameDraft, versionsOf } from './draft.ts';
import { templateWords } from './words.ts';

interface Written {
  id: string;
  category: CategoryView;
  /** What the template is written in. */
  written: Language;
  templates: Templates;
  onSaved: () => void;
}

/** What is written on a template, the version it stands on, and all that can be done with it. */
export function useWriting({ id, category, written, templates, onSaved }: Written) {
  const { language, say } = useConsole();
  const words = templateWords(language);
  const [start] = useState(() => {
    const [newest = null] = versionsOf(templates.items, id);
    return keptDraft(id) ?? { draft: draftOf(newest), base: newest, revision: templates.policyVersion };
  });
  const [draft, setDraft] = useState<Draft>(start.draft);
  const [base, setBase] = useState<TemplateView | null>(start.base);
  const saving = useSave(start.revision);
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
  /** `mailId`: of the mail it is filled for; '' for the sample. */
  const test = async (mailId: string): Promise<void> => {
    const body = { ...draft, categoryId: category.id, language: written, ...(mailId === '' ? {} : { mailId }) };
    const sent = await saving.save(() => call<Tested>('POST', '/api/templates/test', body));
    if (sent) say(words.tested(sent.to));
  };

  /** A conflict was looked at. `take`: what stands there replaces what was written, and can be undone. */
  const settle = (take: boolean): void => {
    const theirs = saving.conflict?.now.template ?? null;
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
  return { draft, setDraft, base, dirty, saving, save, restore, test, settle };
}
