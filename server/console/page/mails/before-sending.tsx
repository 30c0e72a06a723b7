import type { MailView } from '../../../../shared/api.ts';
import { careOf, goesElsewhere } from '../../../../shared/before-sending.ts';
import { useConsole } from '../context.ts';
import { mailsWords } from './words.ts';

/** What whoever sends an answer should meet before its text: why to take care, and where it goes if not to the sender. */
export function BeforeSending({ mail }: { mail: MailView }) {
  const { one } = mailsWords(useConsole().language);
  const care = careOf(mail);
  const to = goesElsewhere(mail);
  if (care.length === 0 && to === null) return null;
  return (
    <div class="gaps before-sending">
      {care.length > 0 && (
        <>
          <h3>{one.withCare}</h3>
          <ul>
            {care.map(({ code, text }) => (
              <li key={code}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {to !== null && (
        <p>
          {one.goesTo} <strong>{to}</strong>
        </p>
      )}
    </div>
  );
}
