import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Words that clasp 3.4.1 or the Apps Script API is known to say, and what must be read of them. */
const SAID: readonly [said: string, sentence: RegExp][] = [
  ['No credentials found.', /^You are not signed in to Apps Script\. Run: npx clasp login$/],
  ['invalid_grant', /^The sign-in to Apps Script has ended/],
  ['invalid_rapt', /^The sign-in to Apps Script has ended/],
  ['Invalid Credentials', /^Google does not accept the sign-in/],
  ['Request had invalid authentication credentials. Expected OAuth 2 access token.', /^Google does not accept the sign-in/],
  [
    'User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry.',
    /^The Apps Script API is off for your Google account\. .*usersettings/,
  ],
  ['The caller does not have permission', /^This Google account may not change/],
  ['Requested entity was not found.', /^There is no script project with this scriptId/],
  ["Quota exceeded for quota metric 'Write requests'", /^Google wants fewer calls/],
  ['Internal error encountered.', /^Apps Script fails at the moment \(Internal error encountered\.\)/],
  ['Request failed with status code 502', /^Apps Script fails at the moment/],
  ['Syntax error: SyntaxError: Unexpected token line: 3 file: Code', /^Google does not take the code: .*line: 3 file: Code$/],
  ['SyntaxError: Unexpected token - "Code:3"', /^Google does not take the code: .*Code:3/],
  [
    'request to https://script.googleapis.com/ failed, reason: connect ECONNREFUSED 127.0.0.1:9',
    /^Apps Script could not be reached/,
  ],
  ['self-signed certificate in certificate chain', /^Apps Script could not be reached .*NODE_EXTRA_CA_CERTS/],
  ['I am a teapot.', /^clasp failed: I am a teapot\.$/],
  [' \n', /^clasp failed: it said nothing$/],
];

it('turns what clasp says into sentences that say what to do', () => {
  // The commands are plain ES modules, which jest does not load.
  const program = `
    import { explain } from ${JSON.stringify(pathToFileURL('addon/clasp-errors.mjs').href)};
    console.log(JSON.stringify(${JSON.stringify(SAID.map(([said]) => said))}.map(explain)));`;
  const sentences: string[] = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }),
  );
  for (const [index, [said, sentence]] of SAID.entries())
    expect([said, sentences[index]]).toEqual([said, expect.stringMatching(sentence)]);
});
