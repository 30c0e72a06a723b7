import { useState } from 'preact/hooks';
import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { hashOf } from '../place.ts';
import { Confirm } from '../ui/confirm.tsx';
import type { OneMail } from './use-mail.ts';
import { mailsWords } from './words.ts';

/** Who is on it, what it is about, and whom else it may go to. */
export function Side({ mail, one }: { mail: MailView; one: OneMail }) {
  const { language, timeZone, me, say } = useConsole();
  const words = mailsWords(language).one;
  const { actions, choices, assignee, category, decidedCategory, otherOpen, relatedTo } = mail;
  const categories = choices?.categories ?? [];
  const people = choices?.people ?? [];
  const inCharge = assignee === null ? '' : assignee.id === me.id ? 'me' : assignee.id;
  const known = inCharge === '' || inCharge === 'me' || people.some(({ id }) => id === inCharge);

  const correct = async (categoryId: string): Promise<void> => {
    if (await one.act('', { categoryId }, 'PATCH')) say(words.did.category);
  };
  const assign = async (personId: string | null): Promise<void> => {
    if (await one.act('assign', { personId })) say(personId === null ? words.did.unassign : words.did.assign);
  };
  return (
    <aside class="one-side">
      <section class="card form">
        <h2>{words.handling}</h2>
        <label class="field">
          <span class="label">{words.category}</span>
          <select
            value={category.id}
            disabled={one.busy || !actions.includes('category')}
            onChange={({ currentTarget }) => void correct(currentTarget.value)}
          >
            {!categories.some(({ id }) => id === category.id) && <option value={category.id}>{category.name}</option>}
            {categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          {decidedCategory && <span class="hint">{words.corrected(decidedCategory.name)}</span>}
        </label>
        <label class="field">
          <span class="label">{words.assignee}</span>
          <select
            value={inCharge}
            disabled={one.busy || !actions.includes('assign')}
            onChange={({ currentTarget }) => void assign(currentTarget.value === '' ? null : currentTarget.value)}
          >
            <option value="">{words.nobody}</option>
            <option value="me">{words.me}</option>
            {!known && <option value={inCharge}>{assignee?.name}</option>}
            {people.map(({ id, name, function: duty, away }) => (
              <option key={id} value={id}>
                {name} · {away ? words.away : duty}
              </option>
            ))}
          </select>
          {assignee?.since != null && <span class="hint">{words.since(momentText(assignee.since, language, timeZone))}</span>}
        </label>
        {actions.includes('route') && people.length > 0 && <Forward mail={mail} one={one} />}
      </section>
      {(otherOpen > 0 || relatedTo !== null) && (
        <section class="card">
          <h2>{words.about}</h2>
          <ul class="links">
            {otherOpen > 0 && (
              <li>
                <a href={hashOf('mails', [], { sameSender: mail.id, waiting: 'true' })}>{words.otherOpen(otherOpen)}</a>
              </li>
            )}
            {relatedTo !== null && (
              <li>
                <a href={hashOf('mails', [relatedTo])}>{words.related}</a>
              </li>
            )}
          </ul>
        </section>
      )}
    </aside>
  );
}

function Forward({ mail, one }: { mail: MailView; one: OneMail }) {
  const { language, say } = useConsole();
  const words = mailsWords(language).one;
  const people = mail.choices?.people ?? [];
  const [personId, setPersonId] = useState(mail.choices?.routeTo?.id ?? '');
  const [asking, setAsking] = useState(false);
  const person = people.find(({ id }) => id === personId);
  const confirmed = async (): Promise<void> => {
    setAsking(false);
    if (person && (await one.act('route', { personId: person.id }))) say(words.did.route(person.name));
  };
  return (
    <div class="field">
      <label for="forward-to">{words.forwardTo}</label>
      <div class="forward">
        <select id="forward-to" value={personId} onChange={({ currentTarget }) => setPersonId(currentTarget.value)}>
          <option value="">{words.forwardChoose}</option>
          {people.map(({ id, name, function: duty, away }) => (
            <option key={id} value={id}>
              {name} · {away ? words.away : duty}
            </option>
          ))}
        </select>
        <button type="button" class="button" disabled={one.busy || !person} onClick={() => setAsking(true)}>
          {words.forward}
        </button>
      </div>
      {asking && person && (
        <Confirm
          title={words.forwardTitle(person.name)}
          action={words.forwardDo}
          onConfirm={confirmed}
          onClose={() => setAsking(false)}
        >
          <p>{words.forwardTells}</p>
        </Confirm>
      )}
    </div>
  );
}
