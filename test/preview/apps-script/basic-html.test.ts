import fc from 'fast-check';
import { type HtmlNode, isLoopback, parseBasicHtml, safeLink } from '../../../server/preview/apps-script/basic-html.ts';

const parsed = (text: string) => parseBasicHtml(text).nodes;
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function textOf(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (node.kind === 'text' ? node.text : node.kind === 'break' ? '\n' : textOf(node.children))).join('');
}

function walk(nodes: readonly HtmlNode[], visit: (node: HtmlNode, depth: number) => void, depth = 1): void {
  for (const node of nodes) {
    visit(node, depth);
    if ('children' in node) walk(node.children, visit, depth + 1);
  }
}

it('reads what Google documents', () => {
  expect(parsed('<b>a</b><i>b</i><u>c</u><s>d</s><strike>e</strike><br><br/>')).toEqual([
    { kind: 'style', style: 'b', children: [{ kind: 'text', text: 'a' }] },
    { kind: 'style', style: 'i', children: [{ kind: 'text', text: 'b' }] },
    { kind: 'style', style: 'u', children: [{ kind: 'text', text: 'c' }] },
    { kind: 'style', style: 's', children: [{ kind: 'text', text: 'd' }] },
    { kind: 'style', style: 's', children: [{ kind: 'text', text: 'e' }] },
    { kind: 'break' },
    { kind: 'break' },
  ]);
  expect(parsed('<font color="#0b57d0">a <a href=\'https://a.example/?b=1&amp;c=2\'>b</a></font>')).toEqual([
    {
      kind: 'color',
      color: '#0b57d0',
      children: [
        { kind: 'text', text: 'a ' },
        { kind: 'link', href: 'https://a.example/?b=1&c=2', children: [{ kind: 'text', text: 'b' }] },
      ],
    },
  ]);
});

it('reads character references once', () => {
  expect(parsed('&lt;b&gt; &amp;lt; &#39;&#x27;&quot;&nbsp;&unknown; &#0; &#xd800; &constructor;')).toEqual([
    { kind: 'text', text: "<b> &lt; ''\"\u00a0&unknown; &#0; &#xd800; &constructor;" },
  ]);
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<b onmouseover="alert(1)">a</b>',
  '<a href="https://a.example/" onclick="x">a</a>',
  '<a href=https://a.example/>a</a>',
  '<font color="red" size="9">a</font>',
  '<iframe src="https://a.example/">',
  '<!-- a --><![CDATA[ a ]]>',
  '<b<i>',
  '</b>',
  '<b></i>',
  '<',
  '<<b>>',
  '<constructor>',
  '<__proto__>',
];

it.each(HOSTILE)('reads %s as text', (text) => {
  const { refused, nodes } = parseBasicHtml(text);
  expect(refused.length).toBeGreaterThan(0);
  walk(nodes, (node) => expect(['text', 'style']).toContain(node.kind));
});

it.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'http://a.example/',
  '//a.example/',
  '/x',
  'https://user:pass@a.example/',
])('gives no link for %s', (href) => {
  expect(parsed(`<a href="${href}">a</a>`)).toEqual([{ kind: 'link', href: null, children: [{ kind: 'text', text: 'a' }] }]);
});

it.each(['red', 'url(https://a.example/)', '#12', '#12345g', 'expression(1)', '#fff;background:url(x)'])(
  'gives no colour for %s',
  (color) => {
    expect(parsed(`<font color="${color}">a</font>`)).toEqual([
      { kind: 'color', color: null, children: [{ kind: 'text', text: 'a' }] },
    ]);
  },
);

it('opens links that are https, to this machine, or a mail', () => {
  expect(safeLink('https://a.example')).toBe('https://a.example/');
  expect(safeLink('http://127.0.0.1:8080/x')).toBe('http://127.0.0.1:8080/x');
  expect(safeLink('mailto:a@b.example')).toBe('mailto:a@b.example');
  expect(['127.0.0.1', '127.1.2.3', 'localhost', '[::1]'].every(isLoopback)).toBe(true);
  expect(['127.0.0.1.a.example', '128.0.0.1', 'a.localhost.example', '0.0.0.0'].some(isLoopback)).toBe(false);
});

describe('whatever the text', () => {
  const pieces = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ...HOSTILE,
      '<b>',
      '</b>',
      '<i>',
      '</i>',
      '<br>',
      '&lt;',
      '&amp;',
      '<a href="',
      '">',
      '<font color="#fff">',
      '</font>',
      '</a>',
      '\u202e',
      '\0',
    ),
  );
  const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

  it('escaped text comes out as it was, with nothing refused', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { nodes, refused } = parseBasicHtml(escaped(text));
        expect(textOf(nodes)).toBe(text);
        expect(refused).toEqual([]);
        walk(nodes, (node) => expect(node.kind).toBe('text'));
      }),
    );
  });

  it('nothing but the allowed nodes comes out, links and colours are safe, and the nesting is bounded', () => {
    fc.assert(
      fc.property(texts, (text) => {
        walk(parsed(text), (node, depth) => {
          expect(depth).toBeLessThanOrEqual(17);
          if (node.kind === 'link' && node.href !== null)
            expect(node.href).toMatch(/^(https:\/\/|mailto:|http:\/\/(127\.|localhost|\[::1\]))/);
          if (node.kind === 'color' && node.color !== null) expect(node.color).toMatch(/^#[0-9a-fA-F]{3,6}$/);
        });
      }),
    );
  });

  it('100,000 open tags neither nest deeply nor take long', () => {
    let deepest = 0;
    walk(parsed('<b>'.repeat(100_000)), (_node, depth) => {
      deepest = Math.max(deepest, depth);
    });
    expect(deepest).toBe(17);
  });
});
