import fc from 'fast-check';
import { authenticationOf } from '../../../server/mail/screen/authentication.ts';
import { parseAuthenticationResults } from '../../../server/mail/screen/authentication-results.ts';
import type { Header } from '../../../shared/mail.ts';
import { anyText } from '../../helpers/any-text.ts';

const parse = (value: string) => {
  const read = parseAuthenticationResults(value);
  return (
    read && { id: read.authservId, results: read.results.map((r) => [r.method, r.result, Object.fromEntries(r.properties)]) }
  );
};

describe('Authentication-Results (RFC 8601)', () => {
  it.each([
    ['example.com 1; none', { id: 'example.com', results: [] }],
    [
      'example.com;\r\n dkim=pass (good (very) signature) header.d=example.org',
      { id: 'example.com', results: [['dkim', 'pass', { 'header.d': 'example.org' }]] },
    ],
    [
      '"mx;1"; spf=PASS reason="a; b=c" smtp.mailfrom=a@b.example',
      { id: 'mx;1', results: [['spf', 'pass', { reason: 'a; b=c', 'smtp.mailfrom': 'a@b.example' }]] },
    ],
    [
      'mx; dkim/1 = fail header.b="S/v=" header.i=@x.example',
      { id: 'mx', results: [['dkim', 'fail', { 'header.b': 'S/v=', 'header.i': '@x.example' }]] },
    ],
    [
      'mx; spf=pass smtp.mailfrom=prvs=0123=anne@example.org',
      { id: 'mx', results: [['spf', 'pass', { 'smtp.mailfrom': 'prvs=0123=anne@example.org' }]] },
    ],
    [
      'mx; dmarc=pass (p=NONE; dmarc=fail) header.from=x.example;',
      { id: 'mx', results: [['dmarc', 'pass', { 'header.from': 'x.example' }]] },
    ],
    ['mx (a comment) 1 ; auth=pass', { id: 'mx', results: [['auth', 'pass', {}]] }],
  ])('%s', (value, expected) => {
    expect(parse(value)).toEqual(expected);
  });

  it.each([
    '',
    ';',
    'spf=pass smtp.mailfrom=x; mx',
    'mx; spf=pass (never closed',
    'mx; reason="never closed',
    `mx; ${'x'.repeat(20_000)}`,
  ])('believes nothing of %j', (value) => {
    expect(parse(value)).toBeNull();
  });

  it('never throws, and reads no method out of a comment or a quoted string', () => {
    const hidden = fc.constantFrom('dmarc=pass', ';dmarc=pass;', 'spf=pass smtp.mailfrom=a@example.org');
    const inner = fc.string({ maxLength: 20 }).map((text) => text.replace(/[()"\\]/g, ''));
    fc.assert(
      fc.property(inner, hidden, inner, (before, claim, after) => {
        for (const value of [`mx; spf=fail (${before}${claim}${after}) x=y`, `mx; spf=fail reason="${before}${claim}${after}"`]) {
          expect(parse(value)?.results).toHaveLength(1);
          expect(parse(value)?.results[0]?.slice(0, 2)).toEqual(['spf', 'fail']);
        }
      }),
    );
    fc.assert(fc.property(anyText(), (value) => void parse(value)));
  });
});

describe('what our host found', () => {
  const found = (...values: string[]) =>
    authenticationOf(
      {
        from: { name: '', address: 'anne@example.org' },
        headers: values.map((value): Header => ['authentication-results', value]),
      },
      'mx.google.com',
    );
  const PASS = 'mx.google.com; dmarc=pass header.from=example.org';

  it('is not replaced by a lower field when a sender’s address broke it', () => {
    expect(found('mx.google.com; spf=fail (domain of "(@evil.example does not) smtp.mailfrom=x', PASS)).toBe('missing');
  });

  it('is found below the fields of other hosts', () => {
    expect(found('inner.example; none', PASS)).toBe('ok');
  });

  it('takes a failure before a pass', () => {
    expect(found('mx.google.com; dmarc=pass header.from=example.org; dmarc=fail header.from=example.org')).toBe('failed');
  });
});
