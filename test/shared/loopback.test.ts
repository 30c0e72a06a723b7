import { isIP } from 'node:net';
import fc from 'fast-check';
import { isLoopback } from '../../shared/loopback.ts';

const part = fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom('00', '01', '007', '', '-1', '1e1', 'x'));
const host = fc
  .tuple(fc.constantFrom('127', '128', '0127', '10'), fc.array(part, { minLength: 2, maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest].join('.'));

test('of addresses those of 127.0.0.0/8 that node takes for IPv4, and no others', () => {
  fc.assert(fc.property(host, (text) => expect(isLoopback(text)).toBe(isIP(text) === 4 && text.startsWith('127.'))));
  for (const text of ['127.0.0.1', '127.255.255.254', 'localhost', '::1']) expect(isLoopback(text)).toBe(true);
  for (const text of ['127.0.0.1.example', 'localhost.example', '0.0.0.0', '::', '127.0.0.1\n', ''])
    expect(isLoopback(text)).toBe(false);
});
