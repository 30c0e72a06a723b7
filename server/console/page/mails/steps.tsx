import type { ComponentChildren } from 'preact';
import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { actorText } from './actor.ts';
import { ReadStep } from './read-step.tsx';
import { SentStep } from './sent-step.tsx';
import { templateName } from './template-name.ts';
import { mailsWords } from './words.ts';

/** From its arrival to its delivery, each step with what it rests on. */
export function Steps({ mail }: { mail: MailView }) {
  const { language, timeZone } = useConsole();
  const { steps: words } = mailsWords(language);
  const { detail, delivery, receivedAt, reasons } = mail;
  const screening = detail?.screening ?? null;
  const decision = detail?.decision ?? null;
  const sentAny = (detail?.outgoing.length ?? 0) > 0 || mail.reply !== null;
  return (
    <section class="card one-steps">
      <h2>{words.title}</h2>
      <ol class="steps">
        <Step title={words.received} at={receivedAt} />
        <Step title={words.screened} quiet={!screening}>
          <p>{screening ? words.verdict[screening.verdict] : words.notScreened}</p>
          {screening && <Reasons reasons={screening.reasons} />}
        </Step>
        <Step title={words.read} quiet={!detail?.reading}>
          {detail?.reading ? (
            <ReadStep reading={detail.reading} chosen={decision?.category.id ?? null} />
          ) : (
            <p>{screening ? words.notRead : words.notScreened}</p>
          )}
        </Step>
        <Step title={words.decided} at={decision?.at ?? null} quiet={!decision}>
          {decision ? (
            <>
              <p>
                <strong>{words.action[decision.action]}</strong> ·{' '}
                {decision.templateId === null
                  ? decision.category.name
                  : templateName(mail, { id: decision.templateId, version: decision.templateVersion ?? 0 }, mailsWords(language))}
              </p>
              {reasons.length > 0 && <h4>{words.reasons}</h4>}
              <Reasons reasons={reasons} />
              <p class="quiet">{words.basis(String(decision.policyVersion), String(decision.settingsRevision))}</p>
            </>
          ) : (
            <p>{words.notDecided}</p>
          )}
        </Step>
        <Step title={words.sent} at={mail.reply?.at ?? mail.forward?.at ?? null} quiet={!sentAny}>
          {sentAny ? <SentStep mail={mail} /> : <p>{words.nothingSent}</p>}
        </Step>
        <Step title={words.delivery} at={delivery?.at ?? null} quiet={!delivery}>
          <p class={delivery?.state === 'bounced' ? 'bad' : undefined}>{delivery?.text ?? words.noDelivery}</p>
          {delivery && (delivery.code || delivery.reason) && (
            <p class="quiet">{[delivery.code, delivery.reason].filter(Boolean).join(' · ')}</p>
          )}
        </Step>
      </ol>
      <details>
        <summary>{words.everything}</summary>
        <ol class="history">
          {mail.timeline.map(({ at, what, text, by, reasons: why }, index) => (
            <li key={`${at}.${what}.${index}`}>
              <time class="history-time" dateTime={new Date(at).toISOString()}>
                {momentText(at, language, timeZone)}
              </time>
              <span>
                {text}
                {by.kind !== 'system' && <span class="quiet"> {words.by(actorText(by, mailsWords(language).one))}</span>}
                {why.length > 0 && <span class="quiet"> · {why.map(({ text: reason }) => reason).join(', ')}</span>}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

interface StepProps {
  title: string;
  at?: number | null;
  /** Did not happen (yet). */
  quiet?: boolean;
  children?: ComponentChildren;
}

function Step({ title, at = null, quiet = false, children }: StepProps) {
  const { language, timeZone } = useConsole();
  return (
    <li class={quiet ? 'step quiet' : 'step'}>
      <h3>
        {title}
        {at !== null && (
          <time class="step-time" dateTime={new Date(at).toISOString()}>
            {momentText(at, language, timeZone)}
          </time>
        )}
      </h3>
      {children}
    </li>
  );
}

function Reasons({ reasons }: { reasons: readonly { code: string; text: string }[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map(({ code, text }) => (
        <li key={code}>{text}</li>
      ))}
    </ul>
  );
}
