import type { HomeView, SettingsView } from '../../../../shared/api.ts';
import { Back } from '../../../page-kit/icons.tsx';
import { useConsole } from '../context.ts';
import { hashOf, type Place } from '../place.ts';
import { Ready } from '../ui/states.tsx';
import { useLive } from '../use-events.ts';
import { useLoad } from '../use-load.ts';
import { wordsOf } from '../words/words.ts';
import type { Rehearsal } from './data.ts';
import { Overview } from './overview.tsx';
import { RehearsalOf } from './rehearsal.tsx';
import { useKinds } from './use-kinds.ts';
import { autoWords } from './words.ts';

/** The switches, each with what it rests on; or one category's rehearsal, side by side. */
export function Page({ place }: { place: Place }) {
  const { language, me } = useConsole();
  const words = autoWords(language);
  const settings = useLoad<SettingsView>('/api/settings');
  const home = useLoad<HomeView>('/api/home');
  const rehearsal = useLoad<Rehearsal>('/api/rehearsal');
  const kinds = useKinds();
  useLive(() => {
    settings.reload();
    home.reload();
    rehearsal.reload();
  });
  const category = place.rest[0];
  const name = kinds.data?.find(({ id }) => id === category)?.name ?? '';
  return (
    <div class="auto-mode">
      {category !== undefined && (
        <a class="back" href={hashOf('auto-mode')}>
          <Back />
          {words.rehearsal.back}
        </a>
      )}
      <div class="page-head">
        <div>
          <h1>{category === undefined ? words.title : words.rehearsal.title(name)}</h1>
          {category === undefined && <p class="quiet">{words.intro}</p>}
        </div>
      </div>
      {me.role !== 'admin' && <p class="admin-only">{wordsOf(language).adminOnly}</p>}
      <Ready from={settings}>
        {(now) => (
          <Ready from={kinds}>
            {(all) => {
              const known = {
                settings: now,
                setSettings: settings.set,
                home: home.data,
                kinds: all,
                evidence: rehearsal.data?.items ?? [],
              };
              return category === undefined ? (
                <Overview {...known} onChanged={home.reload} />
              ) : (
                <RehearsalOf key={category} category={category} {...known} onChanged={home.reload} />
              );
            }}
          </Ready>
        )}
      </Ready>
    </div>
  );
}
