import { readFileSync } from 'node:fs';
import { type Emulator, hasEmulator, startEmulator } from '../../support/emulators.ts';

const suite = hasEmulator('firestore') ? describe : describe.skip;
const PROJECT = 'mail-gps-rules';

suite('the rules', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
  }, 90_000);
  afterAll(() => emulator?.stop());

  const documents = () => `http://${emulator.host}/v1/projects/${PROJECT}/databases/(default)/documents/records`;
  const owner = { authorization: 'Bearer owner' };
  const document = JSON.stringify({ fields: { data: { stringValue: '{}' } } });
  /** An app's user, as the emulator takes one: a token without a signature. */
  const user = `Bearer ${[{ alg: 'none' }, { sub: 'someone', user_id: 'someone' }, ''].map((part) => (part === '' ? '' : Buffer.from(JSON.stringify(part)).toString('base64url'))).join('.')}`;

  it('let nobody in but the server', async () => {
    const content = readFileSync('deploy/firestore.rules', 'utf8');
    const loaded = await fetch(`http://${emulator.host}/emulator/v1/projects/${PROJECT}:securityRules`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } }),
    });
    expect(loaded.status).toBe(200);
    const json = { 'content-type': 'application/json' };
    const written = await fetch(`${documents()}?documentId=a`, {
      method: 'POST',
      headers: { ...json, ...owner },
      body: document,
    });
    expect(written.status).toBe(200);
    for (const headers of [{}, { authorization: user }]) {
      const calls = [
        fetch(`${documents()}/a`, { headers }),
        fetch(documents(), { headers }),
        fetch(`${documents()}?documentId=b`, { method: 'POST', headers: { ...json, ...headers }, body: document }),
        fetch(`${documents()}/a`, { method: 'DELETE', headers }),
      ];
      expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    }
    expect((await fetch(`${documents()}/a`, { headers: owner })).status).toBe(200);
  });
});
