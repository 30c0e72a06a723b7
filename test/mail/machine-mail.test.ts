import { join } from 'node:path';
import { type MachineFigures, scoreMachineMail } from '../../bench/machine-mail.ts';

const DIR = join(__dirname, '..', 'data', 'machine-mail');

/** The floors are what was measured; a change that reads less is a change for the worse. */
describe('284 real mails, 252 of machines and 32 of people', () => {
  let figures: MachineFigures;
  beforeAll(async () => {
    figures = await scoreMachineMail(DIR);
  });

  const misses = (what: string) => figures.misses.filter((miss) => miss.what === what);

  it('suggests and sends nothing to any machine', () => {
    expect(figures.automated).toBe(252);
    expect(misses('answered')).toEqual([]);
  });

  it('leaves no person’s mail aside', () => {
    expect(figures.human).toBe(32);
    expect(misses('suppressed')).toEqual([]);
  });

  it('tells failures, positive reports and complaints apart', () => {
    expect(figures.reports).toBe(246);
    expect(misses('kind')).toEqual([]);
  });

  it('tells addresses that will not work from those that may', () => {
    expect(figures.hardRight).toBeGreaterThanOrEqual(250);
    expect(figures.events).toBe(254);
  });

  it('names the reason', () => {
    expect(figures.reasonRight).toBeGreaterThanOrEqual(249);
  });

  it('reads the same whatever the line ends', () => {
    expect(misses('line-ends')).toEqual([]);
    expect(figures.lineEndsAlike).toBe(284);
  });
});
