import { MIME_FIELDS, scoreMime, tally } from '../test/helpers/mime-score.ts';

/** Prints how many of the mails in a folder like test/data/mime are read as expected, per field, and with `-v` which are not. */
async function main(folder: string, verbose: boolean): Promise<void> {
  const scores = await scoreMime(folder);
  if (verbose) {
    for (const { file, fields, wanted, got, replacementChars } of scores) {
      for (const name of MIME_FIELDS) {
        if (fields?.[name] !== false || !wanted) continue;
        console.log(`${file} ${name}\n  want ${show(wanted[name])}\n  got  ${show(got[name])}`);
      }
      if (replacementChars > 0) console.log(`${file} U+FFFD ${replacementChars}`);
    }
  }
  const replacements = scores.filter(({ replacementChars }) => replacementChars > 0).length;
  const unreadable = scores.filter((score) => score.unreadable).length;
  console.log(JSON.stringify({ mails: scores.length, unreadable, replacements, ...tally(scores) }));
}

function show(text: string): string {
  return JSON.stringify(text.length > 1200 ? `${text.slice(0, 1200)}…` : text);
}

await main(process.argv[2] ?? 'test/data/mime', process.argv.includes('-v'));
