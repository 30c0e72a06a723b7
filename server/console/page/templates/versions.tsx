import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { TemplateDiff } from '../../../../shared/api/policy-edit.ts';
import type { TemplateView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { DiffView } from '../policy/diff-view.tsx';
import { Select } from '../policy/fields.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Ready } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useLoad } from '../use-load.ts';
import { templateWords } from './words.ts';

interface VersionsProps {
  id: string;
  /** The newest first. */
  versions: readonly TemplateView[];
  mayChange: boolean;
  onRestore: (version: number) => Promise<unknown>;
}

/** All that a template ever said: compared by two, and brought back as a new version. */
export function Versions({ id, versions, mayChange, onRestore }: VersionsProps) {
  const { language, timeZone } = useConsole();
  const words = templateWords(language);
  const [newest] = versions;
  const [pair, setPair] = useState<readonly [number, number] | null>(null);
  const [restoring, setRestoring] = useState<number | null>(null);
  if (!newest) return null;
  return (
    <section class="card versions">
      <h2>{words.versions.title}</h2>
      <Table
        caption={words.versions.title}
        columns={[words.versions.version, words.versions.saved, words.versions.state]}
        actions={words.versions.actions}
        class="cards"
      >
        {versions.map((template) => {
          const { version, madeAt, published, inForce } = template;
          return (
            <tr key={version}>
              <th scope="row">{words.version(version)}</th>
              <td>{madeAt === null ? words.versions.unknown : momentText(madeAt, language, timeZone)}</td>
              <td>
                <span class={inForce ? 'chip good' : 'chip'}>
                  {inForce ? words.state.inForce : published ? words.state.earlier : words.state.draft}
                </span>
              </td>
              <td>
                {mayChange && version !== newest.version && (
                  <div class="buttons">
                    <button type="button" class="button small" onClick={() => setPair([version, newest.version])}>
                      {words.versions.compare}
                    </button>
                    <button type="button" class="button small" onClick={() => setRestoring(version)}>
                      {words.versions.restore}
                    </button>
                  </div>
                )}
              </td>
            </tr>
          );
        })}
      </Table>
      {pair && <Comparison id={id} versions={versions} pair={pair} onPair={setPair} />}
      {restoring !== null && (
        <Confirm
          title={words.versions.restoreTitle(restoring)}
          action={words.versions.restore}
          onConfirm={() => onRestore(restoring).then(() => setRestoring(null))}
          onClose={() => setRestoring(null)}
        >
          <p>{words.versions.restoreText(restoring, newest.version + 1)}</p>
        </Confirm>
      )}
    </section>
  );
}

interface ComparisonProps {
  id: string;
  versions: readonly TemplateView[];
  pair: readonly [number, number];
  onPair: (pair: readonly [number, number]) => void;
}

function Comparison({ id, versions, pair: [from, to], onPair }: ComparisonProps) {
  const words = templateWords(useConsole().language);
  const query = new URLSearchParams({ from: String(from), to: String(to) });
  const diff = useLoad<z.infer<typeof TemplateDiff>>(`/api/templates/${encodeURIComponent(id)}/diff?${query}`);
  const options = versions.map(({ version }) => [String(version), words.version(version)] as const);
  return (
    <div class="comparison">
      <div class="pair">
        <Select
          label={words.versions.from}
          value={String(from)}
          options={options}
          onChange={(value) => onPair([Number(value), to])}
        />
        <Select
          label={words.versions.to}
          value={String(to)}
          options={options}
          onChange={(value) => onPair([from, Number(value)])}
        />
      </div>
      <Ready from={diff}>
        {({ subject, body }) => (
          <>
            {subject.some(({ kind }) => kind !== 'same') && <DiffView parts={subject} label={words.subject} />}
            <DiffView parts={body} label={words.body} />
          </>
        )}
      </Ready>
    </div>
  );
}
