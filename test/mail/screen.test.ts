import fc from 'fast-check';
import type { ScreenContext } from '../../server/mail/screen.ts';
import { screen } from '../../server/mail/screen.ts';
import type { Header, Mail } from '../../shared/mail.ts';
import { anyText } from '../helpers/any-text.ts';
import { makeMail, PASSES, parsed } from './make-mail.ts';

/** Past the usual length: the cases of one screen, which are read beside each other. */

/** Past the usual length: the cases of one rule, which are read beside each other. */

const CONTEXT: ScreenContext = {
  ownAddress: 'contact@ecole.example',
  settings: {
    ownAddresses: ['info@ecole.example'],
    ownGroups: ['accueil@ecole.example'],
    trustedForms: ['noreply@ecole.example'],
    authservId: 'mx.google.com',
  },
};

const screened = (change: Partial<Mail> = {}, headers: readonly Header[] = []) => screen(makeMail(change, headers), CONTEXT);
const from = (address: string, name = '') => ({ from: { name, address } });
const STRENGTH = { pass: 0, person: 1, ignore: 2 };

describe('a person’s mail', () => {
  it('passes, and the answer goes to who wrote', () => {
    expect(screened()).toEqual({ verdict: 'pass', reasons: [], replyTo: 'anne@mail.example.org', bounce: null });
  });

  it.each([
    ['Absence de mon fils lundi', 'Bonjour, mon fils sera absent lundi, je vous envoie un justificatif.'],
    ['Je suis absente demain', 'Bonjour, je suis absente demain pour raison médicale.'],
    ['Problème de mail', 'Bonjour, je n’arrive pas à vous écrire, mon message me revient : 550 5.1.1 User unknown. Que faire ?'],
    ['Delivery of my diploma', 'Hello, my diploma was not delivered. Could you send it again?'],
    ['Bounced payment', 'Hello, my bank says the payment could not be delivered to you.'],
    ['Accepté à la formation', 'Bonjour, je suis accepté, que dois-je faire ?'],
    ['Out of curiosity', 'When does the next course begin?'],
  ])('%s: is not taken for a machine’s', (subject, text) => {
    expect(screened({ subject, text, newText: text }).verdict).toBe('pass');
  });

  it('is not taken for a machine’s when a bounce is forwarded', () => {
    const text =
      'Voici ce que je reçois :\n\nThis is the mail system.\n<a@b.example>: 550 5.1.1 User unknown\nUndelivered Mail Returned to Sender';
    expect(screened({ subject: 'TR: Undelivered Mail Returned to Sender', text }).verdict).toBe('pass');
  });
});

