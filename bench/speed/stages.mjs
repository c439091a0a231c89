// Rows of the stages of one conversion, on one thread and on all.
import { execFileSync } from 'node:child_process';
import { shortest, summed } from './turns.mjs';
import { yardstick } from './yardstick.mjs';

const once = ([command, args]) =>
  JSON.parse(execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })).stages;

/** `one` and `all`: the command on one thread and on `cores`. A stage's memory is the whole process's while it lasts. */
export function stageRows(one, all, cores, runs) {
  const found = [
    ['1 thread', 1, one],
    ['all threads', cores, all],
  ].map(([on, count, command]) => ({ on, count, command, seen: [] }));
  const yards = [];
  for (let turn = 0; turn < runs; turn++)
    for (const { on, command, seen } of found) {
      console.error(`  stages, ${on}, run ${turn + 1} of ${runs}`);
      yards.push(yardstick());
      seen.push(once(command));
    }
  return found.flatMap(({ on, count, seen }) =>
    seen[0].map(({ stage }, n) =>
      summed(
        `${stage}, ${on}`,
        count,
        seen.map((stages) => stages[n]),
        shortest(yards),
      ),
    ),
  );
}
