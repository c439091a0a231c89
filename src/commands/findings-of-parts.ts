// What was found of several parts, said once: of which, where it is not all of them.
import type { Finding } from '../core/errors.js';

export interface FoundOf {
  readonly name: string;
  readonly findings: readonly Finding[];
}

const mostNamed = 6;

/** In the order in which they first came. A single part's are its own. */
export function findingsOfParts(parts: readonly FoundOf[]): Finding[] {
  if (parts.length === 1) return [...parts[0].findings];
  const groups = new Map<string, { finding: Finding; names: string[] }>();
  for (const { name, findings } of parts)
    for (const finding of findings) {
      const key = `${finding.severity}|${finding.code}|${finding.message}`;
      const group = groups.get(key) ?? { finding, names: [] };
      group.names.push(name);
      groups.set(key, group);
    }
  return [...groups.values()].map(({ finding, names }) =>
    names.length === parts.length ? finding : { ...finding, message: `${listed(names)}: ${finding.message}` },
  );
}

function listed(names: readonly string[]): string {
  if (names.length <= mostNamed) return names.join(', ');
  return `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;
}
