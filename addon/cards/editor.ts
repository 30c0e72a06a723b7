import type { MailView } from '../../shared/api.ts';
import { line } from '../escape.ts';
import { input, type Visit } from '../visit.ts';
import { isAdaptedReady } from './answer.ts';
import { aboutMail } from './mail-parameters.ts';
import { button, type Card, call, card, checkbox, fact, outlined, paragraph, primary, rows, section } from './parts.ts';

/** The reply's text to be changed, for readers who are not in the shared mailbox. What is written here is what is sent. */
export function editorCard(visit: Visit, mail: MailView): Card {
  const { texts } = visit;
  const { from, suggestion } = mail;
  const field = CardService.newTextInput()
    .setFieldName('text')
    .setTitle(texts.editLabel)
    .setMultiline(true)
    .setValue(textToEdit(visit, mail));
  const about = aboutMail(visit, mail);
  return card({
    title: texts.editTitle,
    sections: [
      section([
        paragraph(texts.editTo(line(from.address))),
        field,
        ...(suggestion && suggestion.files.length > 0
          ? [
              checkbox('files', texts.editFiles, true),
              fact({
                html: suggestion.files
                  .map(({ name }) => line(name))
                  .slice(0, 10)
                  .join('<br>'),
                icon: 'attach_file',
              }),
            ]
          : []),
        ...(mail.actions.includes('draft')
          ? [...rows([button(texts.saveDraft, call('onSaveDraft', about))]), paragraph(`<i>${texts.saveDraftNote}</i>`)]
          : []),
      ]),
    ],
    footer: {
      primary: primary(texts.sendEdited, call('onSendEdited', about)),
      secondary: outlined(texts.back, call('onBack', about)),
    },
  });
}

/** The wording that is chosen in the card, else the approved one. */
export function textToEdit(visit: Visit, { suggestion }: MailView): string {
  if (!suggestion) return '';
  const adapted = input(visit, 'wording') === 'adapted' && isAdaptedReady(suggestion) ? suggestion.adapted : null;
  return (adapted ?? suggestion).text;
}
