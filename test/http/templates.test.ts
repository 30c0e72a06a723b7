import { parseMail } from '../../server/mail/parse-mail.ts';
import { screen } from '../../server/mail/screen.ts';
import * as api from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { ADDRESS, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const admin = (verb: 'get' | 'post' | 'put', path: string, body?: object) => it_.call(verb, path, body, 'admin');
const versions = async (id: string) =>
  (await it_.get('/api/templates?versions=true')).body.items.filter((template: api.TemplateView) => template.id === id);
const edit = { subject: 'Frais', body: '{{greeting}}\n\nDeux lignes.\nLes frais : {{fact.portal}}.' };

test('a draft is kept with its errors, shown as one, and never sent', async () => {
  const kept = await admin('put', '/api/templates/fees.fr?lang=en', {
    revision: 1,
    subject: 'x',
    body: 'a\n{{#if',
    published: false,
  });
  expect(kept.status).toBe(200);
  expect(kept.body).toMatchObject({
    template: { version: 2, published: false, inForce: false },
    warnings: [{ severity: 'error' }],
  });
  const id = await it_.take({ subject: 'fees question' });
  await it_.sendDue(`${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
  expect((await it_.record(id))?.reply?.template).toEqual({ id: 'fees.fr', version: 1 });
  const refused = await admin('put', '/api/templates/fees.fr', { revision: 2, subject: 'x', body: 'a\n{{nobody}}' });
  expect(refused.body).toMatchObject({ status: 422, problems: [{ line: 2, code: 'unknown-variable' }] });
});

test('the next mail is answered with the new version', async () => {
  await admin('put', '/api/templates/fees.fr', { revision: 1, ...edit });
  const id = await it_.take({ subject: 'fees question' });
  await it_.sendDue(`${id}.reply.1`);
  expect((await it_.record(id))?.reply?.template).toEqual({ id: 'fees.fr', version: 2 });
});

test('two versions are compared line by line, and an earlier one is restored as a new one', async () => {
  await admin('put', '/api/templates/fees.fr', { revision: 1, ...edit });
  const { body } = await admin('get', '/api/templates/fees.fr/diff?from=1&to=2');
  const diff = api.TemplateDiff.parse(body);
  const side = (kind: string) =>
    diff.body.flatMap((part) => (part.kind === 'same' || part.kind === kind ? [part.text] : [])).join('');
  expect(side('removed')).toBe(diff.from.body);
  expect(side('added')).toBe(diff.to.body);
  expect(diff.body.filter(({ kind }) => kind === 'same')[0]?.text).toBe('{{greeting}}\n\n');
  const restored = await admin('post', '/api/templates/fees.fr/restore', { revision: 2, version: 1 });
  expect(restored.body).toMatchObject({ policyVersion: 3, template: { version: 3, body: diff.from.body, inForce: true } });
  expect((await versions('fees.fr')).map(({ version, inForce }: api.TemplateView) => [version, inForce])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
  expect((await admin('get', '/api/templates/fees.fr/diff?from=1&to=9')).status).toBe(404);
  expect((await admin('post', '/api/templates/fees.fr/restore', { revision: 3, version: 9 })).status).toBe(404);
  const stale = await admin('post', '/api/templates/fees.fr/restore', { revision: 1, version: 1 });
  expect(stale.body).toMatchObject({ status: 409, current: { now: { template: { version: 3 } } } });
});

describe('a preview', () => {
  test('fills both parts for a sample with every detail in it, and tells what is missing', async () => {
    const asked = { categoryId: 'course', language: 'fr', subject: 's', body: '{{greeting}}\n\n{{slot.course}} {{fact.old}}' };
    const { body } = await admin('post', '/api/templates/preview', asked);
    const view = api.PreviewView.parse(body);
    expect(view.rendered?.text).toContain('Bonjour Camille Exemple,');
    expect(view.rendered?.html).toContain('<p>Bonjour Camille Exemple,</p>');
    expect(view.missing).toEqual([{ kind: 'fact', name: 'old', why: 'expired' }]);
    expect(view.mail.id).toBeNull();
    expect((await it_.get('/api/templates')).body.policyVersion).toBe(1);
  });

  test('fills it for a mail of the mailbox; an error is told by its line', async () => {
    const id = await it_.take({ subject: 'fees question', from: 'Jeanne Martin <j@people.example>' });
    const asked = { categoryId: 'fees', language: 'fr', subject: 's', mailId: id };
    const { body } = await admin('post', '/api/templates/preview', { ...asked, body: '{{greeting}}\n\nOui.' });
    expect(body.rendered).toMatchObject({
      subject: 'Re: fees question',
      text: expect.stringContaining('Bonjour Jeanne Martin,'),
    });
    const wrong = await admin('post', '/api/templates/preview?lang=en', { ...asked, body: 'a\n\n{{fact.nothing}}' });
    expect(wrong.body).toMatchObject({ rendered: null, problems: [{ line: 3, code: 'unknown-fact' }] });
    const gone = await admin('post', '/api/templates/preview', { ...asked, body: 'x', mailId: 'nothing' });
    expect(gone.status).toBe(404);
  });
});

describe('a test send', () => {
  const asked = { categoryId: 'fees', language: 'fr', ...edit };
  const test_ = (body: object = asked) => admin('post', '/api/templates/test', body);

  test('goes to the asker alone, marked so that nothing answers it', async () => {
    const sent = await test_();
    expect(api.TestAnswer.parse(sent.body)).toMatchObject({ to: 'admin@ecole.example', subject: '[Essai] Re: Une question' });
    const [raw = '', ...others] = it_.mailbox.sentRaws();
    expect(others).toEqual([]);
    const mail = await parseMail({
      raw: Buffer.from(raw),
      ref: { id: 'x', threadId: 'x', labels: ['INBOX'] },
      receivedAt: it_.clock.now(),
    });
    expect([...mail.to, ...mail.cc].map(({ address }) => address)).toEqual(['admin@ecole.example']);
    expect(mail.replyTo.map(({ address }) => address)).toEqual(['admin@ecole.example']);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
    expect(raw).toMatch(/^X-MailGPS-Reply-Id: test\./m);
    const screening = screen(mail, { ownAddress: ADDRESS, settings: DEFAULT_SETTINGS });
    expect(screening.verdict).toBe('ignore');
    // It answers nobody and belongs to no record: reading it in SENT changes nothing.
    await it_.ctx.catchUp();
    expect((await it_.get('/api/mails')).body.items).toEqual([]);
    // No other address can be named.
    expect((await test_({ ...asked, to: 'x@people.example' })).status).toBe(400);
  });

  test('leaves once: a second click is refused, a failure is not tried again', async () => {
    const both = await Promise.all([test_(), test_()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect(it_.mailbox.sentRaws()).toHaveLength(1);
    it_.clock.advance(11_000);
    it_.mailbox.refuseSending(new AppError('outcome-unknown', 'No answer.'));
    expect((await test_()).status).toBe(502);
    expect(it_.mailbox.draftRaws()).toEqual([]);
    it_.mailbox.refuseSending(null);
    await it_.ctx.catchUp();
    expect(it_.mailbox.sentRaws()).toHaveLength(1);
    it_.clock.advance(11_000);
    expect((await test_()).status).toBe(200);
  });

  test('a template with an error is not sent; so many a day', async () => {
    expect((await test_({ ...asked, body: '{{nobody}}' })).status).toBe(422);
    expect(it_.mailbox.sentRaws()).toEqual([]);
    for (let i = 0; i < 30; i++) {
      expect((await test_()).status).toBe(200);
      it_.clock.advance(11_000);
    }
    const refused = await test_();
    expect(refused.body).toMatchObject({ status: 429, code: 'rate-limited' });
    it_.clock.advance(86_400_000);
    expect((await test_()).status).toBe(200);
  });
});

test('completion knows the category’s details and the facts that there are', async () => {
  const { body } = await admin('get', '/api/categories/course/names?language=fr&lang=en');
  const names = api.NamesView.parse(body).items;
  expect(names.find(({ name }) => name === 'slot.course')).toMatchObject({ insert: '{{slot.course}}', label: 'course' });
  expect(names.find(({ name }) => name === 'fact.portal')?.value).toBe('https://ecole.example/edt');
  expect((await admin('get', '/api/categories/nothing/names?language=fr')).status).toBe(404);
});
