import { readdirSync, readFileSync } from 'node:fs';
import { costOf } from '../server/brain/mistral-prices.ts';
import { run } from '../server/cli/run.ts';
import { SECRETS } from '../server/config/secret-files.ts';
import { VARIABLES } from '../server/config/variables.ts';
import { DEFAULT_MODEL, EU_ENDPOINT, readConfig } from '../server/config.ts';
import { alertJobs } from '../server/jobs/alerts.ts';
import { canaryJobs } from '../server/jobs/canary.ts';
import { jobsOf } from '../server/jobs/jobs.ts';
import { modelJobs } from '../server/jobs/model.ts';
import { createMetrics } from '../server/metrics.ts';
import { SUBSCRIPTIONS, TOPICS } from '../server/wake/pubsub-names.ts';
import { ALERT_CAUSES } from '../shared/alerts.ts';
import { GMAIL_SCOPE } from '../shared/gmail-credential.ts';

const read = (name: string): string => readFileSync(name, 'utf8');
const installation = read('docs/installation.md');
const operations = read('docs/operations.md');
const costs = read('docs/costs.md');
const documents: readonly [name: string, text: string][] = [
  ['README', read('README.md')],
  ['installation', installation],
  ['operations', operations],
  ['costs', costs],
  ['privacy', read('docs/privacy.md')],
  ['the guide', read('docs/guide/en.md')],
];
const all = (pattern: RegExp, text: string): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
const unique = (found: readonly string[]): string[] => [...new Set(found)].sort();
/** The first column of the tables under a heading. */
const firstColumn = (text: string, heading: string): string[] => {
  const section = text.slice(text.indexOf(`\n## ${heading}\n`) + 1).split(/\n## /)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => all(/`([^`]+)`/g, line.split('|')[1] ?? ''));
};

const SETTINGS: readonly string[] = [
  ...Object.keys(VARIABLES.shape),
  ...SECRETS.map((name) => `${name}_FILE`),
  ...['DOTENV_PRIVATE_KEY', 'DOTENV_PRIVATE_KEY_FILE'],
];

describe.each(documents)('%s', (_name, text) => {
  it('names settings that there are', () => {
    const named = all(/\b((?:MAILGPS|GMAIL|MISTRAL|SENTRY|DOTENV|FIRESTORE|PUBSUB)_[A-Z_]+)\b/g, text);
    expect(unique(named).filter((name) => !SETTINGS.includes(name))).toEqual([]);
  });

  it('names commands and options that there are', async () => {
    const called = [...text.matchAll(/(?:npm run cli --|node dist\/server\/cli\.js)\s+([a-z]+)([^\n`]*)/g)];
    for (const [, command = '', rest = ''] of called) {
      const help = await helpOf(command);
      expect(help).toContain(command);
      for (const option of all(/(--[a-z-]+)/g, rest)) expect(help).toContain(option);
    }
  });
});

const helps = new Map<string, string>();

async function helpOf(command: string): Promise<string> {
  const known = helps.get(command);
  if (known !== undefined) return known;
  let said = '';
  const out = {
    write: (text: string) => {
      said += text;
    },
  };
  const config = () => {
    throw new Error('help needs no configuration');
  };
  const words = command === 'policy' ? ['policy', 'import'] : [command];
  const code = await run([...words, '--help'], { out, err: out, config, now: Date.now, language: 'en' });
  expect([command, code]).toEqual([command, 0]);
  helps.set(command, said);
  return said;
}

describe('installation', () => {
  it('says all that is secret, and names the secrets that Cloud Run is given', () => {
    for (const name of SECRETS) expect(installation).toContain(`\`${name}\``);
    const given = all(/[=,]([A-Z_]+)=[a-z-]+:1/g, installation);
    expect(given.length).toBeGreaterThan(3);
    expect(given.filter((name) => !SECRETS.some((secret) => secret === name))).toEqual([]);
  });

  it('has every role that setup gives or tells', () => {
    const files = readdirSync('server/cloud').map((name) => read(`server/cloud/${name}`));
    const told = unique(all(/(?:--role=|role: ')(roles\/[\w.]+)/g, files.join('\n')));
    const given = ['roles/pubsub.publisher', 'roles/pubsub.subscriber', 'roles/storage.objectUser', 'roles/datastore.user'];
    const missing = unique([...told, ...given]).filter(
      (role) => role !== 'roles/browser' && !installation.includes(`\`${role}\``),
    );
    expect(missing).toEqual([]);
  });

  it('names the scope, the topics and the subscriptions as they are', () => {
    expect(installation).toContain(GMAIL_SCOPE);
    const names: readonly string[] = [...Object.values(TOPICS), ...Object.values(SUBSCRIPTIONS)];
    const named = unique(all(/`(mail-gps-(?:gmail|wake|dead)[\w-]*)`/g, installation + operations));
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(Object.values(TOPICS)));
  });

  it('gives the scheduler the command that setup prints', () => {
    const printed = /`(gcloud scheduler jobs create http [^`]+)`/.exec(read('server/cloud/project.ts'))?.[1] ?? '';
    const flags = unique(all(/(--[a-z-]+)/g, printed)).filter((flag) => flag !== '--project');
    expect(flags.length).toBeGreaterThan(5);
    const told = /gcloud scheduler jobs create http [\s\S]*?\n```/.exec(installation)?.[0] ?? '';
    expect(unique(all(/(--[a-z-]+)/g, told))).toEqual(flags);
    for (const value of [`--schedule='* * * * *'`, '/jobs/tick', '--attempt-deadline=180s']) {
      expect(printed).toContain(value);
      expect(told).toContain(value);
    }
  });

  it('gives settings that the server takes, for each way', () => {
    const a = readConfig(settingsOf(/\n```\n(MAILGPS_MAILBOX=gmail\n[\s\S]*?)```/), { emulated: false });
    expect(a).toMatchObject({ mailbox: 'gmail', store: 'sqlite', wake: 'in-process', mistral: {}, publicUrl: null });
    const secrets = Object.fromEntries(all(/[=,]([A-Z_]+)=[a-z-]+:1/g, installation).map((name) => [name, placeholder(name)]));
    const onCloudRun = { ...secrets, K_SERVICE: 'mail-gps', HOST: '0.0.0.0', PORT: '8080' };
    const b = readConfig({ ...settingsOf(/<<END\n([\s\S]*?)\nEND\n/), ...onCloudRun }, { emulated: false });
    expect(b).toMatchObject({ mailbox: 'gmail', store: 'firestore', wake: 'pubsub', mistral: {}, trustProxy: 1 });
    expect(b.push).toEqual({ audience: b.publicUrl, account: expect.stringMatching(/^mail-gps-push@/) });
    expect(b.schedulerAccount).toMatch(/^mail-gps-tick@/);
    expect([a.warnings, b.warnings]).toEqual([[], []]);
  });

  it('says in one place what nobody has tried', () => {
    expect(installation).toMatch(/^## What was not tried$/m);
    for (const link of ['installation.md#what-was-not-tried']) expect(operations).toContain(link);
  });
});

describe('operations', () => {
  it('has every cause of an alert, and no other', () => {
    expect(unique(firstColumn(operations, 'Alerts'))).toEqual(unique(ALERT_CAUSES));
  });

  it('has every job, and no other', () => {
    const alerting = {
      tellDue: async () => undefined,
      alert: () => undefined,
      allClear: () => undefined,
      flush: async () => undefined,
    };
    const usage = { pending: () => [], settle: () => undefined };
    const health = () => ({ downSince: null, lastFailureAt: null, lastAnswerAt: null, overBudget: false });
    const jobs = { ...jobsOf(1), ...alertJobs(alerting), ...canaryJobs(null), ...modelJobs(usage, health) };
    expect(unique(firstColumn(operations, 'Jobs'))).toEqual(unique(Object.keys(jobs)));
  });

  it('has every metric of ours, and no other', async () => {
    const ours = await createMetrics().registry.getMetricsAsJSON();
    const names = ours.map(({ name }) => name).filter((name) => name.startsWith('mailgps_'));
    const told = firstColumn(operations, 'Metrics').map((cell) => cell.replace(/\{.*/, ''));
    expect(unique(told)).toEqual(unique(names));
  });
});

describe('costs', () => {
  it('reckons with the price list of the code', () => {
    const tokens = (cachedTokens: number) => ({ inputTokens: 889, cachedTokens, outputTokens: 60 });
    const monthly = (model: string, cached: number): string =>
      (3_600 * (costOf(model, EU_ENDPOINT, tokens(cached)) ?? 0)).toFixed(2);
    const row = (start: string): string => costs.split('\n').find((line) => line.startsWith(`| ${start}`)) ?? '';
    expect(row('nothing cached')).toContain(`**${monthly(DEFAULT_MODEL, 0)}**`);
    expect(row('768 tokens')).toContain(`**${monthly(DEFAULT_MODEL, 768)}**`);
    expect(row('`mistral-medium-3-5`')).toContain(`**${monthly('mistral-medium-3-5', 0)}**`);
    expect(costs).toContain(`\`${DEFAULT_MODEL}\``);
  });

  it('adds up', () => {
    const tables = costs.split(/\n\n/).filter((block) => block.startsWith('|') && block.includes('| **together** |'));
    expect(tables.length).toBe(3);
    const numbers = (line: string): number[] => cells(line).map((cell) => Number(cell.replace(/[*,]/g, '').replace('–', '0')));
    for (const table of tables) {
      const rows = table.split('\n').slice(2);
      const end = rows.findIndex((line) => line.startsWith('| **together** |'));
      const sum = rows
        .slice(0, end)
        .map(numbers)
        .reduce((a, b) => a.map((n, i) => n + (b[i] ?? Number.NaN)));
      expect(numbers(rows[end] ?? '')).toEqual(sum);
    }
  });
});

const SHELL: Readonly<Record<string, string>> = {
  ADDRESS: 'contact@school.example',
  PROJECT: 'mail-gps-school',
  URL: 'https://mail-gps-1.europe-west9.run.app',
  PUSH: 'mail-gps-push@mail-gps-school.iam.gserviceaccount.com',
  TICK: 'mail-gps-tick@mail-gps-school.iam.gserviceaccount.com',
};

/** The settings of a block, with what a reader puts in for `…` and what the shell puts in for `$NAME`. */
function settingsOf(block: RegExp): Record<string, string> {
  const lines = (block.exec(installation)?.[1] ?? '').trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return [name, value === '…' ? placeholder(name) : value.replace(/\$([A-Z]+)/g, (_, known) => SHELL[known] ?? '')];
    }),
  );
}

function placeholder(name: string): string {
  return name.endsWith('_URL') ? `https://${'x'.repeat(12)}.example/` : 'x'.repeat(44);
}

/** Without the first one, which says what it is. */
function cells(line: string): string[] {
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}
