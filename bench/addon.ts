import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MailList, MailView } from '../shared/api.ts';
import { AppError } from '../shared/errors.ts';
import { atMost, type Figure, note, quantile } from './support/figure.ts';
import { question } from './support/mails.ts';
import { type MeasuredServer, startServer } from './support/measured-server.ts';
import { createSidebar, type Opened } from './support/sidebar.ts';
import { bundle, startStandIn } from './support/stand-in.ts';
import { startSyncFetch } from './support/sync-fetch.ts';

const MAILS = 60;
/** Together fewer calls than one person may make in a minute. */
const WARM_UP = 20;
const CLICKS = 120;
/** A Gmail id that the shared mailbox does not have: the reader's copy is found by its Message-ID. */
const ELSEWHERE = 'ffff00001111aaaa';

/**
 * The bundle that clasp pushes, its calls, and the time from a click to the card: the add-on's and the server's own. What Google
 * adds (its start of a script, the way to the server and back, drawing) is not in it, and cannot be measured here.
 */
export async function addon(): Promise<Figure[]> {
  const built = await buildAddon();
  const size = atMost('addon-bundle-kb', Buffer.byteLength(built.code) / 1000, 'KB', 60);
  const standIn = await startStandIn();
  const server = await startServer(standIn, { mailbox: 'memory', brain: 'offline' });
  const fetcher = startSyncFetch(bundle('bench-fetch.js'));
  try {
    const mails = await received(server);
    const sidebar = createSidebar({ ...built, url: server.url, token: server.tokens.staff, fetch: fetcher.fetch });
    const opened: Opened[] = [];
    const homes: Opened[] = [];
    for (let n = 0; n < WARM_UP + CLICKS; n++) {
      const mail = mails[n % mails.length] ?? { id: '', messageId: '' };
      const open = sidebar.open(n % 2 === 0 ? mail : { ...mail, id: ELSEWHERE });
      const home = sidebar.home();
      if (n < WARM_UP) continue;
      opened.push(checked(open, 'onAssign'));
      homes.push(checked(home, 'onShowMail'));
    }
    note(
      `addon: ${CLICKS} mails opened, half of them in a copy; cards of ${Math.round(
        quantile(
          opened.map(({ json }) => json.length),
          0.5,
        ),
      )} characters`,
    );
    return [
      size,
      atMost(
        'addon-calls-to-open-a-card',
        quantile(
          opened.map(({ calls }) => calls),
          1,
        ),
        'calls',
        1,
      ),
      atMost(
        'addon-calls-to-open-home',
        quantile(
          homes.map(({ calls }) => calls),
          1,
        ),
        'calls',
        1,
      ),
      atMost(
        'addon-click-to-card-p50-ms',
        quantile(
          opened.map(({ ms }) => ms),
          0.5,
        ),
        'ms',
        null,
      ),
      atMost(
        'addon-click-to-card-p95-ms',
        quantile(
          opened.map(({ ms }) => ms),
          0.95,
        ),
        'ms',
        null,
      ),
      atMost(
        'addon-home-p95-ms',
        quantile(
          homes.map(({ ms }) => ms),
          0.95,
        ),
        'ms',
        null,
      ),
    ];
  } finally {
    await fetcher.stop();
    await server.stop();
    await standIn.stop();
  }
}

async function buildAddon(): Promise<{ code: string; manifest: string }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['addon/build.mjs', '--json'], { maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** Mails as the server shows them: some answered by themselves, some suggested. */
async function received(server: MeasuredServer): Promise<{ id: string; messageId: string }[]> {
  await server.deliver(Array.from({ length: MAILS }, (_, n) => question(n)));
  await server.push();
  await server.wait('handled', MAILS);
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.tokens.admin}` } });
    if (!response.ok) throw new AppError('internal', `${path} was answered with ${response.status}`);
    return response.json();
  };
  const { items } = MailList.parse(await ask(`/api/mails?limit=${MAILS}`));
  const views = await Promise.all(items.map(async ({ id }) => MailView.parse(await ask(`/api/mails/${id}`))));
  const states = [...new Set(views.map(({ state }) => state))].map(
    (state) => `${views.filter((view) => view.state === state).length} ${state}`,
  );
  note(`addon: ${MAILS} mails: ${states.join(', ')}`);
  return views.map(({ id, messageId }) => ({ id, messageId }));
}

/** A card that tells of a failure comes quickly as well: what only the wanted one offers must stand in it. */
function checked(opened: Opened, offers: 'onAssign' | 'onShowMail'): Opened {
  if (!opened.json.includes(`"${offers}"`))
    throw new AppError('internal', 'The add-on did not answer with the card that was asked for.');
  return opened;
}
