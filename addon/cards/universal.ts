import type { Me } from '../../shared/api.ts';
import { line } from '../escape.ts';
import { bundleVersion } from '../settings.ts';
import type { Visit } from '../visit.ts';
import { type Card, card, fact, linkButton, paragraph, rows, section } from './parts.ts';

export function helpCard(visit: Visit): Card {
  const { texts, settings } = visit;
  const asks = paragraph(line(texts.noAccessAsk(settings.contact), 300));
  return card({
    title: texts.helpTitle,
    sections: [
      section(texts.help.map(([title, html]) => fact({ html: `<b>${title}</b><br>${html}` }))),
      section([asks, ...(settings.consoleUrl === '' ? [] : rows([linkButton(texts.openConsole, settings.consoleUrl)]))]),
    ],
  });
}

/** `me` null: the server did not tell; the address it was asked at is shown all the same, and the sentence why. */
export function settingsCard(visit: Visit, me: Me | null, address: string, trouble: string): Card {
  const { texts } = visit;
  const signedIn = me ? `${line(me.name)}<br>${line(me.address)}` : line(visit.reader) || texts.notKnown;
  return card({
    title: texts.settingsTitle,
    sections: [
      section([
        ...(trouble === '' ? [] : [paragraph(line(trouble, 600))]),
        fact({ label: texts.server, html: line(address, 200) || texts.notKnown }),
        fact({ label: texts.whoAmI, html: signedIn }),
        fact({ label: texts.role, html: me ? texts.roles[me.role] : texts.notKnown }),
        fact({ label: texts.language, html: texts.languageName }),
        fact({ label: texts.version, html: line(bundleVersion()) }),
      ]),
    ],
  });
}
