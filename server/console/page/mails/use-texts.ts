import { useEffect, useState } from 'preact/hooks';
import type { MailSummary, MailView } from '../../../../shared/api.ts';
import { get } from '../api.ts';

/** So many at a time: the browser opens no more connections to one server anyway (RFC 9112, 9.4). */
const AT_ONCE = 4;

export interface Texts {
  /** In the order they were asked for, as far as they came; a mail that could not be read is missing. */
  mails: readonly MailView[];
  asked: number;
  of: number;
}

/** Each mail with the text it would get, one by one. */
export function useTexts(wanted: readonly Pick<MailSummary, 'id'>[]): Texts {
  const [texts, setTexts] = useState<Texts>({ mails: [], asked: 0, of: wanted.length });
  useEffect(() => {
    let left = false;
    const found = new Map<string, MailView>();
    let asked = 0;
    setTexts({ mails: [], asked, of: wanted.length });
    const rest = [...wanted];
    const next = async (): Promise<void> => {
      for (let one = rest.shift(); one !== undefined && !left; one = rest.shift()) {
        const mail = await get<MailView>(`/api/mails/${encodeURIComponent(one.id)}?detail=true`).catch(() => null);
        if (left) return;
        if (mail) found.set(one.id, mail);
        asked += 1;
        setTexts({ mails: wanted.flatMap(({ id }) => found.get(id) ?? []), asked, of: wanted.length });
      }
    };
    void Promise.all(Array.from({ length: AT_ONCE }, next));
    return () => {
      left = true;
    };
  }, [wanted]);
  return texts;
}
