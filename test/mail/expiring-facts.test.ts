import { factsInUse, tellExpiringFacts } from '../../server/mail/expiring-facts.ts';
import { type Installation, installation, testPolicy } from '../http/support/installation.ts';
import { type Issuer, startIssuer } from '../http/support/issuer.ts';
import { aFact, aTemplate } from './support/render-fixtures.ts';

let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.close());

const fees = (body: string, change = {}) => aTemplate(body, { id: 'fees.fr', categoryId: 'fees', ...change });

test('what the answers in force need: the newest published of each, not what stands under its own condition', () => {
  const templates = [
    fees('{{fact.old}}', { version: 1 }),
    fees('{{fact.portal}} {{#if fact.extra}}{{fact.extra}}{{/if}} {{nextDate "open-days"}}', { version: 2 }),
    fees('{{fact.draft}}', { version: 3, published: false }),
    fees('{{fact.english}}', { id: 'fees.en', language: 'en' }),
  ];
  const uses = factsInUse({ ...testPolicy(), templates });
  expect(uses.map(({ key, language }) => `${key} ${language}`).sort()).toEqual(['english en', 'open-days fr', 'portal fr']);
  const retired = testPolicy().categories.map((category) => ({ ...category, retired: true }));
  expect(factsInUse({ ...testPolicy(), templates, categories: retired })).toEqual([]);
});

describe('the daily look', () => {
  let it_: Installation;
  let told: unknown[];
  async function installed(validUntil: string | null): Promise<void> {
    const facts = [aFact({ key: 'portal', validFrom: null, validUntil }), aFact({ key: 'unused', validUntil: '2026-11-24' })];
    it_ = await installation(issuer, { policy: { ...testPolicy(), facts, templates: [fees('{{fact.portal}}')] } });
    told = [];
    it_.ctx.alert = (cause, detail) => void told.push({ cause, ...detail });
    it_.ctx.allClear = (cause) => void told.push(`${cause} is over`);
  }
  afterEach(() => it_.close());

  test('names what is about to end, and from which day answers lack it', async () => {
    await installed('2026-11-30');
    await tellExpiringFacts(it_.ctx);
    expect(told).toEqual([{ cause: 'facts-expiring', about: ['portal (2026-12-01)'] }]);
  });

  test('is content where nothing ends', async () => {
    await installed(null);
    await tellExpiringFacts(it_.ctx);
    expect(told).toEqual(['facts-expiring is over']);
  });
});
