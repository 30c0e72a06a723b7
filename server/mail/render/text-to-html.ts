import type { Language } from '../../../shared/policy.ts';

/** Up to the first blank or bracket; what ends the sentence is taken off again. */
const LINK = /https?:\/\/[^\s<>"⟦⟧]+/giu;
const SENTENCE_END = /[.,;:!?'’»…]+$/u;

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * The HTML of a plain text: paragraphs (blank line), "- " lists, http(s) links, "---" as a rule. Made from the text so
 * that both parts of a mail say the same; nothing in the text is taken for markup.
 */
export function textToHtml(text: string): string {
  return text
    .split(/\n{2,}/)
    .filter((block) => block.trim() !== '')
    .map(blockToHtml)
    .join('\n');
}

/** A whole document; `quote` (plain text of the original) follows as a blockquote in which nothing is a link. */
export function htmlDocument(body: string, language: Language): string {
  return `<!DOCTYPE html>\n<html lang="${language}">\n<head><meta charset="utf-8"></head>\n<body>\n${body}\n</body>\n</html>\n`;
}

/** Lines of a block are text, list items or a rule, in any order. */
function blockToHtml(block: string): string {
  const parts: { kind: 'text' | 'list' | 'rule'; lines: string[] }[] = [];
  for (const line of block.split('\n')) {
    const kind = /^-{3,}$/.test(line) ? 'rule' : /^- /.test(line) ? 'list' : 'text';
    const last = parts.at(-1);
    if (last?.kind === 'list' && kind === 'text' && /^ {2,}\S/.test(line)) {
      last.lines.push(`${last.lines.pop() ?? ''}\n${line.trim()}`);
    } else if (last && last.kind === kind && kind !== 'rule') last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  }
  return parts.map(partToHtml).join('\n');
}

function partToHtml(part: { kind: 'text' | 'list' | 'rule'; lines: readonly string[] }): string {
  if (part.kind === 'rule') return '<hr>';
  if (part.kind === 'text') return `<p>${part.lines.map(inline).join('<br>\n')}</p>`;
  const items = part.lines.map((line) => `<li>${line.slice(2).split('\n').map(inline).join('<br>\n')}</li>`);
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function inline(line: string): string {
  let html = '';
  let end = 0;
  for (const match of line.matchAll(LINK)) {
    const url = trimLink(match[0]);
    html += escapeHtml(line.slice(end, match.index)) + anchor(url);
    end = match.index + url.length;
  }
  return html + escapeHtml(line.slice(end));
}

/** "(see https://ecole.example/plan)." links the address without the bracket and the full stop. */
function trimLink(match: string): string {
  let url = match.replace(SENTENCE_END, '');
  while (url.endsWith(')') && (url.match(/\(/g)?.length ?? 0) < (url.match(/\)/g)?.length ?? 0)) {
    url = url.slice(0, -1).replace(SENTENCE_END, '');
  }
  return url;
}

function anchor(url: string): string {
  return /^https?:\/\/[^/]/i.test(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>` : escapeHtml(url);
}
