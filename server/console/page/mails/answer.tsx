import { useState } from 'preact/hooks';
import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { Actions } from './actions.tsx';
import { actorText } from './actor.ts';
import { BeforeSending } from './before-sending.tsx';
import { isLeaving } from './shown.ts';
import { Suggestion } from './suggestion.tsx';
import { TemplateLink } from './template-link.tsx';
import type { OneMail } from './use-mail.ts';
import { whenText } from './when.ts';
import { mailsWords, type OneWords } from './words.ts';

/** What stands for this mail now, and what can be done about it. */
export function Answer({ mail, one }: { mail: MailView; one: OneMail }) {
  const words = mailsWords(useConsole().language).one;
  const [adapted, setAdapted] = useState(false);
  const { suggestion, actions } = mail;
  const sendable = actions.includes('reply');
  return (
    <section class="card answer" aria-busy={one.busy}>
      <h2>{words.answer[headOf(mail)]}</h2>
      <Standing mail={mail} />
      {sendable && <BeforeSending mail={mail} />}
      {sendable && suggestion && <Suggestion mail={mail} suggestion={suggestion} adapted={adapted} onAdapted={setAdapted} />}
      {sendable && !suggestion && <p class="quiet">{words.noSuggestion}</p>}
      <Actions mail={mail} one={one} adapted={adapted && suggestion?.adapted != null} />
    </section>
  );
}

function headOf(mail: MailView): keyof OneWords['answer'] {
  if (mail.outgoing?.state === 'unknown') return 'unknown';
  if (isLeaving(mail)) return 'leaving';
  return mail.state === 'held' && mail.outgoing?.kind === 'forward' ? 'heldForward' : mail.state;
}

function Standing({ mail }: { mail: MailView }) {
  const { language, timeZone } = useConsole();
  const words = mailsWords(language);
  const { one } = words;
  const { state, outgoing, reply, forward, dueAt, wrong, rehearsed } = mail;
  const when = (at: number): string => momentText(at, language, timeZone);
  const head = headOf(mail);
  return (
    <div class="standing">
      {head === 'unknown' && <p class="bad">{one.unknownText}</p>}
      {head === 'leaving' && <p role="status">{one.leavingText}</p>}
      {state === 'held' && head !== 'leaving' && (
        <p>
          <strong>
            {dueAt === null || dueAt <= Date.now()
              ? capital(words.leavesSoon)
              : capital(words.leavesAt(whenText(dueAt, language, timeZone)))}
          </strong>
        </p>
      )}
      {outgoing && outgoing.text !== '' && <Quoted label={one.leavesText} text={outgoing.text} />}
      {state === 'replied' && reply && (
        <>
          <p>
            <strong>{one.answeredBy(actorText(reply.by, one), when(reply.at))}</strong>
          </p>
          <TemplateLink mail={mail} id={reply.templateId} version={reply.templateVersion} />
          {reply.text !== '' && <Quoted label={one.sentText} text={reply.text} />}
        </>
      )}
      {forward && <p>{one.forwardedTo(forward.person.name, when(forward.at))}</p>}
      {head === 'ignored' && <p class="quiet">{one.ignoredText}</p>}
      {head === 'failed' && <p class="bad">{one.failedText}</p>}
      {head === 'received' && <p class="quiet">{one.receivedText}</p>}
      {wrong && <p class="bad">{one.wrongBy(actorText(wrong.by, one), when(wrong.at))}</p>}
      {rehearsed && state !== 'replied' && <p class="quiet">{one.rehearsed[rehearsed]}</p>}
    </div>
  );
}

function Quoted({ label, text }: { label: string; text: string }) {
  return (
    <figure class="quoted">
      <figcaption>{label}</figcaption>
      <p class="text">{text}</p>
    </figure>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
