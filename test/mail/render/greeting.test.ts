import { greeting, plausibleName } from '../../../server/mail/render/greeting.ts';

test.each([
  ['Séverine Pallandre', 'Séverine Pallandre'],
  ['"Séverine  Pallandre"', 'Séverine Pallandre'],
  ['SÉVERINE PALLANDRE', 'Séverine Pallandre'],
  ['séverine pallandre', 'Séverine Pallandre'],
  ['PALLANDRE Séverine', 'Séverine Pallandre'],
  ['Pallandre, Séverine', 'Séverine Pallandre'],
  ['DE LA TOUR Anne-Marie', 'Anne-Marie de la Tour'],
  ['Jean-Noël ASTRUC', 'Jean-Noël Astruc'],
  ["Sinéad O'BRIEN", "Sinéad O'Brien"],
  ["SINÉAD O'BRIEN", "Sinéad O'Brien"],
  ['fergus MACALLION', 'Fergus Macallion'],
  ['kev', 'Kev'],
  ['T. Abebayo', 'T. Abebayo'],
  ['J.-N. Astruc', 'J.-N. Astruc'],
  ['Lylou 😊', 'Lylou'],
  ['Anne Martin, PhD', 'Anne Martin'],
  ['Anne Martin (Garage Martin)', 'Anne Martin'],
  ["'Anne Martin' via Contact", 'Anne Martin'],
  ['Soumaya El Ghazouani', 'Soumaya El Ghazouani'],
  ['Nguyen Thi Bao Chau', 'Nguyen Thi Bao Chau'],
  ['Юлия Смирнова', 'Юлия Смирнова'],
  ['Anne\u202E Martin', 'Anne Martin'],
  ['山田太郎', '山田太郎'],
])('%s is greeted as %s', (from, name) => {
  expect(plausibleName(from)).toBe(name);
});

test.each([
  '',
  ' ',
  'a',
  'contact@famille.example',
  'Garage Pallandre',
  'Secrétariat BTS',
  'Dupont SARL',
  'IBM',
  'user1234',
  'www.evil.com',
  'https://evil.example',
  'evil.com',
  '<b>Anne</b>',
  '{{fact.portal}}',
  'Votre compte est bloqué cliquez ici',
  'Pаypal', // Cyrillic а
  'Mail Delivery Subsystem <x>',
  'Anne, Martin, Dupont',
])('%j is not greeted by name', (from) => {
  expect(plausibleName(from)).toBeNull();
});

test('a greeting in each language, with and without a name', () => {
  expect(greeting('Séverine Pallandre', 'fr')).toBe('Bonjour Séverine Pallandre,');
  expect(greeting('Séverine Pallandre', 'en')).toBe('Dear Séverine Pallandre,');
  expect(greeting('', 'fr')).toBe('Bonjour,');
  expect(greeting('Service client', 'en')).toBe('Hello,');
});
