import { useConsole } from '../context.ts';
import { dayText, numberText, percentText, waitedText } from '../format.ts';
import { hashOf } from '../place.ts';
import type { Figures } from './data.ts';
import { todayWords } from './words.ts';

/** The four that one looks at first. */
export function KeyFigures({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const words = todayWords(language);
  const { received, byItself, waiting, corrected, waited, automationRate } = figures;
  const { medianMs, p90Ms } = waited;
  return (
    <ul class="key-figures">
      <Key
        label={words.key.received}
        value={numberText(received.value, language)}
        hint={words.receivedHint(dayText(figures.from, language, 'short'), dayText(figures.until, language, 'short'))}
        filter={received.filter}
      />
      <Key
        label={words.key.automated}
        value={automationRate === null ? '–' : percentText(automationRate, language)}
        hint={automationRate === null ? words.automatedNone : words.automatedHint(byItself.value)}
        filter={byItself.filter}
      />
      <Key
        label={words.key.waiting}
        value={numberText(waiting.value, language)}
        hint={
          medianMs === null || p90Ms === null
            ? words.waitedNone
            : words.waitedHint(waitedText(medianMs, language), waitedText(p90Ms, language))
        }
        filter={waiting.filter}
      />
      <Key
        label={words.key.corrected}
        value={numberText(corrected.value, language)}
        hint={words.correctedHint}
        filter={corrected.filter}
      />
    </ul>
  );
}

interface KeyProps {
  label: string;
  value: string;
  hint: string;
  filter: Readonly<Record<string, string>>;
}

function Key({ label, value, hint, filter }: KeyProps) {
  return (
    <li>
      <a class="key-figure" href={hashOf('mails', [], filter)}>
        <span class="key-label">{label}</span>
        <span class="key-value">{value}</span>
        <span class="key-hint">{hint}</span>
      </a>
    </li>
  );
}
