import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { hashOf } from '../place.ts';
import { Table } from '../ui/table.tsx';
import type { Export } from './data.ts';
import { personalDataWords } from './words.ts';

interface FoundProps {
  found: Export;
  onErase: () => void;
}

export function Found({ found, onErase }: FoundProps) {
  const { language, timeZone } = useConsole();
  const words = personalDataWords(language);
  const { received, subject, state, held } = words.columns;
  return (
    <>
      <div class="card-head found-head">
        <h3>
          {found.address} <span class="count">{words.found(found.mails.length)}</span>
        </h3>
        <div class="buttons">
          <button type="button" class="button" onClick={() => download(found)}>
            {words.download}
          </button>
          <button type="button" class="button danger" onClick={onErase}>
            {words.erase}
          </button>
        </div>
      </div>
      <Table caption={words.find} columns={[received, subject, state, held]} class="found">
        {found.mails.map(({ mail, text, outgoing }) => (
          <tr key={mail.id}>
            <td>{momentText(mail.receivedAt, language, timeZone)}</td>
            <td class="text">
              <a href={hashOf('mails', [mail.id])}>{mail.subject || words.noSubject}</a>
            </td>
            <td>{mail.stateText}</td>
            <td class="held-parts">
              <Part label={words.text} text={text ?? words.textGone} />
              {outgoing.map((one) => (
                <Part key={one.at} label={words.outgoing(one.kind, one.to)} text={one.text} />
              ))}
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function Part({ label, text }: { label: string; text: string }) {
  return (
    <details>
      <summary>{label}</summary>
      <p class="text">{text}</p>
    </details>
  );
}

/** What was answered, as it was answered: for whoever asked for it. */
function download(found: Export): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(found, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'personal-data.json';
  link.click();
  URL.revokeObjectURL(url);
}
