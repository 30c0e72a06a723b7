import { availableParallelism, loadavg } from 'node:os';
import { addon } from './addon.ts';
import { consoleTimes } from './console.ts';
import { gmailUnits } from './gmail-units.ts';
import { memory } from './memory.ts';
import { modelCalls } from './model-calls.ts';
import { ownTime } from './own-time.ts';
import { processes } from './processes.ts';
import { pubsub } from './pubsub.ts';
import { pushLatency } from './push.ts';
import { starting } from './start.ts';
import { type Figure, note } from './support/figure.ts';
import { throughput } from './throughput.ts';

/** Each measures on its own processes, on this machine alone, and stops by itself. */
const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'model-calls': modelCalls,
  'gmail-units': gmailUnits,
  start: starting,
  push: pushLatency,
  'own-time': ownTime,
  throughput,
  processes,
  pubsub,
  memory,
  addon,
  console: consoleTimes,
};

/** One JSON object a line on the standard output: name, value, unit, budget, within. Exit code 2: no such measurement. */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) {
    note(`There is no measurement ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`);
    return 2;
  }
  let code = 0;
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    tellLoad(name);
    try {
      for (const figure of await bench()) process.stdout.write(`${JSON.stringify(figure)}\n`);
    } catch (error) {
      note(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      code = 1;
    }
  }
  return code;
}

/** Times and rates are those of a machine that has nothing else to do: where it has, that is told. */
function tellLoad(name: string): void {
  const [load = 0] = loadavg();
  const processors = availableParallelism();
  if (load > processors / 2) note(`${name}: the machine is busy (load ${load.toFixed(1)} on ${processors} processors)`);
}

// Ended by Ctrl-C it ends what it started as well: the emulators go with the event of an exit, which a signal alone does not cause.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
