import type { ComponentChildren } from 'preact';
import { type HtmlNode, parseBasicHtml } from '../../apps-script/basic-html.ts';

/** Google's basic HTML as nodes of the page, never as HTML. @param links false inside something that is clicked as a whole. */
export function Html({ text, links = true }: { text: string; links?: boolean }) {
  return <>{drawn(parseBasicHtml(text).nodes, links)}</>;
}

function drawn(nodes: readonly HtmlNode[], links: boolean): ComponentChildren {
  return nodes.map((node) => draw(node, links));
}

function draw(node: HtmlNode, links: boolean): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'style': {
      const Tag = node.style;
      return <Tag>{drawn(node.children, links)}</Tag>;
    }
    case 'color':
      return <span style={node.color === null ? {} : { color: node.color }}>{drawn(node.children, links)}</span>;
    case 'link':
      return node.href === null || !links ? (
        <u>{drawn(node.children, links)}</u>
      ) : (
        <a href={node.href} target="_blank" rel="noopener noreferrer">
          {drawn(node.children, links)}
        </a>
      );
  }
}