describe('machines', () => {
  it.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'Auto-Generated (failure)'],
    ['auto-submitted', ' auto-notified; owner-email="a@b"'],
    ['auto-submitted', '(why (not)) auto-replied'],
    ['x-autoreply', 'yes'],
    ['x-autorespond', 'vacation'],
    ['x-auto-response-suppress', 'All'],
    ['x-auto-response-suppress', 'DR, OOF, AutoReply'],
    ['precedence', 'auto_reply'],
    ['precedence', 'Bulk'],
    ['precedence', 'junk'],
    ['list-id', 'News <news.example.org>'],
    ['list-unsubscribe', '<mailto:out@example.org>'],
    ['x-campaign-id', '42'],
    ['x-mailgps-reply-id', 'abc'],
    ['delivered-to', 'Autoresponder'],
  ])('%s: %s is ignored', (name, value) => {
    expect(screened({}, [[name, value]]).verdict).toBe('ignore');
  });

  it.each([
    ['auto-submitted', 'no'],
    ['auto-submitted', 'No (a person)'],
    ['x-auto-response-suppress', 'DR, RN, NRN'],
    ['x-autoreply', 'no'],
    ['precedence', 'normal'],
    ['feedback-id', '1.eu-west-1.abc=:AmazonSES'],
  ])('%s: %s says nothing', (name, value) => {
    expect(screened({}, [[name, value]]).verdict).toBe('pass');
  });

  it('never answers the null sender', () => {
    expect(screened({ returnPath: '' })).toMatchObject({ verdict: 'ignore', reasons: ['null-sender'], replyTo: '' });
  });

  it.each([
    'noreply@x.example.org',
    'no-reply@example.org',
    'No.Reply+7@example.org',
    'ne-pas-repondre@example.org',
    'nepasrepondre@example.org',
    'ne_pas_repondre@example.org',
    'do-not-reply@example.org',
    'donotreply-billing@example.org',
    'calendar-noreply@example.org',
    'no-responder@example.org',
    'nao-responda@example.org',
    'nicht-antworten@example.org',
    'non-rispondere@example.org',
    'niet-beantwoorden@example.org',
  ])('%s takes no answer', (address) => {
    const result = screened(from(address));
    expect(result).toMatchObject({ verdict: 'ignore', replyTo: '' });
    expect(result.reasons).toContain('no-reply');
  });

  it.each(['noreen.ply@mail.example.org', 'antwort@mail.example.org', 'reply@mail.example.org'])('%s does', (address) => {
    expect(screened(from(address)).verdict).toBe('pass');
  });

  it.each(['MAILER-DAEMON', 'autoresponder', 'owner-liste', 'liste-request', 'liste-bounces'])('%s@… is ignored', (local) => {
    expect(screened(from(`${local.toLowerCase()}@mail.example.org`)).verdict).toBe('ignore');
  });

  it.each([
    'Automatic reply: Timetable',
    'Réponse automatique : Emploi du temps',
    'Absence du bureau',
    'Réponse d’absence',
    'Abwesenheitsnotiz: Anfrage',
    'Automatische Antwort: Anfrage',
    'Respuesta automática: Horario',
    'Fuera de la oficina',
    'Risposta automatica: Orario',
    'Resposta automática: Horário',
    'Automatisch antwoord: vraag',
    'Autosvar: fråga',
    'Automaattinen vastaus: kysymys',
    'Odpowiedź automatyczna: pytanie',
    'Автоответ: вопрос',
    '自動返信: 質問',
    '[Out of Office] Timetable',
    'Out of office until 5 May',
    'Réponse automatique de Paul',
    'Abwesenheitsnotiz Max Mustermann',
    'Auto: re: horaires',
  ])('the subject "%s" is a machine’s', (subject) => {
    expect(screened({ subject })).toMatchObject({ verdict: 'ignore', reasons: ['auto-reply'] });
  });

  it.each(['Automatic reply did not help', 'Réponse automatique hors sujet', 'Absence du bureau des stages'])(
    'the subject "%s" is a person’s, whatever it begins with',
    (subject) => {
      expect(screened({ subject })).toMatchObject({ verdict: 'person', reasons: ['auto-reply'] });
    },
  );

  it('calls a person when a mail only reads like an absence message', () => {
    const newText = 'I am currently out of the office and will answer when I am back.';
    expect(screened({ newText })).toMatchObject({ verdict: 'person', reasons: ['auto-reply'] });
  });

  it.each([
    'Votre demande est enregistrée. Merci de ne pas répondre à ce message.',
    'Your ticket was opened. Please do not reply to this e-mail.',
    'Ne répondez pas à cet e-mail, il est automatique.',
  ])('calls a person when the mail itself asks for no reply: %s', (newText) => {
    expect(screened({ newText })).toMatchObject({ verdict: 'person', reasons: ['no-reply'] });
  });

  it('ignores read receipts and answers to invitations', async () => {
    const receipt = { contentType: 'multipart/report', reportType: 'disposition-notification' };
    expect(screened(receipt)).toMatchObject({ verdict: 'ignore', reasons: ['delivery-report'] });
    expect(screened({}, [['content-type', 'text/calendar; method=REPLY; charset=UTF-8']]).verdict).toBe('ignore');
    const ics = { name: 'r.ics', type: 'text/calendar', size: 9, inline: false, text: 'BEGIN:VCALENDAR\nMETHOD:REPLY' };
    expect(screened({ attachments: [ics] }).verdict).toBe('ignore');
    expect(screened({ attachments: [{ ...ics, text: 'METHOD:REQUEST' }] }).verdict).toBe('pass');
  });

  it('ignores what Gmail put away, but only asks a person about promotions', () => {
    expect(screened({ labels: ['SPAM'] })).toMatchObject({ verdict: 'ignore', reasons: ['spam'] });
    expect(screened({ labels: ['TRASH'] })).toMatchObject({ verdict: 'ignore', reasons: ['trash'] });
    expect(screened({ labels: ['INBOX', 'CATEGORY_PROMOTIONS'] })).toMatchObject({ verdict: 'person', reasons: ['promotion'] });
  });

  it('ignores a notice that a mail service sent, not a web form’s', () => {
    const notice = {
      contentType: 'text/html',
      returnPath: '0101017000ec0605-2b97eb32-482d-4357-8715-29b1d4a7c38b-000000@eu-west-1.amazonses.com',
    };
    expect(screened(notice).verdict).toBe('ignore');
    expect(screened({ ...notice, replyTo: [{ name: '', address: 'parent@autre.example' }] }).verdict).toBe('person');
  });
});

