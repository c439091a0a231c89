// Parts that were apart and are no longer: what was added to one of them reaches into the other.
import type { Finding } from '../core/errors.js';
import type { PrintPart } from '../core/print-model.js';
import type { OperationFacts } from '../core/shape-facts.js';
import { bodiesOverlap } from '../kernel/bodies-overlap.js';

/** mm³: more than rounding adds. */
const something = 0.01;

const mostNamed = 4;

/** Only where an operation added something; pieces of one part are its own matter. Exact. */
export function overlapFindings(
  parts: readonly PrintPart[],
  operations: readonly OperationFacts[],
): readonly Finding[] {
  const grew = operations.some(({ effect: { added } }) => added !== null && added > something);
  if (!grew) return [];
  const pairs = parts.flatMap((part, n) =>
    parts
      .slice(n + 1)
      .filter((other) => other.of !== part.of && bodiesOverlap(part.mesh, other.mesh))
      .map((other) => `'${part.name}' and '${other.name}'`),
  );
  if (pairs.length === 0) return [];
  const more = pairs.length > mostNamed ? `, and ${pairs.length - mostNamed} more pairs` : '';
  return [
    {
      severity: 'warning',
      code: 'parts-overlap',
      message: `${pairs.slice(0, mostNamed).join(', ')}${more} have room in common now that something was added: what is printed twice there fuses. In a case file, 'operation: resolve-overlaps' after that gives it to the first of them.`,
    },
  ];
}
