import fc from 'fast-check';
import { cleanName } from '../../../../server/mail/actions/policy/file-name.ts';
import { typeOf } from '../../../../server/mail/actions/policy/file-type.ts';
import { anyText } from '../../../helpers/any-text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PDF = bytes('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1]);

describe('the type of a file', () => {
  test('is that of its content, whatever it is called', async () => {
    expect((await typeOf(PDF, 'photo.png'))?.type).toBe('application/pdf');
    expect((await typeOf(PNG, 'virus.exe'))?.type).toBe('image/png');
    expect((await typeOf(bytes('date;x\n'), 'a.csv'))?.type).toBe('text/csv');
    expect((await typeOf(bytes('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'), 'a.ics'))?.type).toBe('text/calendar');
  });

  test.each<[string, Uint8Array, string]>([
    ['a program', bytes('MZ\u0090\u0000\u0003'), 'a.pdf'],
    ['a script', bytes('#!/bin/sh\nrm -rf'), 'a.sh'],
    ['a page', bytes('<!DOCTYPE html><script>alert(1)</script>'), 'a.html'],
    ['a page that calls itself a text', bytes('  <html><script>alert(1)</script>'), 'a.txt'],
    ['a picture that is a script', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg'],
    ['an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]), 'a.zip'],
    ['bytes that are no text', Uint8Array.from([0, 1, 2, 3]), 'a.txt'],
    ['a text without a name', bytes('hello'), 'hello'],
  ])('%s is not accepted', async (_what, content, name) => {
    expect(await typeOf(content, name)).toBeNull();
  });
});

describe('the name of a file', () => {
  test.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\x\\plan.PDF', 'plan.PDF'],
    ['plan\u202Efdp.exe', 'planfdp.exe.pdf'],
    ['a\r\nContent-Type: x.pdf', 'a Content-Type- x.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['con.pdf', '_con.pdf'],
    ['   ', 'file.pdf'],
    ['année 2026.pdf', 'année 2026.pdf'],
    ['<img src=x onerror=alert(1)>.pdf', '-img src=x onerror=alert(1)-.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanName(given, ['pdf'])).toBe(kept.replace(/^-/, ''));
  });

  const piece = fc.constantFrom(
    '/',
    '\\',
    '..',
    '.',
    ' ',
    '-',
    '\u202e',
    '\r\n',
    '\u0000',
    'con',
    'a',
    'é',
    '%2f',
    ':',
    '.jpg',
    '.EXE',
    '😀',
  );
  const hostile = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  test('whatever was given: one part, of a bounded length, that says what the file is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText({ maxLength: 400 }), hostile), (given) => {
        const name = cleanName(given, ['jpg', 'jpeg']);
        expect(name).toMatch(/^[^/\\<>:"|?*%\p{Cc}\p{Cf}\s.-][^/\\<>:"|?*%\p{Cc}\p{Cf}]*$/u);
        expect(name).toMatch(/\.jpe?g$/i);
        expect([...name].length).toBeLessThanOrEqual(100);
        expect(cleanName(name, ['jpg', 'jpeg'])).toBe(name);
      }),
      { numRuns: 1_000, examples: [['con\r\n.jpg']] },
    );
  });
});
