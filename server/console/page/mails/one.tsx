import { useEffect, useRef } from 'preact/hooks';
import type { MailView } from '../../../../shared/api.ts';
import { NONE } from '../../../../shared/reading.ts';
import { Back } from '../../../page-kit/icons.tsx';
import { useConsole } from '../context.ts';
import { momentText, percentText } from '../format.ts';
import { hashOf } from '../place.ts';
import { Empty, Ready } from '../ui/states.tsx';
import { Answer } from './answer.tsx';
import { MailText } from './mail-text.tsx';
import { Side } from './side.tsx';
import { Steps } from './steps.tsx';
import { type OneMail as One, useMail } from './use-mail.ts';
import { mailsWords } from './words.ts';

/** One mail: what it says, what is to be done, and how it came to this. `query`: of the list one came from. */
export function OneMail({ id, query }: { id: string; query: Readonly<Record<string, string>> }) {
  const words = mailsWords(useConsole().language);
  const one = useMail(id);
  return (
    <>
      <a class="back" href={hashOf('mails', [], query)}>
        <Back />
        {words.one.back}
      </a>
      {one.data === null && one.error?.status === 404 ? (
        <Empty title={words.one.gone}>
          <p>{words.one.goneText}</p>
        </Empty>
      ) : (
        <Ready from={one}>{(mail) => <Shown mail={mail} one={one} />}</Ready>
      )}
    </>
  );
}

function Shown({ mail, one }: { mail: MailView; one: One }) {
  return (
    <article class="one-mail">
      <Head mail={mail} />
      {one.refused && <Refused one={one} />}
      {one.newer && (
        <div class="failure" role="alert">
          <p>{mailsWords(useConsole().language).one.textsDiffer}</p>
          <button type="button" class="button" onClick={one.show}>
            {mailsWords(useConsole().language).one.show}
          </button>
        </div>
      )}
      <div class="one-columns">
        <div class="one-main">
          <MailText mail={mail} />
          <Answer mail={mail} one={one} />
        </div>
        <Side mail={mail} one={one} />
        <Steps mail={mail} />
      </div>
    </article>
  );
}

function Head({ mail }: { mail: MailView }) {
  const { language, timeZone } = useConsole();
  const words = mailsWords(language);
  const { subject, from, receivedAt, state, stateText, category, confidence, delivery } = mail;
  return (
    <header class="one-head">
      <h1>{subject || words.noSubject}</h1>
      <p class="quiet">
        {from.address === ''
          ? words.one.unseen(momentText(receivedAt, language, timeZone))
          : `${words.one.from(from.name === '' ? from.address : `${from.name} <${from.address}>`)}, ${words.one.received(momentText(receivedAt, language, timeZone))}`}
      </p>
      <p class="chips">
        <span class="chip state" data-state={state}>
          {stateText}
        </span>
        <span class="chip">
          {category.name}
          {confidence !== null && category.id !== NONE && ` · ${words.confidence(percentText(confidence, language))}`}
        </span>
        {delivery && <span class={delivery.state === 'bounced' ? 'chip bad' : 'chip'}>{delivery.text}</span>}
      </p>
    </header>
  );
}

/** Nothing was done: why, read out, and what is shown below is how it stands. */
function Refused({ one }: { one: One }) {
  const { language } = useConsole();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [one.refused]);
  return (
    <div class="failure" role="alert" tabIndex={-1} ref={box}>
      <p>
        {one.refused?.title}
        {one.refused?.mail && <span class="quiet"> {mailsWords(language).one.changed}</span>}
      </p>
    </div>
  );
}
