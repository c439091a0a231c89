// The names that a file gives to its parts.
import type { Part } from '../core/mesh.js';
import { harmlessName } from './mesh-file.js';

/**
 * One line each, without control characters, not longer than is sensible; 'part 1', 'part 2', … where nothing is left. A
 * backslash is turned over: behind it a line of an OBJ goes on.
 */
export const partNames = (parts: readonly Pick<Part, 'name'>[]): readonly string[] =>
  parts.map(({ name }, p) => harmlessName(name.replaceAll('\\', '/'), `part ${p + 1}`));
