import type { MailSummary } from '../../../../shared/api.ts';
import { MAX_BULK } from '../../../../shared/limits.ts';
import { NONE } from '../../../../shared/reading.ts';
import { useConsole } from '../context.ts';
import { percentText } from '../format.ts';
import { hashOf } from '../place.ts';
import type { Selection } from './selection.ts';
import { cellText, whenText } from './when.ts';
import { mailsWords } from './words.ts';

interface TableProps {
  items: readonly MailSummary[];
  /** Of the list, so that one comes back to it. */
  query: Readonly<Record<string, string>>;
  selection: Selection;
  onToggle: (id: string) => void;
  onToggleAll: () => void;
}

/** Rows; on a phone each is a card (mails.css). */
export function MailTable({ items, query, selection, onToggle, onToggleAll }: TableProps) {
  const words = mailsWords(useConsole().language);
  const { columns } = words;
  const all = items.slice(0, MAX_BULK).every(({ id }) => selection.has(id));
  return (
    <div class="table mail-table">
      <table>
        <caption class="unseen">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col" class="pick">
              <label>
                <input type="checkbox" checked={all} onChange={onToggleAll} />
                <span class="unseen pick-all">{words.selectAll}</span>
              </label>
            </th>
            <th scope="col">{columns.mail}</th>
            <th scope="col">{columns.category}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.assignee}</th>
            <th scope="col">{columns.received}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((mail) => (
            <Row key={mail.id} mail={mail} query={query} selected={selection.has(mail.id)} onToggle={() => onToggle(mail.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  mail: MailSummary;
  query: Readonly<Record<string, string>>;
  selected: boolean;
  onToggle: () => void;
}

function Row({ mail, query, selected, onToggle }: RowProps) {
  const { language, timeZone, me } = useConsole();
  const words = mailsWords(language);
  const { id, from, category, confidence, state, stateText, dueAt, delivery, assignee, receivedAt } = mail;
  const subject = mail.subject || words.noSubject;
  const inCharge = assignee?.id === me.id ? words.me : assignee?.name;
  return (
    <tr class={selected ? 'selected' : undefined}>
      <td class="pick">
        <input type="checkbox" aria-label={words.select(subject)} checked={selected} onChange={onToggle} />
      </td>
      <td class="mail-cell">
        <a class="mail-subject" href={hashOf('mails', [id], query)}>
          {subject}
        </a>
        <span class="mail-from" title={from.address}>
          {from.name || from.address}
        </span>
      </td>
      <td>
        {category.name}
        {/* How sure one is of what fits nowhere tells nobody anything. */}
        {confidence !== null && category.id !== NONE && (
          <span class="below">{words.confidence(percentText(confidence, language))}</span>
        )}
      </td>
      <td>
        <span class="chip state" data-state={state}>
          {stateText}
        </span>
        {state === 'held' && (
          <span class="below">
            {dueAt === null || dueAt <= Date.now() ? words.leavesSoon : words.leavesAt(whenText(dueAt, language, timeZone))}
          </span>
        )}
        {delivery && delivery.state !== 'accepted' && (
          <span class={delivery.state === 'bounced' ? 'below bad' : 'below'}>{delivery.text}</span>
        )}
      </td>
      <td class={assignee ? 'in-charge' : 'in-charge none'}>{assignee ? inCharge : <Nobody />}</td>
      <td class="when">
        <time dateTime={new Date(receivedAt).toISOString()}>{cellText(receivedAt, language, timeZone)}</time>
      </td>
    </tr>
  );
}

function Nobody() {
  return (
    <span class="quiet">
      <span aria-hidden="true">–</span>
      <span class="unseen">{mailsWords(useConsole().language).nobody}</span>
    </span>
  );
}
