import { useRef, useState } from 'preact/hooks';
import type { SettingsAnswer } from '../../../../shared/api.ts';
import { CallError, call } from '../api.ts';
import { useConsole } from '../context.ts';
import { failureText } from '../ui/states.tsx';
import type { Change } from './change.ts';
import type { Known } from './data.ts';
import { autoWords } from './words.ts';

interface Making {
  busy: boolean;
  /** Why it was not made; '' where nothing was refused. */
  error: string;
  /** One call at a time; null where it was refused or another is under way. */
  make: (change: Change) => Promise<SettingsAnswer | null>;
}

/** Makes a change of the switches on the settings that are shown; where these are stale, those in force are shown from then on. */
export function useMake({ settings, setSettings }: Pick<Known, 'settings' | 'setSettings'>): Making {
  const { language } = useConsole();
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const under = useRef(false);
  const make = async (change: Change): Promise<SettingsAnswer | null> => {
    if (under.current) return null;
    under.current = true;
    setBusy(true);
    setError('');
    try {
      const answer = await call<SettingsAnswer>('PATCH', '/api/settings', { revision: settings.revision, ...change });
      setSettings(answer.settings);
      return answer;
    } catch (failure) {
      const told = failure instanceof CallError ? failure : new CallError(0, {});
      const { settings: now } = told.problem;
      if (now) setSettings(now);
      setError(`${failureText(told, language)}${now ? ` ${autoWords(language).review.changedMeanwhile}` : ''}`);
      return null;
    } finally {
      under.current = false;
      setBusy(false);
    }
  };
  return { busy, error, make };
}
