import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { BeforeSending } from './before-sending.tsx';
import { type BulkAction, type BulkResult, hindranceOf } from './bulk-run.ts';
import { mailsWords } from './words.ts';

interface ItemsProps {
  action: BulkAction;
  mails: readonly MailView[];
  /** null: nothing was asked for yet. */
  results: ReadonlyMap<string, BulkResult> | null;
}

export function BulkItems({ action, mails, results }: ItemsProps) {
  const { bulk } = mailsWords(useConsole().language);
  const able = mails.filter((mail) => hindranceOf(action, mail) === null);
  const left = mails.filter((mail) => hindranceOf(action, mail) !== null);
  return (
    <>
      <ul class="bulk-items">
        {able.map((mail) => (
          <li key={mail.id}>
            <Head mail={mail} />
            {results?.get(mail.id) && <Outcome action={action} result={results.get(mail.id)} />}
            {action === 'send' && !results?.get(mail.id)?.ok && <BeforeSending mail={mail} />}
            {action === 'send' && !results?.get(mail.id)?.ok && <p class="text bulk-text">{mail.suggestion?.text}</p>}
          </li>
        ))}
      </ul>
      {left.length > 0 && (
        <section class="bulk-left">
          <h3>{bulk.hindered(left.length)}</h3>
          <ul class="bulk-items">
            {left.map((mail) => (
              <li key={mail.id}>
                <Head mail={mail} />
                <p class="quiet">{bulk.hindrance[hindranceOf(action, mail) ?? 'not-possible']}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Head({ mail }: { mail: MailView }) {
  const words = mailsWords(useConsole().language);
  return (
    <p class="bulk-head">
      <a href={hashOf('mails', [mail.id])} target="_blank" rel="noreferrer">
        {mail.subject || words.noSubject}
      </a>
      <span class="quiet">{mail.from.name || mail.from.address}</span>
      <span class="chip">{mail.category.name}</span>
    </p>
  );
}

function Outcome({ action, result }: { action: BulkAction; result: BulkResult | undefined }) {
  const { bulk } = mailsWords(useConsole().language);
  if (!result) return null;
  if (!result.ok) return <p class="outcome bad">{result.title}</p>;
  const onItsWay = action === 'send' && result.mail?.state !== 'replied';
  return <p class="outcome good">{onItsWay ? bulk.onItsWay : bulk.done[action]}</p>;
}
