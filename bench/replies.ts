import { scoreReplies } from '../test/helpers/reply-score.ts';

/** Prints how often the new text of a reply is found exactly, too long (quotes left in) or too short (text lost). */
const file = process.argv[2] ?? 'test/data/replies/replies.jsonl';
const scores = scoreReplies(file);
for (const { id, exact, quotedLeftIn, newTextLost, expected, got } of scores) {
  if (exact || !process.argv.includes('-v')) continue;
  console.log(`${id} ${quotedLeftIn ? 'quoted left in ' : ''}${newTextLost ? 'LOST' : ''}`);
  console.log(`  want ${JSON.stringify(expected.slice(0, 600))}\n  got  ${JSON.stringify(got.slice(0, 600))}`);
}
console.log(
  JSON.stringify({
    replies: scores.length,
    exact: scores.filter(({ exact }) => exact).length,
    quotedLeftIn: scores.filter(({ quotedLeftIn }) => quotedLeftIn).length,
    newTextLost: scores.filter(({ newTextLost }) => newTextLost).length,
  }),
);
