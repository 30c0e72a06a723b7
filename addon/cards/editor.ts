import type { MailView } from '../../shared/api.ts';
import { line } from '../escape.ts';
import { input, type Visit } from '../visit.ts';
import { isAdaptedReady } from './answer.ts';
import { aboutMail } from './mail-parameters.ts';
import { button, type Card, call, card, checkbox, fact, outlined, paragraph, primary, rows, section } from './parts.ts';

/** The reply's text to be changed, for readers who are not in the shared mailbox. What is written here is what is sent. */
export function editorCard(visit: Visit, mail: MailView): Card {
  return editor(visit, aboutEditor(visit, mail), textToEdit(visit, mail), filesOf(mail));
}

/**
 * The editor again with what was written in it, and why it was not sent. `mail`: as it is now, where the server told it; else
 * what the editor was made with.
 */
export function editorAgainCard(visit: Visit, mail: MailView | undefined, why: string): Card {
  const about = mail ? aboutEditor(visit, mail) : (visit.event.commonEventObject.parameters ?? {});
  return editor(visit, about, input(visit, 'text'), mail ? filesOf(mail) : [], why);
}

function editor(visit: Visit, about: Record<string, string>, text: string, files: readonly string[], why = ''): Card {
  const { texts } = visit;
  const field = CardService.newTextInput().setFieldName('text').setTitle(texts.editLabel).setMultiline(true).setValue(text);
  // A box that was unticked and one that was not there look alike: what stands in the parameters tells them apart.
  const ticked = why === '' || input(visit, 'files') === 'yes';
  const names = files.length > 0 ? [fact({ html: files.map((name) => line(name)).join('<br>'), icon: 'attach_file' })] : [];
  return card({
    title: texts.editTitle,
    sections: [
      section([
        ...(why === '' ? [] : [fact({ html: `<b>${line(why, 600)}</b>`, icon: 'warning' })]),
        paragraph(texts.editTo(line(about.to ?? ''))),
        field,
        ...(about.files === 'yes' ? [checkbox('files', texts.editFiles, ticked), ...names] : []),
        ...(about.draft === 'yes'
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

function aboutEditor(visit: Visit, mail: MailView): Record<string, string> {
  return aboutMail(visit, mail, {
    to: mail.replyTo.slice(0, 320),
    ...(filesOf(mail).length > 0 ? { files: 'yes' } : {}),
    ...(mail.actions.includes('draft') ? { draft: 'yes' } : {}),
  });
}

function filesOf({ suggestion }: MailView): string[] {
  return (suggestion?.files ?? []).slice(0, 10).map(({ name }) => name);
}

/** The wording that is chosen in the card, else the approved one. */
export function textToEdit(visit: Visit, { suggestion }: MailView): string {
  if (!suggestion) return '';
  const adapted = input(visit, 'wording') === 'adapted' && isAdaptedReady(suggestion) ? suggestion.adapted : null;
  return (adapted ?? suggestion).text;
}
