import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { TemplateLink } from './template-link.tsx';
import { mailsWords } from './words.ts';

/** Every mail that was made for this one, with its exact text; a person's own reply in Gmail has none here. */
export function SentStep({ mail }: { mail: MailView }) {
  const { language, timeZone } = useConsole();
  const { steps: words, one } = mailsWords(language);
  const outgoing = mail.detail?.outgoing ?? [];
  return (
    <>
      {mail.reply?.by.kind === 'outside' && <p>{one.answeredBy(one.outside, momentText(mail.reply.at, language, timeZone))}</p>}
      {outgoing.map(({ kind, state, at, to, subject, text, templateId, templateVersion, withdrawnFor }, index) => (
        <div key={`${at}.${index}`} class="sent">
          <p>
            <strong>{words.outgoing[kind]}</strong> · {words.outgoingState[state]} ·{' '}
            <time dateTime={new Date(at).toISOString()}>{momentText(at, language, timeZone)}</time>
          </p>
          {withdrawnFor && <p class="quiet">{withdrawnFor.text}</p>}
          <p class="quiet">
            {words.to} {to} · {subject}
          </p>
          {templateId === null ? (
            kind === 'reply' && <p class="quiet">{words.noTemplate}</p>
          ) : (
            <TemplateLink mail={mail} id={templateId} version={templateVersion} />
          )}
          <details>
            <summary>{words.exactText}</summary>
            <p class="text letter">{text}</p>
          </details>
        </div>
      ))}
    </>
  );
}
