import { useConsole } from '../context.ts';
import { percentText } from '../format.ts';
import type { Evidence } from './data.ts';
import { evidenceSentences } from './evidence.ts';
import { autoWords } from './words.ts';

/** Where the true share lies, drawn; the sentences beside it say the same. */
export function EvidenceScale({ evidence }: { evidence: Evidence }) {
  const { language } = useConsole();
  const { low, high, share, judged } = evidence;
  return (
    <div class="evidence">
      {judged > 0 && (
        <div
          class="scale"
          role="img"
          aria-label={autoWords(language).rehearsal.scale(percentText(low, language), percentText(high, language))}
        >
          <span class="scale-line">
            <span class="scale-range" style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />
            {share !== null && <span class="scale-share" style={{ left: `${100 * share}%` }} />}
          </span>
          <span class="scale-ends" aria-hidden="true">
            <span>{percentText(0, language)}</span>
            <span>{percentText(0.5, language)}</span>
            <span>{percentText(1, language)}</span>
          </span>
        </div>
      )}
      {evidenceSentences(evidence, language).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
