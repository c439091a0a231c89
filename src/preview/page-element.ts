// Finds what a tool needs of the page, or says what the page lacks.

/** Throws if the page has none. */
export function pageElement<E extends Element>(selector: string, root: ParentNode = document): E {
  const found = root.querySelector<E>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}
