import { addDays, dayIn, instantOf } from '../../shared/local-time.ts';
import { type Booted, boot } from './support/boot.ts';

const ZONE = 'Europe/Paris';

let app: Booted;
/** Tomorrow at six in the evening, whenever this runs: the next day begins while the reply is held. */
const evening = instantOf(ZONE, addDays(dayIn(ZONE, Date.now()), 1), 18 * 60);
let offset = evening - Date.now();
afterEach(() => app.remove());

test('a reply held over the night says what is true when it leaves', async () => {
  app = await boot({ now: () => Date.now() + offset, settings: { holdMs: 20 * 3_600_000 } });
  const mail = await app.deliver({ subject: 'timetable night' }, { receivedAt: evening + 30_000 });
  await app.untilState(mail.id, 'held');
  const held = (await app.effect(`${mail.id}.reply.1`)).content.text;
  offset += 21 * 3_600_000;
  await app.jobs.tick();
  const { reply } = await app.until(mail.id, (r) => r.reply !== null);
  const [today = ''] = /les sept prochains jours :\n- [^\n]+/.exec(held) ?? [];
  expect(today).not.toBe('');
  expect(reply?.text).toMatch(/les sept prochains jours :\n- /);
  expect(reply?.text).not.toContain(today);
});
