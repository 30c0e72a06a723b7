import { type Booted, boot } from './support/boot.ts';

let app: Booted;
let offset = 0;
afterEach(() => app.remove());

test('a reply held over the night says what is true when it leaves', async () => {
  app = await boot({ now: () => Date.now() + offset, settings: { holdMs: 20 * 3_600_000 } });
  const mail = await app.deliver({ subject: 'timetable night' });
  await app.untilState(mail.id, 'held');
  const held = (await app.effect(`${mail.id}.reply.1`)).content.text;
  offset = 21 * 3_600_000;
  await app.jobs.tick();
  const { reply } = await app.until(mail.id, (r) => r.reply !== null);
  const [today = ''] = /les sept prochains jours :\n- [^\n]+/.exec(held) ?? [];
  expect(today).not.toBe('');
  expect(reply?.text).toMatch(/les sept prochains jours :\n- /);
  expect(reply?.text).not.toContain(today);
});
