// Gives memory back during a run.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Bytes outside the heap, come or gone, that are worth the time to look for more of them. */
const worthwhile = 8e6;
/** Below so many bytes there is nothing worth giving back: a look around costs 20 ms, and a small run has ten steps. */
const little = 32e6;
let known = 0;

const outside = (): number => {
  const { external, arrayBuffers } = process.memoryUsage();
  return external + arrayBuffers;
};

/**
 * Collects what no step needs any more, in some milliseconds. V8 sees little of the big arrays outside its heap and
 * would let a scan's coefficients and the meshes of finished steps stand beside those of the next one.
 */
export function collectGarbage(): void {
  if (typeof collect === 'function') collect();
  known = outside();
}

/** The same where enough was made, or let go of, since the last time. */
export function collectIfMuch(): void {
  if (Math.abs(outside() - known) >= worthwhile) collectIfAny();
}

/** The same where there is enough to be given back, and not the same as the last time. */
export function collectIfAny(): void {
  const now = outside();
  if (now >= little && Math.abs(now - known) >= worthwhile / 8) collectGarbage();
}
