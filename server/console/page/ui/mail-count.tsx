import { useConsole } from '../context.ts';
import { numberText } from '../format.ts';
import { hashOf } from '../place.ts';

interface MailCountProps {
  count: number;
  /** Of the list of mails, where just these stand. */
  filter: Readonly<Record<string, string>>;
  /** What it counts, where a phone shows the row as a card. */
  label?: string;
}

/** A cell: how many mails, and the way to them where there are any. */
export function MailCount({ count, filter, label }: MailCountProps) {
  const { language } = useConsole();
  return (
    <td class="number" data-label={label}>
      {count === 0 ? <span class="quiet">0</span> : <a href={hashOf('mails', [], filter)}>{numberText(count, language)}</a>}
    </td>
  );
}
