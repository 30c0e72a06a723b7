import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { mailsWords } from './words.ts';

export function TemplateLink({ id, version }: { id: string | null; version: number | null }) {
  const words = mailsWords(useConsole().language);
  if (id === null || version === null) return null;
  return (
    <p class="quiet">
      {words.steps.template} <a href={hashOf('templates', [id])}>{words.one.template(id, version)}</a>
    </p>
  );
}
