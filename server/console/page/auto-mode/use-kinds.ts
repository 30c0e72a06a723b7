import { useMemo } from 'preact/hooks';
import type { CategoryView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { type Loaded, useLoad } from '../use-load.ts';

/** A category that may be answered, or passed on, by itself. */
export interface Kind {
  id: string;
  name: string;
  handling: CategoryView['handling'];
}

export function useKinds(): Loaded<readonly Kind[]> {
  const { language } = useConsole();
  const { data, ...rest } = useLoad<{ items: CategoryView[] }>('/api/categories');
  const kinds = useMemo(
    () =>
      data?.items
        .filter(({ retired, handling }) => !retired && handling !== 'none')
        .map(({ id, name, handling }) => ({ id, name: name[language], handling })) ?? null,
    [data, language],
  );
  return { ...rest, data: kinds, set: () => undefined };
}
