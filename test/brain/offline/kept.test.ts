import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync, transformSync } from 'esbuild';
import fc from 'fast-check';
import { createFolderBlobs } from '../../../server/blobs/folder.ts';
import { readAll } from '../../../server/brain/evaluate.ts';
import { classifierOf, type Learned, learn } from '../../../server/brain/offline/classifier.ts';
import { ALGORITHM, fromBytes, keyOf, toBytes } from '../../../server/brain/offline/kept.ts';
import { featuresOf, prepare } from '../../../server/brain/offline/prepare.ts';
import { createOfflineBrain, type Keeping } from '../../../server/brain/offline.ts';
import { readMails } from '../../../server/cli/eval/read-mails.ts';
import { defaultPolicy } from '../../../server/pack/default-policy.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Policy } from '../../../shared/policy.ts';
import { brainMail } from '../../contracts/brain.contract.ts';

const ROOT = join(__dirname, '../../..');
const policy = defaultPolicy(Date.UTC(2026, 10, 23));
const key = keyOf(policy);
const learned = learn(policy).learned;
const bytes = toBytes(learned, key);
const mail = brainMail('Frais', 'Bonjour, combien coûte une année de bachelor ?');

/** Two categories are learned in a fifth of the time, for what is not about what was learned. */
const small: Policy = { ...policy, categories: policy.categories.filter(({ id }) => id === 'fees' || id === 'timetable') };
const little = learn(small).learned;
const smallKey = keyOf(small);

/** Bytes kept in memory, and what was told of them. */
function keepingOf(
  kept: Uint8Array | null,
): Keeping & { kept: Uint8Array | null; warnings: AppError[]; gets: number; puts: number } {
  return {
    kept,
    warnings: [],
    gets: 0,
    puts: 0,
    async get() {
      this.gets += 1;
      return this.kept;
    },
    async put(_key, put) {
      this.puts += 1;
      this.kept = put;
    },
    warn(error) {
      this.warnings.push(error);
    },
  };
}

/** All that was learned, its half a million numbers by their bits. */
function bitsOf({ topics, settles, which, ...words }: Learned) {
  const rows = [topics, settles, which].flatMap(({ features, weights, bias }) => [features, weights, bias]);
  return { ...words, rows: rows.map((row) => Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString('base64')) };
}

function found(kept: Uint8Array | null, under = key) {
  const whole = fromBytes(kept ?? Buffer.alloc(0), under);
  return typeof whole === 'string' ? whole : bitsOf(whole);
}

it('is found again as it was, to the last bit', () => {
  expect(found(bytes)).toEqual(bitsOf(learned));
  // As a pool of buffers or a download gives them: beginning anywhere.
  expect(found(Buffer.concat([Buffer.alloc(3), bytes]).subarray(3))).toEqual(bitsOf(learned));
});

it('reads every labelled mail as what was just learned reads it', async () => {
  const keeping = keepingOf(bytes);
  const kept = createOfflineBrain(keeping);
  const fresh = createOfflineBrain();
  for (const file of ['test/data/brain/mails-dev.jsonl', 'test/data/mails-holdout.jsonl']) {
    const mails = await readMails(join(ROOT, file));
    expect(await readAll(kept, policy, mails)).toEqual(await readAll(fresh, policy, mails));
  }
  expect(keeping).toMatchObject({ puts: 0, gets: 1, warnings: [] });
});

const words = fc.constantFrom(...'certificat Prix quand ÉCOLE stage rendez-vous fees apply sick visit 12 学校 a@b.fr'.split(' '));
const text = fc.array(words, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
const policies = fc
  .uniqueArray(
    fc.record({ id: fc.stringMatching(/^[a-z]{1,8}$/), fr: fc.array(text, { maxLength: 4 }), retired: fc.boolean() }),
    {
      selector: ({ id }) => id,
      maxLength: 3,
    },
  )
  .map((list): Policy => {
    const [model] = policy.categories;
    if (!model) throw new Error('The pack has categories');
    return { ...policy, categories: list.map(({ id, fr, retired }) => ({ ...model, id, retired, examples: { fr, en: [] } })) };
  });

it('is found again from any policy', () => {
  fc.assert(
    fc.property(policies, text, (any, asked) => {
      const fresh = learn(any);
      const kept = fromBytes(toBytes(fresh.learned, keyOf(any)), keyOf(any));
      if (typeof kept === 'string') throw new Error(kept);
      const again = classifierOf(kept);
      const prepared = prepare({ subject: '', newText: asked }, again.mend);
      expect(prepare({ subject: '', newText: asked }, fresh.mend).parts.map(({ tokens }) => tokens)).toEqual(
        prepared.parts.map(({ tokens }) => tokens),
      );
      expect(again.ids).toEqual(fresh.ids);
      expect(again.scores(featuresOf(prepared))).toEqual(fresh.scores(featuresOf(prepared)));
      expect(again.matters.read(prepared)).toEqual(fresh.matters.read(prepared));
    }),
    { numRuns: 4 },
  );
});

it('has a key of what it is learned from, and of nothing else', () => {
  const [first, ...others] = policy.categories;
  if (!first) throw new Error('The pack has categories');
  const same: Policy = { ...policy, version: 9, templates: [], categories: [...others, { ...first, handling: 'route' }] };
  expect(keyOf(same)).toBe(key);
  const examples = { ...first.examples, fr: [...first.examples.fr, 'Encore ?'] };
  for (const other of [
    { ...first, examples },
    { ...first, retired: true },
    { ...first, name: { ...first.name, en: 'Else' } },
  ])
    expect(keyOf({ categories: [other, ...others] })).not.toBe(key);
});

it('does not take what was damaged, wherever it was', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] as number) ^ change;
      expect(fromBytes(damaged, key)).toBe('damaged');
      expect(fromBytes(bytes.subarray(0, at), key)).toBe('damaged');
    }),
    { numRuns: 30 },
  );
  expect(fromBytes(Buffer.from('<html>Not found</html>'.repeat(9)), key)).toBe('damaged');
});

