// Names that parts get when there come to be more of them.

/** `name`, or the first of name-b, name-c … that is not taken yet. From then on it is. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let letter = 'b'.charCodeAt(0); taken.has(free); letter++)
    free = `${name}-${String.fromCharCode(letter)}`;
  taken.add(free);
  return free;
}
