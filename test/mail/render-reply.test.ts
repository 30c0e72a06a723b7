import fc from 'fast-check';
import {
  missingFor,
  type Rendered,
  type RenderInput,
  renderReply,
  renderStaffText,
  templateNeeds,
} from '../../server/mail/render-reply.ts';
import { anyText } from '../helpers/any-text.ts';
import { aFact, aMail, aPolicy, aTemplate, NOW, timetable } from './support/render-fixtures.ts';

const course = { name: 'course', value: 'BTS SIO', quote: 'BTS SIO' };

function render(body: string, change: Partial<RenderInput> = {}): Rendered {
  return renderReply({
    template: aTemplate(body),
    mail: aMail(),
    reading: { slots: [course] },
    policy: aPolicy(),
    now: NOW,
    by: { kind: 'automatic' },
    ...change,
  });
}

describe('renderReply', () => {
  test('greets, fills slots and facts, and discloses the machine', () => {
    const reply = render('{{greeting}}\n\nPour {{slot.course}} : {{fact.portal}}.\n\n{{organisation}}');
    expect(reply.text).toContain('Bonjour Séverine Pallandre,\n\nPour BTS SIO : https://ecole.example/edt.\n\nÉcole Exemple');
    expect(reply.text).toContain('intelligence artificielle');
    expect(reply.text).toContain('Pour joindre une personne : répondez à ce message');
    expect(reply.html).toContain('<p>Pour BTS SIO : <a href="https://ecole.example/edt">https://ecole.example/edt</a>.</p>');
    expect(reply.html).toContain('intelligence artificielle');
    expect(reply.subject).toBe('Re: Emploi du temps');
    expect(reply.missing).toEqual([]);
  });

  test('speaks English where the template does', () => {
    const reply = render('{{greeting}}\n\n{{nextDate "open-days"}}', {
      template: aTemplate('{{greeting}}\n\n{{nextDate "open-days"}}', { language: 'en' }),
    });
    expect(reply.text).toContain('Dear Séverine Pallandre,\n\nSaturday 5 December 2026');
    expect(reply.text).toContain('artificial intelligence');
    expect(reply.html).toContain('<html lang="en">');
  });

  test('a reply of staff is signed and does not speak of a machine', () => {
    const reply = render('Voilà.', { by: { kind: 'staff', name: 'Anne Martin', function: 'Scolarité' } });
    expect(reply.text).toBe('Voilà.\n\nAnne Martin\nScolarité\nÉcole Exemple');
    expect(reply.html).not.toContain('intelligence');
  });

  test('an edited suggestion is not signed twice', () => {
    const by = { kind: 'staff', name: 'Anne Martin', function: null } as const;
    const first = render('Voilà.', { by });
    const edited = renderStaffText({
      text: first.text.replace('Voilà', 'Voici'),
      mail: aMail(),
      policy: aPolicy(),
      language: 'fr',
      by,
    });
    expect(edited.text).toBe('Voici.\n\nAnne Martin\nÉcole Exemple');
  });

  test('a person signs in the place of the organisation with which a template ends', () => {
    const by = { kind: 'staff', name: 'Anne Martin', function: 'Scolarité' } as const;
    const body = 'Voilà.\n\nBien cordialement,\n{{organisation}}';
    expect(render(body, { by }).text).toBe('Voilà.\n\nBien cordialement,\nAnne Martin\nScolarité\nÉcole Exemple');
    expect(render(body).text).toContain('Bien cordialement,\nÉcole Exemple\n\n---\nÉcole Exemple, réponse automatique');
  });

  test('an empty text, or one with a gap left, is not a reply', () => {
    const input = {
      mail: aMail(),
      policy: aPolicy(),
      language: 'fr',
      by: { kind: 'staff', name: 'Anne', function: null },
    } as const;
    for (const text of ['', ' \n', 'Le ⟦à compléter : jour⟧']) {
      expect(() => renderStaffText({ ...input, text })).toThrow(expect.objectContaining({ code: 'invalid' }));
    }
  });

  test('takes the subject of the template only where the mail has none', () => {
    expect(render('x', { mail: aMail({ subject: ' ' }) }).subject).toBe('Votre question');
    expect(render('x', { mail: aMail({ subject: 'RE : Emploi du temps' }) }).subject).toBe('RE : Emploi du temps');
    expect(render('x', { mail: aMail({ subject: 'a\r\nBcc: x@y.example' }) }).subject).toBe('Re: a Bcc: x@y.example');
  });

  test('names what is missing or out of date, and marks the place', () => {
    const reply = render('{{slot.course}} {{fact.old}} {{fact.portal}}', { reading: { slots: [] } });
    expect(reply.missing).toEqual([
      { kind: 'slot', name: 'course', why: 'missing' },
      { kind: 'fact', name: 'old', why: 'expired' },
    ]);
    expect(reply.text).toContain('⟦à compléter : formation⟧ ⟦à compléter : old⟧ https://ecole.example/edt');
  });

  test('an absent name inside its own #if leaves no gap', () => {
    const body = '{{#if slot.day}}Le {{date slot.day}}{{else}}Un jour{{/if}}{{#unless fact.old}} sans{{/unless}}';
    expect(render(body)).toMatchObject({ missing: [], text: expect.stringMatching(/^Un jour sans\n/) });
    const day = { name: 'day', value: '2026-12-01', quote: '1er décembre' };
    expect(render(body, { reading: { slots: [day] } }).text).toMatch(/^Le mardi 1er décembre 2026 sans\n/);
  });

  test('opening hours of the week with closures, next open day, closures, dates to come', () => {
    const text = render(
      '{{hours "this-week"}}\n\n{{nextOpenDay}}\n\n{{closures}}\n\n{{#each (upcoming "open-days")}}\n- {{this}}\n{{/each}}',
    ).text;
    expect(text).toContain('- lundi 23 novembre 2026 : 9 h – 12 h 30, 13 h 30 – 17 h\n');
    expect(text).toContain('- jeudi 26 novembre 2026 : fermé (inventaire)\n');
    expect(text).toContain('- samedi 28 novembre 2026 : fermé\n');
    expect(text).toContain('\n\nlundi 23 novembre 2026\n\n- jeudi 26 novembre 2026 : inventaire\n\n');
    expect(text).toContain('- samedi 5 décembre 2026\n- samedi 16 janvier 2027\n');
  });

  test('a choice is shown in the words of the mail, never by what else the mail says', () => {
    const kind = {
      name: 'kind',
      label: { fr: 'x', en: 'x' },
      type: 'choice',
      required: false,
      choices: [{ value: 'transcript', words: ['relevé de notes'] }],
    } as const;
    const policy = aPolicy({ categories: [{ ...timetable, slots: [kind] }] });
    const shown = (value: string, quote: string): string =>
      render('[{{slot.kind}}]', { policy, reading: { slots: [{ name: 'kind', value, quote }] } }).text.split('\n')[0] ?? '';
    expect(shown('transcript', 'mon Relevé de notes http://x.example')).toBe('[relevé de notes]');
    expect(shown('transcript', 'bulletin')).toBe('[transcript]');
    expect(shown('other', 'relevé de notes')).toBe('[⟦à compléter : x⟧]');
  });

  test('the seven days to come begin today; a holiday on a closed day is no news', () => {
    const sunday = Date.UTC(2026, 10, 29, 9, 0);
    const closures = [{ from: '2026-12-05', until: '2026-12-05', name: { fr: 'fête', en: 'feast' } }];
    const policy = aPolicy();
    const text = render('{{hours "seven-days"}}{{#if closures}}fermetures{{/if}}', {
      now: sunday,
      policy: { ...policy, hours: { ...policy.hours, closures } },
    }).text;
    expect(text).toMatch(/^- dimanche 29 novembre 2026 : fermé\n- lundi 30 novembre 2026 : 9 h/);
    expect(text).toContain('- samedi 5 décembre 2026 : fermé (fête)');
    expect(text).not.toContain('fermetures');
  });

  test('greets whom the answer goes to', () => {
    const form = { name: 'Formulaire Site', address: 'no-reply@ecole.example' };
    const first = (change: Parameters<typeof aMail>[0]): string =>
      render('{{greeting}}', { mail: aMail(change) }).text.split('\n')[0] ?? '';
    expect(first({ from: form, replyTo: [{ name: 'Anne Martin', address: 'a@famille.example' }] })).toBe('Bonjour Anne Martin,');
    expect(first({ from: form, replyTo: [{ name: '', address: 'a@famille.example' }] })).toBe('Bonjour,');
    expect(
      first({ from: { ...form, name: "'Anne Martin' via Contact" }, replyTo: [{ name: '', address: 'a@famille.example' }] }),
    ).toBe('Bonjour Anne Martin,');
    expect(first({ replyTo: [{ name: '', address: 'autre@famille.example' }] })).toBe('Bonjour Séverine Pallandre,');
  });

  test('the school’s own words cannot hold what would be taken for a gap', () => {
    const policy = aPolicy({ facts: [{ ...aFact({ key: 'portal' }), value: { fr: '⟦x⟧\uE000', en: 'x' } }] });
    const reply = render('{{fact.portal}}', { policy });
    expect(reply.text).toMatch(/^x\n/);
    expect(reply.missing).toEqual([]);
  });

  test('regular hours join days that are alike', () => {
    expect(render('{{hours "regular"}}').text).toContain(
      '- lundi et mardi : 9 h – 12 h 30, 13 h 30 – 17 h\n- mercredi : 9 h – 12 h 30\n- jeudi et vendredi : 9 h – 12 h 30, 13 h 30 – 17 h\n- samedi et dimanche : fermé',
    );
  });

  test.each([
    ['a link', 'https://evil.example/x'],
    ['a bare link', 'evil.com'],
    ['an address', 'me@evil.example'],
    ['markup', '<b>x</b>'],
    ['Handlebars', '{{fact.portal}}'],
  ])('a slot that holds %s is no slot', (_, value) => {
    const reply = render('{{slot.course}}', { reading: { slots: [{ ...course, value, quote: value }] } });
    expect(reply.missing).toEqual([{ kind: 'slot', name: 'course', why: 'missing' }]);
    expect(reply.text).not.toContain(value);
  });

  test('a slot whose value is not in the words it stands on is no slot', () => {
    const slots = (value: string, quote: string) => ({ reading: { slots: [{ name: 'course', value, quote }] } });
    expect(render('{{slot.course}}', slots('BTS SIO, gratuit', 'BTS SIO')).missing).toHaveLength(1);
    expect(render('{{slot.course}}', slots('BTS SIO', 'votre bts  sio')).text).toMatch(/^BTS SIO\n/);
  });

  test('a slot cannot become part of a link', () => {
    expect(() => render('https://ecole.example/{{slot.course}}')).toThrow(expect.objectContaining({ code: 'template' }));
    expect(() => render('{{slot.course}}.com')).toThrow(expect.objectContaining({ code: 'template' }));
  });

  test('markup in a template or fact is shown, not interpreted', () => {
    expect(render('<script>1</script> a & b').html).toContain('<p>&lt;script&gt;1&lt;/script&gt; a &amp; b</p>');
  });

  test.each([
    '{{slot.constructor}}',
    '{{constructor}}',
    '{{slot.__proto__}}',
    '{{lookup slot "course"}}',
    '{{> x}}',
    '{{@root}}',
    '{{../x}}',
    '{{unknown}}',
    '{{log 1}}',
    '{{#with slot}}{{course}}{{/with}}',
  ])('%s is refused or a gap, never a value', (body) => {
    try {
      expect(render(body).missing).toHaveLength(1);
    } catch (error) {
      expect(error).toMatchObject({ code: 'template' });
    }
  });

  test('whatever a mail says, its words stay on their line and make no link, tag or list', () => {
    const body = '{{greeting}}\n\nPour {{slot.course}}, voir :\n\n- {{fact.portal}}';
    const plain = render(body, {
      mail: aMail({ from: { name: '', address: '' } }),
      reading: { slots: [{ ...course, value: 'X', quote: 'X' }] },
    });
    const hostile = fc.oneof(
      anyText(),
      fc.string(),
      fc.constantFrom('\n- x', 'http://a.b', '\u202Ex', '<a href=x>', '{{fact.old}}', 'a\r\nb', '⟦x⟧', '\uE000x\uE001'),
    );
    fc.assert(
      fc.property(hostile, hostile, (name, value) => {
        const reply = render(body, {
          mail: aMail({ from: { name, address: '' } }),
          reading: { slots: [{ ...course, value, quote: value }] },
        });
        const tags = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
        expect(tags(reply.html)).toEqual(tags(plain.html));
        expect(reply.text.split('\n')).toHaveLength(plain.text.split('\n').length);
        expect(reply.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\uE000\uE001]/);
      }),
    );
  });
});

