import { connect } from 'node:net';
import { awaitRedirect } from '../../server/cli/login/listener.ts';
import { page } from '../../server/cli/login/page.ts';

/** Where the browser comes back to. */
const state = 'the state of this login';

/** Something that one side waits for and the other brings about. */
function gate(): { open: () => void; passed: Promise<void> } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

test('a browser that goes before the page is there loses nothing', async () => {
  const [asked, gone] = [gate(), gate()];
  const value = await awaitRedirect({
    port: 0,
    state,
    waitMs: 10_000,
    async begin(redirectUri) {
      const socket = connect(Number(new URL(redirectUri).port), '127.0.0.1');
      socket.write(`GET /?code=1&state=${encodeURIComponent(state)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
      socket.once('close', gone.open);
      await asked.passed;
      socket.destroy();
    },
    async finish(code, redirectUri) {
      asked.open();
      await gone.passed;
      // Once the listener has answered another call it has heard of this one's end.
      await fetch(`${redirectUri}other`);
      return `code ${code}`;
    },
  });
  expect(value).toBe('code 1');
});

test('nobody who comes back ends it in time, and the port is free again', async () => {
  let port = 0;
  const waiting = (at: number) =>
    awaitRedirect({
      port: at,
      state,
      waitMs: 20,
      begin: async (redirectUri) => {
        port = Number(new URL(redirectUri).port);
      },
      finish: async () => undefined,
    });
  await expect(waiting(0)).rejects.toMatchObject({ code: 'timeout' });
  await expect(waiting(port)).rejects.toMatchObject({ code: 'timeout' });
});

test('the second one with our state is not listened to', async () => {
  const [asked, told] = [gate(), gate()];
  const codes: string[] = [];
  let second = 0;
  await awaitRedirect({
    port: 0,
    state,
    waitMs: 10_000,
    begin: async (redirectUri) => {
      const url = `${redirectUri}?state=${encodeURIComponent(state)}`;
      const first = fetch(`${url}&code=first`);
      await asked.passed;
      second = (await fetch(`${url}&code=second`)).status;
      told.open();
      expect((await first).status).toBe(200);
    },
    finish: async (code) => {
      codes.push(code);
      asked.open();
      await told.passed;
    },
  });
  expect([codes, second]).toEqual([['first'], 400]);
});

test('the page escapes whatever it shows', () => {
  const shown = page('failed', `<img src=x onerror="alert('&')">`);
  expect(shown).toContain('&#60;img src=x onerror=&#34;alert(&#39;&#38;&#39;)&#34;&#62;');
  expect(shown).not.toContain('<img');
});
