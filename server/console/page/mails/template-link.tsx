import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { templateName } from './template-name.ts';
import { mailsWords } from './words.ts';

interface TemplateLinkProps {
  mail: MailView;
  id: string | null;
  version: number | null;
}

export function TemplateLink({ mail, id, version }: TemplateLinkProps) {
  const words = mailsWords(useConsole().language);
  if (id === null || version === null) return null;
  return (
    <p class="quiet">
      {words.steps.template} <a href={hashOf('templates', [id])}>{templateName(mail, { id, version }, words)}</a>
    </p>
  );
}
