// What clasp says when it fails, in sentences that say what to do. clasp prints the words of the API and nothing else: no
// status, no code (clasp 3.4.1), so they are told apart by those words.

const SIGN_IN = 'Run: npx clasp login';

/** In order: the first that fits is said. */
const SENTENCES = [
  [/no credentials found/i, `You are not signed in to Apps Script. ${SIGN_IN}`],
  [/invalid_grant|invalid_rapt/i, `The sign-in to Apps Script has ended or was taken back. ${SIGN_IN}`],
  [/invalid.{0,20}credentials|unauthenticated|status code 401/i, `Google does not accept the sign-in any more. ${SIGN_IN}`],
  [
    /has not enabled the apps script api/i,
    'The Apps Script API is off for your Google account. Switch it on at https://script.google.com/home/usersettings, wait a minute, and try again.',
  ],
  [
    /does not have permission|forbidden|status code 403/i,
    'This Google account may not change the script project. Share the project with it as an editor, or sign in with another: npx clasp login',
  ],
  [
    /requested entity was not found|status code 404/i,
    'There is no script project with this scriptId, or this Google account cannot see it. Check .clasp.json, and as whom you are signed in: npm run addon:status',
  ],
  [
    /rate limit|quota|resource.{0,5}exhausted|status code 429/i,
    'Google wants fewer calls at the moment. Try again in some minutes.',
  ],
  [/^(syntax error.*|.* - "[^"]+:\d+")$/im, (words) => `Google does not take the code: ${words}`],
  [
    /internal error|backend error|unavailable|status code 5\d\d/i,
    (words) => `Apps Script fails at the moment (${words}). Try again later.`,
  ],
  [
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|certificate|socket hang up/,
    (words) =>
      `Apps Script could not be reached (${words}). Behind a proxy set HTTPS_PROXY; with one that opens https also NODE_EXTRA_CA_CERTS.`,
  ],
];

/** A sentence for what clasp wrote. Words that are not known here are given as they are. */
export function explain(said) {
  const words = said.trim() === '' ? 'it said nothing' : said.trim();
  const found = SENTENCES.find(([pattern]) => pattern.test(words));
  if (found === undefined) return `clasp failed: ${words}`;
  const [pattern, sentence] = found;
  return typeof sentence === 'string' ? sentence : sentence(lineWith(words, pattern));
}

function lineWith(words, pattern) {
  return words.split('\n').find((line) => pattern.test(line)) ?? words;
}