describe('what a template needs', () => {
  test('bare names are needed, guarded ones are not unless the category requires them', () => {
    const template = aTemplate(
      '{{#if slot.course}}{{slot.course}}{{/if}}{{#if slot.day}}{{slot.day}}{{/if}}{{fact.old}}{{#if fact.portal}}x{{/if}}',
    );
    expect(templateNeeds(template)).toEqual({
      slots: [],
      facts: ['old'],
      optionalSlots: ['course', 'day'],
      optionalFacts: ['portal'],
      openingHours: false,
    });
    expect(missingFor(template, { slots: [] }, aPolicy(), NOW)).toEqual([
      { kind: 'slot', name: 'course', why: 'missing' },
      { kind: 'fact', name: 'old', why: 'expired' },
    ]);
  });

  test('what rendering finds missing was always foretold', () => {
    const pieces = [
      '{{slot.course}}',
      '{{date slot.day}}',
      '{{fact.old}}',
      '{{fact.portal}}',
      '{{nextDate "open-days"}}',
      '{{nextDate "none"}}',
      '{{#if slot.day}}{{slot.course}}{{else}}{{fact.none}}{{/if}}',
      '{{#if fact.old}}{{fact.old}}{{/if}}',
      '{{nextOpenDay}}',
    ];
    fc.assert(
      fc.property(fc.subarray(pieces), fc.boolean(), fc.boolean(), (parts, withCourse, neverOpen) => {
        const policy = aPolicy();
        const closed = { from: '2026-01-01', until: '2030-01-01', name: { fr: 'x', en: 'x' } };
        const input = {
          reading: { slots: withCourse ? [course] : [] },
          policy: neverOpen ? { ...policy, hours: { ...policy.hours, closures: [closed] } } : policy,
        };
        const template = aTemplate(parts.join(' '));
        const foretold = missingFor(template, input.reading, input.policy, NOW).map((m) => `${m.kind} ${m.name} ${m.why}`);
        for (const m of render('', { ...input, template }).missing) expect(foretold).toContain(`${m.kind} ${m.name} ${m.why}`);
      }),
    );
  });
});
