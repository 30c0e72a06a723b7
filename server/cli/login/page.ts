const WORDS = {
  done: {
    fr: ['C’est fait', 'MAIL GPS a accès à la boîte partagée. Vous pouvez fermer cette page.'],
    en: ['Done', 'MAIL GPS may use the shared mailbox. You can close this page.'],
  },
  failed: {
    fr: ['Rien n’a été enregistré', 'La raison figure ci-dessous et dans le terminal.'],
    en: ['Nothing was stored', 'The reason stands below and in the terminal.'],
  },
  foreign: {
    fr: ['Cette page n’attend rien', 'Ouvrez l’adresse affichée dans le terminal.'],
    en: ['Nothing is expected here', 'Open the address that the terminal shows.'],
  },
} as const;

/** Where the browser ends, in both languages: whose browser it is is not known. */
export function page(what: keyof typeof WORDS, detail: string): string {
  const { fr, en } = WORDS[what];
  const block = (lang: string, [title, text]: readonly string[]) =>
    `<section lang="${lang}"><h1>${escaped(title ?? '')}</h1><p>${escaped(text ?? '')}</p></section>`;
  const why = detail === '' ? '' : `<p class="why" lang="en">${escaped(detail)}</p>`;
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>MAIL GPS</title><style>${STYLE}</style></head><body><main>${block('fr', fr)}${block('en', en)}${why}</main></body></html>`;
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f6f7f9;color:#1c2430}main{max-width:32rem;margin:12vh auto;padding:2rem;background:#fff;border-radius:12px}h1{font-size:1.2rem;margin:0}p{margin:.25rem 0 1.25rem}.why{border-left:3px solid #b3261e;padding-left:.75rem;margin:0}';

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
