import { cardsOf, textOf } from './support/cards.ts';
import { mail } from './support/mails.ts';
import { sidebar } from './support/sidebar.ts';

it('opens a mail with one call to the server, and shows the answer with its button', () => {
  const here = sidebar({ server: () => ({ json: mail() }) });
  const answer = here.run('onMailOpened', { call: 'trigger' });
  expect(here.requests).toHaveLength(1);
  expect(here.requests[0]?.url).toBe(
    'https://mailgps.ecole.example/api/mails/copy-1?messageId=%3Cm1%40b.example%3E&choices=true&lang=en',
  );
  expect(here.requests[0]?.headers).toMatchObject({ Authorization: 'Bearer a-token' });
  const [card] = cardsOf(answer);
  expect(card?.fixedFooter?.primaryButton.text).toBe('Send suggested reply');
  expect(textOf(card)).toContain('The timetable is on the school’s page.');
});
