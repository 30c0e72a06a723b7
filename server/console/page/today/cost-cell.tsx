import { useConsole } from '../context.ts';
import { usdText } from '../format.ts';

/** US dollars; null: no price is known. */
export function CostCell({ usd }: { usd: number | null }) {
  const { language } = useConsole();
  return <td class="number">{usd === null ? '–' : usdText(usd, language)}</td>;
}
