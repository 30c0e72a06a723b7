import type { PolicyProblemView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { wordsOf } from '../words/words.ts';
import { policyWords } from './words.ts';

interface Told {
  changed?: boolean;
  rebased?: boolean;
  warnings?: readonly PolicyProblemView[];
}

/** Says what came of a change: that it is saved, what else was kept, what to look at. */
export function useTold(): (answer: Told) => void {
  const { language, say } = useConsole();
  return ({ changed = true, rebased = false, warnings = [] }) => {
    const words = policyWords(language);
    if (!changed) say(words.unchanged);
    else if (rebased) say(words.savedBeside);
    else say(wordsOf(language).saved);
    if (warnings.length > 0)
      say(`${words.warnings}${language === 'fr' ? '\u00a0' : ''}: ${warnings.map(({ message }) => message).join(' · ')}`);
  };
}
