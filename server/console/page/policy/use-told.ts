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
    const remarks = [...new Set(warnings.map(({ message }) => message))].join(' · ');
    if (remarks !== '') say(words.warnings(remarks));
    else if (changed && !rebased) say(wordsOf(language).saved);
  };
}