describe('our own mail', () => {
  it.each(['contact@ecole.example', 'info@ecole.example', 'contact+x@ecole.example'])('%s is not answered', (address) => {
    const own = { ...from(address), headers: [] };
    const headers: Header[] = [['authentication-results', 'mx.google.com; dmarc=pass header.from=ecole.example']];
    expect(screened(own, headers)).toMatchObject({ verdict: 'ignore', reasons: ['own-mail'], replyTo: '' });
  });

  it('is known by its label', () => {
    expect(screened({ labels: ['SENT', 'INBOX'] }).reasons).toContain('own-mail');
  });

  it('goes to a person when somebody else wrote it in our name', () => {
    const forged = screened(from('contact@ecole.example'), [
      ['authentication-results', 'mx.google.com; dmarc=fail header.from=ecole.example'],
    ]);
    expect(forged).toMatchObject({ verdict: 'person', reasons: ['own-mail', 'unauthenticated'], replyTo: '' });
  });
});

describe('authentication', () => {
  const auth = (value: string, address = 'anne@mail.example.org') =>
    screen({ ...makeMail(from(address)), headers: value === '' ? [] : [['authentication-results', value]] }, CONTEXT);

  it.each([
    'mx.google.com; dmarc=pass header.from=example.org',
    'mx.google.com; spf=pass smtp.mailfrom=bounce@news.example.org',
    'mx.google.com; dkim=fail header.d=example.org; dkim=pass header.i=@example.org',
    'MX.GOOGLE.COM 1; spf=fail smtp.mailfrom=x@y.example; dmarc=pass (p=REJECT; sp=NONE) header.from=mail.example.org',
  ])('accepts %s', (value) => {
    expect(auth(value).verdict).toBe('pass');
  });

  it.each([
    ['mx.google.com; dmarc=fail header.from=example.org', 'unauthenticated'],
    ['mx.google.com; dkim=pass header.d=example.org; dmarc=fail header.from=example.org', 'unauthenticated'],
    ['mx.google.com; spf=pass smtp.mailfrom=x@other.example; dkim=pass header.d=other.example', 'unauthenticated'],
    ['mx.google.com; dmarc=pass header.from=other.example', 'unauthenticated'],
    ['mx.google.com; spf=pass (smtp.mailfrom=x@example.org) smtp.mailfrom=x@other.example', 'unauthenticated'],
    ['mx.google.com; none', 'auth-missing'],
    ['other.example; dmarc=pass header.from=example.org', 'auth-missing'],
    ['mx.google.com.evil.example; dmarc=pass header.from=example.org', 'auth-missing'],
    ['', 'auth-missing'],
  ])('sends %s to a person', (value, reason) => {
    expect(auth(value)).toMatchObject({ verdict: 'person', reasons: [reason] });
  });

  it('does not let neighbours of a public suffix vouch for each other', () => {
    expect(auth('mx.google.com; dkim=pass header.d=eve.github.io', 'anne@bob.github.io').verdict).toBe('person');
  });

  it('reads only the topmost result of our host, so a forged one below never helps', () => {
    const forged = fc.constantFrom(
      PASSES,
      'mx.google.com; dmarc=pass header.from=mail.example.org',
      'mx.google.com; dkim=pass header.d=example.org',
    );
    const ours = fc.constantFrom(
      'mx.google.com; dmarc=fail header.from=example.org',
      'mx.google.com; spf=softfail smtp.mailfrom=a@b.example',
      'mx.google.com; none',
    );
    fc.assert(
      fc.property(ours, fc.array(forged, { maxLength: 4 }), fc.array(fc.string(), { maxLength: 3 }), (real, lies, noise) => {
        const headers: Header[] = [real, ...lies, ...noise].map((value) => ['authentication-results', value]);
        expect(screen({ ...makeMail(), headers }, CONTEXT).verdict).toBe('person');
      }),
    );
  });
});