it('learns anew and says so where what was kept is damaged, and keeps that', async () => {
  const whole = toBytes(little, smallKey);
  const keeping = keepingOf(whole.subarray(0, 1_000));
  const brain = createOfflineBrain(keeping);
  await brain.prepare?.(small);
  expect(await brain.read(mail, small)).toEqual(await createOfflineBrain(keepingOf(whole)).read(mail, small));
  expect(keeping.warnings.map(({ message }) => message)).toEqual(['what the built-in reader had learned is damaged']);
  expect(found(keeping.kept, smallKey)).toEqual(bitsOf(little));
});

it('learns anew without a word where another policy was kept, and replaces it', async () => {
  const keeping = keepingOf(toBytes(little, 'another'));
  await createOfflineBrain(keeping).prepare?.(small);
  expect(keeping).toMatchObject({ puts: 1, warnings: [] });
  expect(found(keeping.kept, smallKey)).toEqual(bitsOf(little));
});

it('keeps only what it was prepared for: a policy that was merely tried is not in force', async () => {
  const keeping = keepingOf(null);
  const brain = createOfflineBrain(keeping);
  await brain.read(mail, small);
  expect(keeping.puts).toBe(0);
  await brain.prepare?.(small);
  await brain.prepare?.(small);
  expect(keeping).toMatchObject({ puts: 1, gets: 1 });
});

it('reads where nothing can be kept, and waits for that only so long', async () => {
  const never: Keeping = { ...keepingOf(null), waitMs: 20, get: () => new Promise(() => undefined) };
  const warnings: string[] = [];
  never.warn = ({ code }) => void warnings.push(code);
  const failing: Keeping = {
    ...never,
    get: async () => Promise.reject(new Error('no')),
    put: async () => Promise.reject(new Error('no')),
  };
  for (const keeping of [never, failing]) {
    const brain = createOfflineBrain(keeping);
    await brain.prepare?.(small);
    expect((await brain.read(mail, small)).categoryId).toBe('fees');
  }
  expect(warnings).toEqual(['timeout', 'internal', 'internal']);
});

it('is loaded once for all mails that wait for it', async () => {
  const keeping = keepingOf(toBytes(little, smallKey));
  const slowly: Keeping = { ...keeping, get: () => sleep(5).then(() => keeping.get('')) };
  const brain = createOfflineBrain(slowly);
  await Promise.all([brain.prepare?.(small), brain.read(mail, small), brain.read(mail, small)]);
  expect(keeping.gets).toBe(1);
});

it('is kept as one file of the installation, of under 3 MB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailgps-kept-'));
  try {
    const warnings: AppError[] = [];
    const keeping: Keeping = { ...createFolderBlobs(folder), warn: (error) => void warnings.push(error) };
    await createOfflineBrain(keeping).prepare?.(small);
    const file = join(folder, 'models+offline');
    const first = await readFile(file);
    expect(bytes.length).toBeLessThan(3_000_000);
    await writeFile(file, first.subarray(0, -8));
    await createOfflineBrain(keeping).prepare?.(small);
    expect(found(await readFile(file), smallKey)).toEqual(bitsOf(little));
    expect(warnings).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** When this fails, what learns has changed: `ALGORITHM` in server/brain/offline/kept.ts becomes the value it names. */
it('is told apart from what other code has learned', () => {
  const { metafile } = buildSync({
    entryPoints: [join(ROOT, 'server/brain/offline/classifier.ts')],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
  });
  const hash = createHash('sha256');
  for (const file of Object.keys(metafile.inputs)
    .filter((name) => name.startsWith('server/brain/offline/'))
    .sort()) {
    // Comments and line ends teach nothing.
    const { code } = transformSync(readFileSync(join(ROOT, file), 'utf8').replaceAll('\r\n', '\n'), {
      loader: 'ts',
      minify: true,
    });
    hash.update(`${file}\n${code}`);
  }
  expect(hash.digest('hex').slice(0, 16)).toBe(ALGORITHM);
});
