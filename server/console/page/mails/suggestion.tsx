import type { MailView } from '../../../../shared/api.ts';
import { Choice } from '../../../page-kit/choice.tsx';
import { Clip } from '../../../page-kit/icons.tsx';
import { useConsole } from '../context.ts';
import { TemplateLink } from './template-link.tsx';
import { mailsWords } from './words.ts';

interface SuggestionProps {
  mail: MailView;
  suggestion: NonNullable<MailView['suggestion']>;
  /** Whether the adapted words are shown, and would be sent. */
  adapted: boolean;
  onAdapted: (adapted: boolean) => void;
}

/** The text as it would be sent, with its gaps named. */
export function Suggestion({ mail, suggestion, adapted, onAdapted }: SuggestionProps) {
  const { one } = mailsWords(useConsole().language);
  const { missing, files } = suggestion;
  const shown = adapted ? suggestion.adapted : null;
  return (
    <div class="suggestion">
      <p class="quiet">{one.suggestionHint}</p>
      {missing.length > 0 && (
        <div class="gaps">
          <h3>{one.gaps}</h3>
          <ul>
            {missing.map(({ kind, name, label, why }) => (
              <li key={`${kind}.${name}`}>{why === 'expired' ? one.gapExpired(label) : one.gapMissing(label)}</li>
            ))}
          </ul>
        </div>
      )}
      {suggestion.adapted && (
        <Choice
          label={one.wording}
          name="wording"
          value={adapted ? 'adapted' : 'approved'}
          options={[
            ['approved', one.approved],
            ['adapted', one.adapted],
          ]}
          onChange={(value) => onAdapted(value === 'adapted')}
        />
      )}
      <div class="letter" lang={suggestion.language}>
        <p class="letter-subject">{suggestion.subject}</p>
        {shown ? (
          <p class="text">
            {shown.differences.map(({ kind, text }, index) =>
              kind === 'same' ? (
                text
              ) : kind === 'added' ? (
                <ins key={index} class="added">
                  {text}
                </ins>
              ) : (
                <del key={index} class="removed">
                  {text}
                </del>
              ),
            )}
          </p>
        ) : (
          <p class="text">{suggestion.text}</p>
        )}
      </div>
      {shown && <p class="quiet">{one.adaptedHint}</p>}
      {files.length > 0 && (
        <p class="attached">
          <Clip />
          <span class="quiet">{one.files}</span> {files.map(({ name }) => name).join(', ')}
        </p>
      )}
      <TemplateLink mail={mail} id={suggestion.templateId} version={suggestion.templateVersion} />
    </div>
  );
}
