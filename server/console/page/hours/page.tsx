import type { SettingsView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import type { Place } from '../place.ts';
import { AdminOnly, Tabs, useMayChange } from '../policy/parts.tsx';
import { Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import { Absences } from './absences.tsx';
import { Closures } from './closures.tsx';
import type { Hours, Organisation, People } from './data.ts';
import { MailboxForm } from './mailbox.tsx';
import { mailboxWords } from './mailbox-words.ts';
import { OrganisationForm } from './organisation.tsx';
import { PolicyFile } from './policy-file.tsx';
import { Week } from './week.tsx';
import { hoursWords } from './words.ts';

/** When the school is open, who is away, what it is called, which addresses are its own, and everything it decides as one file. */
export function Page({ place }: { place: Place }) {
  const { language } = useConsole();
  const words = hoursWords(language);
  const mayChange = useMayChange();
  const tabs = [
    ['', words.tabs.hours],
    ['absences', words.tabs.absences],
    ['organisation', words.tabs.organisation],
    ['mailbox', mailboxWords(language).tab],
    ...(mayChange ? ([['policy', words.tabs.policy]] as const) : []),
  ] as const;
  const current = tabs.find(([name]) => name === place.rest[0])?.[0] ?? '';
  return (
    <div class="hours">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      <AdminOnly />
      <Tabs page="hours" label={words.title} current={current} tabs={tabs} />
      {current === '' && <Opening />}
      {current === 'absences' && <Away />}
      {current === 'organisation' && <School />}
      {current === 'mailbox' && <SharedMailbox />}
      {current === 'policy' && <PolicyFile />}
    </div>
  );
}

function Opening() {
  const hours = useLoad<Hours>('/api/hours');
  return (
    <Ready from={hours}>
      {(known) => (
        <>
          <Week hours={known} onChanged={hours.reload} />
          <Closures hours={known} onChanged={hours.reload} />
        </>
      )}
    </Ready>
  );
}

function Away() {
  const people = useLoad<People>('/api/people');
  return <Ready from={people}>{(known) => <Absences people={known} onChanged={people.reload} />}</Ready>;
}

function School() {
  const organisation = useLoad<Organisation>('/api/organisation');
  return (
    <Ready from={organisation}>
      {(known) => <OrganisationForm key={known.policyVersion} organisation={known} onChanged={organisation.reload} />}
    </Ready>
  );
}

function SharedMailbox() {
  const settings = useLoad<SettingsView>('/api/settings');
  return <Ready from={settings}>{(known) => <MailboxForm settings={known} onSaved={settings.set} />}</Ready>;
}