describe('where the answer would go', () => {
  const replyTo = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));

  it.each([
    [['anne@mail.example.org'], 'pass', 'anne@mail.example.org'],
    [['anne+school@mail.example.org'], 'pass', 'anne+school@mail.example.org'],
    [['anne.martin@example.org'], 'person', 'anne@mail.example.org'],
    [['x@other.example'], 'person', 'anne@mail.example.org'],
    [['anne@example.org', 'bob@example.org'], 'person', 'anne@mail.example.org'],
    [[''], 'pass', 'anne@mail.example.org'],
  ] as const)('Reply-To %j', (addresses, verdict, target) => {
    expect(screened({ replyTo: replyTo(...addresses) })).toMatchObject({ verdict, replyTo: target });
  });

  it.each(['gmail.com', 'seznam.cz', 'posteo.de', 'students.university.example'])(
    'does not take another user of %s for the same person',
    (host) => {
      const headers: Header[] = [['authentication-results', `mx.google.com; dmarc=pass header.from=${host}`]];
      const change = { ...from(`anne@${host}`), replyTo: replyTo(`eve@${host}`) };
      expect(screened(change, headers)).toMatchObject({
        verdict: 'person',
        reasons: ['reply-to-differs'],
        replyTo: `anne@${host}`,
      });
      expect(screened({ ...change, replyTo: replyTo(`anne+school@${host}`) }, headers).verdict).toBe('pass');
    },
  );

  it('never is one of our own addresses', () => {
    expect(screened({ replyTo: replyTo('info@ecole.example') })).toMatchObject({
      verdict: 'person',
      replyTo: 'anne@mail.example.org',
    });
  });

  it.each([
    [{ fromCount: 2 }],
    [{ fromCount: 0, ...from('') }],
    [from('anne')],
    [from('anne@mail.example.org', 'directeur@ecole.example')],
    [from('anne@mail.example.org', 'Anne \u202emoc.elpmaxe@eve')],
  ])('an ambiguous sender goes to a person: %j', (change) => {
    expect(screened(change).verdict).toBe('person');
    expect(screened(change).reasons).toContain('sender-ambiguous');
  });

  it('takes a name that is the address itself', () => {
    expect(screened(from('anne@mail.example.org', 'Anne@Mail.example.org')).verdict).toBe('pass');
  });
});

describe('recipients, groups and forms', () => {
  const to = (address: string) => ({ to: [{ name: '', address }] });

  it('asks a person when we are not among the recipients', () => {
    expect(screened({ to: [] })).toMatchObject({ verdict: 'person', reasons: ['not-addressed'] });
    expect(screened(to('contact+fr@ecole.example')).verdict).toBe('pass');
    expect(screened({ to: [], cc: [{ name: '', address: 'info@ecole.example' }] }).verdict).toBe('pass');
  });

  it('lets an own group through, to be suggested only', () => {
    const headers: Header[] = [
      ['precedence', 'list'],
      ['list-id', '<accueil.ecole.example>'],
      ['list-post', '<mailto:accueil@ecole.example>'],
    ];
    expect(screened(to('accueil@ecole.example'), headers)).toMatchObject({ verdict: 'person', reasons: ['own-group'] });
    expect(screened(to('accueil@ecole.example'))).toMatchObject({ verdict: 'person', reasons: ['own-group'] });
  });

  it('reads through a From that the group rewrote', () => {
    const rewritten = {
      ...from('accueil@ecole.example', "'Anne Martin' via Accueil"),
      ...to('accueil@ecole.example'),
      replyTo: [{ name: 'Anne', address: 'anne@mail.example.org' }],
    };
    const headers: Header[] = [
      ['authentication-results', 'mx.google.com; dmarc=pass header.from=ecole.example'],
      ['list-id', '<accueil.ecole.example>'],
    ];
    expect(screened(rewritten, headers)).toMatchObject({
      verdict: 'person',
      reasons: ['own-group'],
      replyTo: 'anne@mail.example.org',
    });
  });

  it('still ignores machines and other lists that write to the group', () => {
    const group: Header = ['list-id', '<accueil.ecole.example>'];
    expect(screened(to('accueil@ecole.example'), [group, ['auto-submitted', 'auto-replied']]).verdict).toBe('ignore');
    expect(screened(to('accueil@ecole.example'), [group, ['list-id', '<news.shop.example>']]).verdict).toBe('ignore');
    expect(screened(to('accueil@ecole.example'), [['list-unsubscribe', '<https://shop.example/out>']]).reasons).not.toContain(
      'list',
    );
  });

  it('answers a trusted form’s Reply-To, by suggestion', () => {
    const form = { ...from('noreply@ecole.example'), replyTo: [{ name: '', address: 'parent@autre.example' }] };
    const headers: Header[] = [['authentication-results', 'mx.google.com; dmarc=pass header.from=ecole.example']];
    expect(screened(form, headers)).toMatchObject({
      verdict: 'person',
      reasons: ['trusted-form'],
      replyTo: 'parent@autre.example',
    });
    expect(screened(form)).toMatchObject({ verdict: 'person', reasons: ['unauthenticated', 'trusted-form'] });
    expect(screened({ ...form, ...from('noreply@inconnu.example') }).verdict).not.toBe('pass');
  });

  it.each<Header>([
    ['auto-submitted', 'auto-generated'],
    ['x-auto-response-suppress', 'All'],
    ['precedence', 'bulk'],
  ])('a trusted form that says %s: %s is a program, and its visitor’s mail is seen', (...sign) => {
    const form = { ...from('noreply@ecole.example'), replyTo: [{ name: '', address: 'parent@autre.example' }] };
    const headers: Header[] = [['authentication-results', 'mx.google.com; dmarc=pass header.from=ecole.example'], sign];
    expect(screened(form, headers)).toMatchObject({ verdict: 'person', replyTo: 'parent@autre.example' });
    expect(screened(form, [...headers, ['auto-submitted', 'auto-replied']]).verdict).toBe('ignore');
  });

  it('takes a form that writes as the school, by its Reply-To', () => {
    const context = { ...CONTEXT, settings: { ...CONTEXT.settings, trustedForms: ['contact@ecole.example'] } };
    const headers: Header[] = [['authentication-results', 'mx.google.com; dmarc=pass header.from=ecole.example']];
    const visitor = [{ name: '', address: 'parent@autre.example' }];
    const own = from('contact@ecole.example');
    expect(screen(makeMail({ ...own, replyTo: visitor }, headers), context)).toMatchObject({
      verdict: 'person',
      reasons: ['trusted-form'],
      replyTo: 'parent@autre.example',
    });
    expect(screen(makeMail(own, headers), context)).toMatchObject({ verdict: 'ignore', replyTo: '' });
    expect(screen(makeMail({ ...own, replyTo: visitor, labels: ['SENT'] }, headers), context).verdict).toBe('ignore');
  });
});

