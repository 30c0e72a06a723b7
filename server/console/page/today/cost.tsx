import { useConsole } from '../context.ts';
import { numberText, spanText, usdText } from '../format.ts';
import type { Figures } from './data.ts';
import { todayWords } from './words.ts';

/** What the hosted model cost, as far as its prices are known. */
export function Cost({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const { cost: words } = todayWords(language);
  const { cost, model, category } = figures;
  if (cost === null) {
    return (
      <section class="section">
        <h2>{words.title}</h2>
        <p class="quiet">{category === null ? words.none : words.noneOfCategory}</p>
      </section>
    );
  }
  const usd = (value: number | null): string => (value === null ? words.unknown : usdText(value, language));
  const shown = [
    [words.total, usd(cost.usd)],
    [words.perMail, cost.usd === null ? '–' : usd(cost.perMailUsd)],
    ...(model === null
      ? []
      : [
          [words.calls, numberText(model.calls, language)],
          [words.tokens, numberText(model.tokens, language)],
          [words.mean, spanText(model.meanMs, language)],
        ]),
  ];
  return (
    <section class="section">
      <h2>{words.title}</h2>
      <dl class="card today-cost">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet today-note">
        {words.hint} {cost.unpriced > 0 && words.unpriced(cost.unpriced)} {category !== null && words.ofCategory}
      </p>
    </section>
  );
}
