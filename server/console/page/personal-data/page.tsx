import type { SettingsView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { Empty, Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import { wordsOf } from '../words/words.ts';
import { Kept } from './kept.tsx';
import { Retention } from './retention.tsx';
import { Sender } from './sender.tsx';
import { personalDataWords } from './words.ts';

/** What the law asks of whoever keeps personal data: to tell it, to erase it, and to keep it no longer than needed. */
export function Page() {
  const { me, language } = useConsole();
  const words = personalDataWords(language);
  const settings = useLoad<SettingsView>('/api/settings');
  const isAdmin = me.role === 'admin';
  return (
    <div class="personal-data">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      {!isAdmin && <p class="card quiet">{wordsOf(language).adminOnly}</p>}
      <section class="card">
        <h2>{words.find}</h2>
        <p class="quiet">{words.findText}</p>
        {isAdmin ? <Sender /> : <Empty title={wordsOf(language).notAllowed} />}
      </section>
      <section class="card">
        <h2>{words.kept}</h2>
        <p class="quiet">{words.keptText}</p>
        <Ready from={settings}>
          {(shown) => (
            <>
              <Retention settings={shown} onSaved={settings.set} />
              <Kept retention={shown.retention} />
            </>
          )}
        </Ready>
        <p class="quiet">{words.docs}</p>
      </section>
    </div>
  );
}
