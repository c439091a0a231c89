// What the reader has set (view, map, parts off, measurements), kept in the page's own address, so that a link or a reload shows it again.

// The address is somebody else's text: short values of plain characters, or it isn't ours.
const key = /^[a-z]{1,16}$/;
const value = /^[A-Za-z0-9 _.,:;~()+-]{1,4000}$/;

/** '#view=A&off=2,5' as pairs; all that isn't such a pair, or comes a second time, is left out. */
export function parseState(hash: string): ReadonlyMap<string, string> {
  const state = new Map<string, string>();
  for (const pair of hash.replace(/^#/, '').split('&')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, at));
    const said = decoded(pair.slice(at + 1));
    if (key.test(name) && said !== null && value.test(said) && !state.has(name)) state.set(name, said);
  }
  return state;
}

/** The address for these pairs, '' for none. Throws RangeError where `parseState` would leave one out. */
export function stateText(state: ReadonlyMap<string, string>): string {
  const pairs = [...state].map(([name, said]) => {
    if (!key.test(name) || !value.test(said)) throw new RangeError(`no state of a page: ${name}=${said}`);
    return `${name}=${encodeURIComponent(said)}`;
  });
  return pairs.length === 0 ? '' : `#${pairs.join('&')}`;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export interface PageState {
  /** What the address said when the page was opened or what was set since. */
  get(name: string): string | null;
  /** `null` or '' takes it away; throws RangeError, changing nothing, if it can't be kept. Lower-case names; values of letters, digits and _ . , : ; ~ ( ) + - and spaces (URI-encode the rest yourself). */
  set(name: string, said: string | null): void;
  /** The page's address with all that was set. */
  address(): string;
}

// Browsers refuse an address that changes more often: Safari more than a hundred times in half a minute.
const pause = 350;

/**
 * Of this page. Setting replaces the address, a moment later if it was just replaced; it makes no step in the browser's history.
 * `first`: what holds where the address says nothing, as it would stand there.
 */
export function pageState(first = ''): PageState {
  const usual = parseState(first);
  let state = parseState(location.hash);
  let wait = 0;
  let last = Number.NEGATIVE_INFINITY;
  const address = (): string => location.href.split('#')[0] + stateText(state);
  const write = (): void => {
    clearTimeout(wait);
    wait = 0;
    last = performance.now();
    // Where only the part after '#' changes, every browser allows this for file:// too.
    history.replaceState(null, '', address());
  };
  addEventListener('pagehide', () => {
    if (wait !== 0) write();
  });
  return {
    get: (name) => state.get(name) ?? usual.get(name) ?? null,
    set: (name, said) => {
      if ((state.get(name) ?? '') === (said ?? '')) return;
      const next = new Map(state);
      if (said === null || said === '') next.delete(name);
      else next.set(name, said);
      // Refuses what could not be read back.
      stateText(next);
      state = next;
      if (performance.now() - last > pause) write();
      else if (wait === 0) wait = window.setTimeout(write, pause);
    },
    address,
  };
}
