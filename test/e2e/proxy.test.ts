import { type Booted, boot } from './support/boot.ts';

let booted: Booted | null = null;
afterEach(async () => booted?.remove());

/** Calls left to the address that a proxy says a call comes from. */
async function left(from: string): Promise<number> {
  const response = await fetch(`${booted?.url}/api/me`, { headers: { 'x-forwarded-for': from } });
  return Number(/r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]);
}

it.each([
  ['behind one proxy each caller is counted alone', '1', 0],
  ['without a proxy nobody is believed about an address', '0', 1],
])('%s', async (_what, proxies, fewer) => {
  booted = await boot({ env: { MAILGPS_TRUST_PROXY: proxies } });
  const first = await left('203.0.113.1');
  expect(first).toBeGreaterThan(0);
  expect(await left('203.0.113.2')).toBe(first - fewer);
});
