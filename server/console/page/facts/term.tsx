import { useState } from 'preact/hooks';
import type { FactList } from '../../../../shared/api.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { Select, Text } from '../policy/fields.tsx';
import { Refused } from '../policy/refused.tsx';
import { dateText } from '../policy/texts.ts';
import { useTold } from '../policy/use-told.ts';
import { useTried } from '../policy/use-tried.ts';
import { wordsOf } from '../words/words.ts';
import type { NewTerm } from './data.ts';
import { commonPeriod, nextPeriod } from './fact-state.ts';
import { TermPlan } from './term-plan.tsx';
import { factWords } from './words.ts';

const NO_PERIOD = { from: '', until: '' };

interface Asked {
  from: { from: string; until: string };
  to: { from: string; until: string };
  dates: 'shift' | 'empty';
}

function begunWith({ term, items }: FactList): Asked {
  const from = term ? { from: term.from, until: term.until } : (commonPeriod(items) ?? NO_PERIOD);
  return { from, to: from.until === '' ? NO_PERIOD : nextPeriod(from), dates: 'empty' };
}

/** Copies what held in a period to the next one, after showing what that comes to. */
export function Term({ facts, onChanged }: { facts: FactList; onChanged: () => void }) {
  const { language } = useConsole();
  const words = factWords(language).term;
  const told = useTold();
  const [asked, setAsked] = useState<Asked>(() => begunWith(facts));
  const { from, to, dates } = asked;
  const tried = useTried(facts.policyVersion, (revision, dryRun) =>
    call<NewTerm>('POST', '/api/facts/new-term', { revision, ...asked, dryRun }),
  );
  const { shown: plan, show, look } = tried;
  const ask = (part: Partial<Asked>): void => {
    show(null);
    setAsked((before) => ({ ...before, ...part }));
  };

  const apply = async (): Promise<void> => {
    const answer = await tried.apply();
    if (!answer) return;
    told(answer);
    show(answer);
    onChanged();
  };
  return (
    <>
      <form
        class="card form"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <p class="quiet">{words.intro}</p>
        {facts.term && <p>{words.last(dateText(facts.term.from, language), dateText(facts.term.until, language))}</p>}
        <fieldset class="pair">
          <legend>{words.from}</legend>
          <Text
            type="date"
            label={words.first}
            value={from.from}
            required
            onChange={(day) => ask({ from: { ...from, from: day } })}
          />
          <Text
            type="date"
            label={words.lastDay}
            value={from.until}
            required
            onChange={(day) => ask({ from: { ...from, until: day } })}
          />
        </fieldset>
        <fieldset class="pair">
          <legend>{words.to}</legend>
          <Text type="date" label={words.first} value={to.from} required onChange={(day) => ask({ to: { ...to, from: day } })} />
          <Text
            type="date"
            label={words.lastDay}
            value={to.until}
            required
            onChange={(day) => ask({ to: { ...to, until: day } })}
          />
        </fieldset>
        <Select
          label={words.dates}
          value={dates}
          options={[
            ['empty', words.empty],
            ['shift', words.shift],
          ]}
          onChange={(value) => ask({ dates: value })}
        />
        <div class="buttons">
          <button type="submit" class={plan ? 'button' : 'button primary'} disabled={tried.busy}>
            {words.look}
          </button>
        </div>
        <Refused error={tried.error} />
        {tried.conflict && (
          <p class="refused" role="alert">
            {wordsOf(language).conflict.title}. {words.again}
          </p>
        )}
      </form>
      {plan && <TermPlan plan={plan} busy={tried.busy} onApply={() => void apply()} />}
      {plan?.published && (
        <p class="after">
          <a href={hashOf('templates')}>{words.toTemplates}</a>
        </p>
      )}
    </>
  );
}
