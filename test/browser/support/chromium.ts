import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** The browser that comes from the npm registry is built for this platform alone. */
const HERE = process.platform === 'linux' && process.arch === 'x64';

/** The first start of all unpacks the browser. */
export const START_MS = 60_000;

/**
 * Made for small machines: the whole browser would end with one page. Its protections are among what is tested. And a
 * graphics card played by the processor takes a second for each picture of a page that has nothing for it to do.
 */
const UNWANTED =
  /^--(single-process|disable-web-security|allow-running-insecure-content|in-process-gpu|ignore-gpu-blocklist|use-gl=|use-angle=|enable-unsafe-swiftshader)/;
const WANTED = ['--disable-gpu', '--disable-background-networking'];

/**
 * `describe` where there is a browser. Elsewhere its tests are left out, and that is said; in CI a missing browser fails,
 * so that nobody takes tests that did not run for tests that passed.
 */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  if (!HERE && process.env.CI !== 'true') {
    describe(name, () => {
      it('is left out: there is a browser for Linux on x64 alone', () => {
        process.stderr.write(`The browser tests of ${name} are left out: there is a browser for Linux on x64 alone.\n`);
      });
    });
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      if (!HERE) throw new Error('CI must run the browser tests: on Linux, x64.');
      browser = await chromium.launch({
        executablePath: await sparticuz.executablePath(),
        args: [...sparticuz.args.filter((arg) => !UNWANTED.test(arg)), ...WANTED],
      });
    }, START_MS);
    afterAll(() => browser?.close());
    tests(() => {
      if (!browser) throw new Error('The browser did not start.');
      return browser;
    });
  });
}
