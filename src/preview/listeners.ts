// Who wants to be told of something: the smallest list of functions there is.

export interface Listeners<T extends readonly unknown[]> {
  add(listener: (...news: T) => void): void;
  tell(...news: T): void;
}

/** They are told in the order in which they were added. */
export function listeners<T extends readonly unknown[]>(): Listeners<T> {
  const all: ((...news: T) => void)[] = [];
  return {
    add: (listener) => {
      all.push(listener);
    },
    tell: (...news) => {
      for (const listener of all) listener(...news);
    },
  };
}
