import { useState } from 'preact/hooks';
import type { MailList } from '../../../../shared/api.ts';
import { Choice } from '../../../page-kit/choice.tsx';
import { useConsole } from '../context.ts';
import { Select } from '../policy/fields.tsx';
import { failureText } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import type { Previewed } from './use-preview.ts';
import { templateWords } from './words.ts';

interface PreviewProps {
  previewed: Previewed;
  categoryId: string;
  mailId: string;
  onMail: (id: string) => void;
}

/** How the answer reads: on a mail of the category, or a sample. */
export function Preview({ previewed, categoryId, mailId, onMail }: PreviewProps) {
  const { language } = useConsole();
  const words = templateWords(language);
  const mails = useLoad<MailList>(`/api/mails?${new URLSearchParams({ category: categoryId, limit: '20' })}`);
  const [part, setPart] = useState<'html' | 'text'>('html');
  const { view, error, stale } = previewed;
  const options: (readonly [string, string])[] = [
    ['', words.preview.sample],
    ...(mails.data?.items ?? []).map(
      ({ id, subject, from }) => [id, `${subject || words.preview.noSubject} — ${from.name || from.address}`] as const,
    ),
  ];
  return (
    <section class="card preview" aria-busy={stale}>
      <div class="card-head">
        <h2>{words.preview.title}</h2>
        <Choice
          label={words.preview.part}
          name="part"
          value={part}
          options={[
            ['html', words.preview.html],
            ['text', words.preview.text],
          ]}
          onChange={setPart}
        />
      </div>
      <Select label={words.preview.on} value={mailId} options={options} onChange={onMail} />
      {view && (
        <details>
          <summary>{words.preview.mail}</summary>
          <p class="text whole">
            {view.mail.subject}
            {'\n\n'}
            {view.mail.text}
          </p>
        </details>
      )}
      {error && <p class="wrong-text">{failureText(error, language)}</p>}
      {view?.rendered ? (
        <div class={stale ? 'rendered stale' : 'rendered'}>
          <p class="rendered-subject">{view.rendered.subject}</p>
          {part === 'html' ? (
            <iframe title={words.preview.frame} sandbox="" srcdoc={contained(view.rendered.html)} />
          ) : (
            <p class="text whole">{view.rendered.text}</p>
          )}
        </div>
      ) : (
        view && <p class="quiet">{words.preview.broken}</p>
      )}
      {view && view.missing.length > 0 && (
        <div class="missing">
          <p>{words.preview.missing}</p>
          <ul class="points">
            {view.missing.map(({ kind, name, why }) => (
              <li key={`${kind} ${name}`}>
                <code>{`${kind}.${name}`}</code> {words.preview.why[kind][why]}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** Beside the sandbox, which runs nothing: nothing is loaded either, whatever a link or an image names. */
const POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">';

function contained(html: string): string {
  return html.includes('<head>') ? html.replace('<head>', () => `<head>${POLICY}`) : POLICY + html;
}
