// Reads the vectors of an NRRD header.
import { numberList } from './number-list.js';

/** '(1,0,0) none (0,0,2)' as three lists, null for an axis without direction; null where there is something else. */
export function nrrdVectors(text: string): (readonly number[] | null)[] | null {
  const vectors: (readonly number[] | null)[] = [];
  const rest = text.replace(/none|\(([^()]*)\)/gi, (_, inside: string | undefined) => {
    // Version 5 may write a missing direction as a vector of NaN.
    const missing = inside === undefined || /^[\s,]*(nan[\s,]*)+$/i.test(inside);
    vectors.push(missing ? null : (numberList(inside) ?? []));
    return '';
  });
  const sound = vectors.every((vector) => vector === null || vector.length > 0);
  return vectors.length > 0 && rest.trim() === '' && sound ? vectors : null;
}