describe('the verdict', () => {
  const signs = fc.constantFrom<Header>(
    ['auto-submitted', 'auto-generated'],
    ['list-id', '<x.example>'],
    ['precedence', 'bulk'],
    ['x-autoreply', 'yes'],
    ['x-auto-response-suppress', 'All'],
    ['subject', 'hello'],
    ['authentication-results', 'mx.google.com; dmarc=fail header.from=example.org'],
  );
  const mails = fc.record(
    {
      returnPath: fc.constantFrom('', null, 'anne@mail.example.org'),
      labels: fc.subarray(['INBOX', 'SPAM', 'SENT', 'CATEGORY_PROMOTIONS']),
      subject: fc.constantFrom('Bonjour', 'Automatic reply: x', 'Undelivered Mail Returned to Sender'),
      fromCount: fc.constantFrom(0, 1, 2),
      from: fc.constantFrom(
        { name: '', address: 'noreply@mail.example.org' },
        { name: 'Anne', address: 'anne@mail.example.org' },
      ),
    },
    { requiredKeys: [] },
  );

  it('only grows stronger when a machine says that it is one', () => {
    fc.assert(
      fc.property(mails, fc.array(signs, { maxLength: 4 }), (change, headers) => {
        const before = screened(change, headers);
        const after = screened(change, [...headers, ['auto-submitted', 'auto-replied']]);
        expect(after.verdict).toBe('ignore');
        expect(STRENGTH[after.verdict]).toBeGreaterThanOrEqual(STRENGTH[before.verdict]);
      }),
    );
  });

  it('does not depend on the order of other headers or on the case of their values', () => {
    const others = fc.uniqueArray(
      signs.filter(([name]) => name !== 'authentication-results'),
      { selector: ([name]) => name },
    );
    fc.assert(
      fc.property(mails, others, fc.boolean(), (change, headers, upper) => {
        const turned = [...headers].reverse().map(([name, value]): Header => [name, upper ? value.toUpperCase() : value]);
        const a = screened(change, headers);
        const b = screened(change, turned);
        expect([b.verdict, [...b.reasons].sort(), b.replyTo]).toEqual([a.verdict, [...a.reasons].sort(), a.replyTo]);
      }),
    );
  });

  it('has a reason unless it is pass, and never throws', () => {
    const text = anyText({ maxLength: 60 });
    const headers = fc.array(
      fc.tuple(fc.constantFrom('auto-submitted', 'authentication-results', 'list-id', 'precedence'), text),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(headers, text, text, (given, address, subject) => {
        const result = screened({ subject, text: subject, ...from(address) }, given);
        expect(result.reasons.length === 0).toBe(result.verdict === 'pass');
      }),
    );
  });

  it('is the same after real parsing', async () => {
    const mail = await parsed('AUTO-SUBMITTED: Auto-Replied\r\nFrom: a@b.example\r\nTo: contact@ecole.example\r\n\r\nAbsent');
    expect(screen(mail, CONTEXT).verdict).toBe('ignore');
  });
});
