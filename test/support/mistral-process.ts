import { type MistralStandInOptions, startMistralStandIn } from './mistral-stand-in.ts';

/**
 * The stand-in for Mistral as a process of its own. Its options (without functions) are the first parameter, as JSON; it
 * prints one line, `{"url":"http://127.0.0.1:…"}`, and ends when its input does.
 */
async function main(): Promise<void> {
  const options: MistralStandInOptions = JSON.parse(process.argv[2] ?? '{}');
  const standIn = await startMistralStandIn(options);
  process.stdout.write(`${JSON.stringify({ url: standIn.url })}\n`);
  process.stdin.resume().once('end', () => void standIn.close());
}

void main();
