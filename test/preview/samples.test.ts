import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

const folder = join(process.cwd(), 'server/preview/samples');
const names = readdirSync(folder).sort();
const samples = names.map((name) => ({ name, raw: readFileSync(join(folder, name)) }));

test('they stand in the order in which they are delivered, the most telling first', () => {
  expect(names[0]).toMatch(/^01-timetable/);
  names.forEach((name, i) => {
    expect(name).toMatch(new RegExp(`^${String(i + 1).padStart(2, '0')}-[a-z0-9-]+\\.eml$`));
  });
});

test.each(samples)('$name is whole, for the sample school, and from nobody who exists', async ({ raw }) => {
  const text = raw.toString('latin1');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(text).toMatch(/^Delivered-To: contact@ecole\.example\r\n/);
  // Every domain is a reserved one (RFC 2606), but for the receiving host's own words.
  const addresses = [...text.replaceAll('=\r\n', '').matchAll(/[\w.+-]+@([\w.-]+\.[a-z]{2,})\b/gi)].map(
    (match) => match[1] ?? '',
  );
  expect(addresses.filter((domain) => !domain.endsWith('.example'))).toEqual([]);
  const mail = await PostalMime.parse(raw);
  expect(mail.from?.address).toMatch(/\.example$/);
  expect(mail.messageId).toBeTruthy();
  expect(JSON.stringify(mail.text ?? mail.html)).not.toContain('\uFFFD');
  expect((mail.text ?? mail.html ?? '').trim()).not.toBe('');
});

test('no two are the same mail', async () => {
  const ids = await Promise.all(samples.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId));
  expect(new Set(ids).size).toBe(samples.length);
});

test('among them: what must never be answered by a machine, and what real mail is made of', () => {
  const all = samples.map(({ raw }) => raw.toString('latin1')).join('\n');
  for (const mark of [
    'report-type=delivery-status',
    'Auto-Submitted: auto-replied',
    'List-Unsubscribe:',
    'no-reply@',
    'dmarc=fail',
    'Reply-To: pascal.thouvenin@autre-courrier.example',
    'multipart/alternative',
    'multipart/related',
    'multipart/mixed',
    'application/pdf',
    'charset=iso-8859-1',
    'charset=windows-1252',
    'Content-Transfer-Encoding: base64',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Transfer-Encoding: 8bit',
    'format=flowed',
    'Date: Thu, 1 Jan 2015',
  ]) {
    expect(all).toContain(mark);
  }
});
