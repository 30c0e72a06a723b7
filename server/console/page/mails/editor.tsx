import { useEffect, useRef, useState } from 'preact/hooks';
import type { MailView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { wordsOf } from '../words/words.ts';
import { actorText } from './actor.ts';
import { hasGaps } from './shown.ts';
import type { OneMail } from './use-mail.ts';
import { mailsWords } from './words.ts';

interface EditorProps {
  mail: MailView;
  one: OneMail;
  /** Begins with the adapted words. */
  adapted: boolean;
  onClose: () => void;
}

/** What was written and not sent, by mail: closing the editor, or a session that ends, takes nothing away. */
const unsent = new Map<string, string>();

/**
 * A text of one's own. Where the mail changed meanwhile nothing is sent: what stands now is shown beside it, and it can be sent
 * all the same if a reply is still possible.
 */
export function Editor({ mail, one, adapted, onClose }: EditorProps) {
  const { language, say } = useConsole();
  const words = mailsWords(language).one;
  const { editor } = words;
  const suggested = (adapted ? mail.suggestion?.adapted?.text : mail.suggestion?.text) ?? '';
  const [text, setText] = useState(() => unsent.get(mail.id) ?? suggested);
  const [files, setFiles] = useState(true);
  const [wrong, setWrong] = useState('');
  const [refused, setRefused] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const write = (value: string): void => {
    setText(value);
    setWrong('');
    unsent.set(mail.id, value);
  };

  const mayReply = mail.actions.includes('reply');
  const send = async (): Promise<void> => {
    const problem = text.trim() === '' ? editor.empty : hasGaps(text) ? editor.gaps : '';
    setWrong(problem);
    if (problem !== '') {
      area.current?.focus();
      return;
    }
    setRefused(false);
    const after = await one.act('reply', { text, files });
    if (!after) {
      // A second click while the first is under way is no refusal.
      if (!one.busy) setRefused(true);
      return;
    }
    unsent.delete(mail.id);
    onClose();
    say(after.state === 'replied' ? words.did.sent : words.did.onItsWay);
  };
  const buttons = (
    <>
      <button type="button" class="button" onClick={onClose}>
        {wordsOf(language).cancel}
      </button>
      <button type="button" class="button primary" disabled={one.busy || !mayReply} onClick={() => void send()}>
        {refused && one.refused?.mail ? editor.sendMine : editor.send}
      </button>
    </>
  );
  return (
    <Dialog wide title={editor.title} buttons={buttons} onClose={onClose}>
      <p class="quiet">{editor.to(mail.from.name || mail.from.address)}</p>
      {refused && one.refused && (
        <div class="failure" role="alert">
          <p>{one.refused.title}</p>
        </div>
      )}
      <div class={refused && one.refused?.mail ? 'columns' : undefined}>
        {refused && one.refused?.mail && (
          <section class="field">
            <h3 class="label">{editor.now}</h3>
            <Now mail={mail} />
          </section>
        )}
        <div class="field">
          <label for="own-text">{refused && one.refused?.mail ? editor.mine : editor.label}</label>
          <textarea
            id="own-text"
            class="own-text"
            ref={area}
            rows={14}
            maxLength={20_000}
            value={text}
            aria-invalid={wrong !== ''}
            aria-describedby="own-text-hint"
            onInput={({ currentTarget }) => write(currentTarget.value)}
          />
          <p id="own-text-hint" class={wrong === '' ? 'hint' : 'wrong'} role={wrong === '' ? undefined : 'alert'}>
            {wrong === '' ? editor.kept : wrong}
          </p>
        </div>
      </div>
      {(mail.suggestion?.files.length ?? 0) > 0 && (
        <label class="check">
          <input type="checkbox" checked={files} onChange={({ currentTarget }) => setFiles(currentTarget.checked)} />
          <span>
            {editor.files} <span class="quiet">{mail.suggestion?.files.map(({ name }) => name).join(', ')}</span>
          </span>
        </label>
      )}
    </Dialog>
  );
}

function Now({ mail }: { mail: MailView }) {
  const words = mailsWords(useConsole().language).one;
  const { state, reply, suggestion } = mail;
  if (state === 'replied' && reply) {
    return <p class="text letter">{reply.text || actorText(reply.by, words)}</p>;
  }
  return <p class="text letter">{mail.outgoing?.text || suggestion?.text || words.editor.nothingNow}</p>;
}
