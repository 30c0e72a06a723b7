import fc from 'fast-check';
import { escapeHtml, textToHtml } from '../../../server/mail/render/text-to-html.ts';

test.each([
  ['a\nb\n\nc', '<p>a<br>\nb</p>\n<p>c</p>'],
  ['Liste :\n- un\n- deux\n  suite\nfin', '<p>Liste :</p>\n<ul>\n<li>un</li>\n<li>deux<br>\nsuite</li>\n</ul>\n<p>fin</p>'],
  ['a\n---\nb', '<p>a</p>\n<hr>\n<p>b</p>'],
  ['-x', '<p>-x</p>'],
  [
    '(voir https://ecole.example/a_(b)?x=1&y=2).',
    '<p>(voir <a href="https://ecole.example/a_(b)?x=1&amp;y=2">https://ecole.example/a_(b)?x=1&amp;y=2</a>).</p>',
  ],
  ['« https://ecole.example »', '<p>« <a href="https://ecole.example">https://ecole.example</a> »</p>'],
  ['javascript:alert(1) ftp://x https://', '<p>javascript:alert(1) ftp://x https://</p>'],
  ['<a href="x">', '<p>&lt;a href=&quot;x&quot;&gt;</p>'],
])('%j', (text, html) => {
  expect(textToHtml(text)).toBe(html);
});

test('only its own tags, and every word of the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.webUrl()), (text) => {
      const html = textToHtml(text);
      expect(html.replace(/<\/?(?:p|ul|li|br|hr)>|<a href="[^"<>]*">|<\/a>/g, '')).not.toMatch(/[<>]/);
      for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) expect(html).toContain(escapeHtml(word));
    }),
  );
});
