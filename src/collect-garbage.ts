// Gives memory back during a run.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/**
 * Collects what no step needs any more, in some milliseconds. V8 sees little of the big arrays outside its heap and
 * would let a scan's coefficients and the meshes of finished steps stand beside those of the next one.
 */
export function collectGarbage(): void {
  if (typeof collect === 'function') collect();
}
