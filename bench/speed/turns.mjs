// Runs commands in turns with the yardstick and keeps of each the least, so that what else the machine does harms all alike.
import { metered } from './metered.mjs';
import { yardstick } from './yardstick.mjs';

/** A row that has taken this long in all is not run again, s. */
const patience = 60;

const least = (all, key) => Math.min(...all.map((one) => one[key]));
const median = (all, key) => all.map((one) => one[key]).sort((a, b) => a - b)[all.length >> 1];

/** The least time of the yardstick in a section; what else the machine did meanwhile shows in its rows. */
export const shortest = (yards) => ({ wall: least(yards, 'wall'), cpu: least(yards, 'cpu') });

/** Of several measures { wall, cpu, peak } the least of each; `ratio` and `work`: wall and CPU in yardsticks. */
export function summed(title, cores, all, yard) {
  const [wall, cpu, peak] = ['wall', 'cpu', 'peak'].map((key) => least(all, key));
  const row = { title, cores, runs: all.length, wall, median: median(all, 'wall'), cpu, peak };
  return { ...row, ratio: wall / yard.wall, work: cpu / yard.cpu };
}

/**
 * Rows of { title, run: [command, args], cores, after }: each in turn, `runs` times. `after` may add facts to the row
 * once it has run. A row that failed has `failed`, why.
 */
export async function inTurns(rows, runs) {
  const found = rows.map(() => []);
  const facts = rows.map(() => ({}));
  const yards = [yardstick()];
  for (let turn = 0; turn < runs; turn++)
    for (const [n, { title, run, cores, after }] of rows.entries()) {
      const spent = found[n].reduce((sum, { wall = patience }) => sum + wall, 0);
      if (spent >= patience) continue;
      console.error(`  ${title}, run ${turn + 1} of ${runs}`);
      yards.push(yardstick());
      try {
        found[n].push(await metered(...run, cores));
        if (after !== undefined) facts[n] = after();
      } catch ({ message }) {
        found[n].push({ failed: message });
      }
    }
  return rows.map(({ title, cores }, n) => {
    const failed = found[n].find((one) => one.failed !== undefined);
    if (failed !== undefined) return { title, cores, failed: failed.failed };
    return { ...summed(title, cores, found[n], shortest(yards)), ...facts[n] };
  });
}
