import { useState } from 'preact/hooks';
import { MAX_PACK_BYTES } from '../../../../shared/limits.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Field } from '../policy/fields.tsx';
import { Problems, Refused } from '../policy/refused.tsx';
import { useTried } from '../policy/use-tried.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Ready } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useLoad } from '../use-load.ts';
import type { Hours, ImportAnswer } from './data.ts';
import { hoursWords } from './words.ts';

/** Everything the school decides as one file, out and in again. */
export function PolicyFile() {
  const words = hoursWords(useConsole().language).policy;
  const hours = useLoad<Hours>('/api/hours');
  return (
    <>
      <section class="card">
        <h2>{words.export}</h2>
        <p>{words.exportText}</p>
        <p class="after">
          <a class="button" href="/api/policy" download="mail-gps-policy.json">
            {words.download}
          </a>
        </p>
      </section>
      <Ready from={hours}>{({ policyVersion }) => <Import version={policyVersion} />}</Ready>
    </>
  );
}

function Import({ version }: { version: number }) {
  const { language, say } = useConsole();
  const words = hoursWords(language).policy;
  const [pack, setPack] = useState<unknown>(null);
  const [wrong, setWrong] = useState('');
  const [sure, setSure] = useState(false);
  const tried = useTried(version, (revision, dryRun) =>
    call<ImportAnswer>('POST', `/api/policy?dryRun=${dryRun}`, { revision, pack }),
  );
  const { shown: plan, show, look } = tried;
  const choose = async (file: File | undefined): Promise<void> => {
    show(null);
    setPack(null);
    setWrong('');
    if (!file) return;
    if (file.size > MAX_PACK_BYTES) return setWrong(words.tooLarge);
    const read = jsonOf(await file.text());
    if (read === null) setWrong(words.unreadable);
    setPack(read);
  };
  const apply = async (): Promise<void> => {
    const answer = await tried.apply();
    setSure(false);
    show(null);
    if (answer) say(words.applied(answer.policyVersion));
  };
  const blocked = plan?.problems.some(({ severity }) => severity === 'error') ?? false;
  const changes = Object.entries(plan?.changes ?? {}).filter(([, ids]) => ids.length > 0);
  return (
    <section class="card form">
      <h2>{words.import}</h2>
      <p>{words.importText}</p>
      <Field label={words.file}>
        {({ id }) => (
          <input
            id={id}
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => void choose(currentTarget.files?.[0])}
          />
        )}
      </Field>
      {wrong !== '' && (
        <p class="wrong-text" role="alert">
          {wrong}
        </p>
      )}
      <div class="buttons">
        <button
          type="button"
          class={plan ? 'button' : 'button primary'}
          disabled={pack === null || tried.busy}
          onClick={() => void look()}
        >
          {words.look}
        </button>
      </div>
      <Refused error={tried.error} />
      {tried.conflict && (
        <p class="refused" role="alert">
          {words.again}
        </p>
      )}
      {plan && (
        <div class="understood" aria-live="polite">
          {changes.length === 0 ? <p>{words.nothing}</p> : <Changes changes={changes} />}
          {plan.problems.length > 0 && (
            <div>
              <p>{words.problems}</p>
              <Problems problems={plan.problems} />
            </div>
          )}
          {blocked && <p>{words.blocked}</p>}
          {changes.length > 0 && (
            <div class="buttons">
              <button type="button" class="button primary" disabled={blocked || tried.busy} onClick={() => setSure(true)}>
                {words.apply}
              </button>
            </div>
          )}
        </div>
      )}
      {sure && (
        <Confirm title={words.confirmTitle} action={words.apply} onConfirm={apply} onClose={() => setSure(false)}>
          <p>{words.confirmText}</p>
        </Confirm>
      )}
    </section>
  );
}

function Changes({ changes }: { changes: readonly (readonly [string, readonly string[]])[] }) {
  const words = hoursWords(useConsole().language).policy;
  return (
    <Table caption={words.would} columns={[words.columns.kind, words.columns.what]}>
      {changes.map(([kind, ids]) => (
        <tr key={kind}>
          <th scope="row">{words.changes[kind] ?? kind}</th>
          <td>{ids.join(', ')}</td>
        </tr>
      ))}
    </Table>
  );
}

/** null where it is no JSON object. */
function jsonOf(text: string): object | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' ? read : null;
  } catch {
    return null;
  }
}
