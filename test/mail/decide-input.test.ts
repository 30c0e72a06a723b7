import { isForwardable } from '../../server/mail/decide-input.ts';
import { DEFAULT_SETTINGS, type Person } from '../../shared/policy.ts';
import { aPolicy, NOW } from './support/render-fixtures.ts';

const OWN = 'contact@ecole.example';
const person = (id: string, address: string, absences: Person['absences'] = []): Person => ({
  id,
  name: id,
  function: { fr: '', en: '' },
  address,
  absences,
});
const away = (standInId: string | null): Person['absences'] => [{ from: '2000-01-01', until: '2100-01-01', standInId }];
const policy = aPolicy({
  people: [
    person('registrar', 'registrar@ecole.example'),
    person('own', 'Contact@Ecole.example'),
    person('alias', 'info@ecole.example'),
    person('group', 'tous@ecole.example'),
    person('nowhere', ''),
    person('away', 'away@ecole.example', away('registrar')),
    person('away-to-own', 'gone@ecole.example', away('own')),
    person('away-alone', 'alone@ecole.example', away(null)),
  ],
});
const settings = { ...DEFAULT_SETTINGS, ownAddresses: ['Info@ecole.example'], ownGroups: ['tous@ecole.example'] };

/** Promise 3: own addresses and groups are no forward targets; the mail would come back. */
test.each([
  ['registrar', true],
  ['away', true],
  ['own', false],
  ['alias', false],
  ['group', false],
  ['nowhere', false],
  ['away-to-own', false],
  ['away-alone', false],
  ['nobody', false],
])('mail may be passed on by itself to %s: %s', (id, may) => {
  expect(isForwardable(policy, settings, OWN, id, NOW)).toBe(may);
});
