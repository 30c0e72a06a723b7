import { grantRole } from '../../server/store/users.ts';
import { type Booted, boot } from '../e2e/support/boot.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { say } from './support/capture.ts';

const path = useTempFolder();
let app: Booted;
beforeAll(async () => {
  app = await boot();
  await grantRole(app.ctx.store, 'staff@ecole.example', 'staff', Date.now());
});
afterAll(() => app.remove());

test('the terminal prints a link that signs in once, as admin or as staff', async () => {
  const admin = (await say(app.dataDir, 'console')).out.trim();
  const staff = String((await say(app.dataDir, 'console', '--as', 'staff', '--json')).lines()[0]?.url);
  for (const [link, role] of [
    [admin, 'admin'],
    [staff, 'staff'],
  ] as const) {
    const entered = await fetch(link, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const me = await fetch(new URL('/api/me', link), { headers: { cookie } });
    expect(await me.json()).toMatchObject({ role });
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(401);
  }
});

test('without a running installation it says what to do', async () => {
  expect(await say(path(), 'console')).toMatchObject({ code: 1, err: expect.stringContaining('npm start') });
});
