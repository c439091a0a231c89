// The elements of the page that the preview draws into and listens to.

export interface Stage {
  readonly frame: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly message: HTMLElement;
  readonly cube: SVGSVGElement;
  readonly edges: Readonly<Record<'left' | 'right' | 'top' | 'bottom', Element>>;
  readonly bar: HTMLElement;
  readonly barLabel: HTMLElement;
  /** A line below the picture that screen readers follow. */
  readonly said: HTMLElement;
  /** Beside the pointer: what is under it. */
  readonly tip: HTMLElement;
  readonly crosshair: HTMLElement;
  readonly facets: HTMLButtonElement;
  readonly shoot: HTMLButtonElement;
  /** By the letter of the view. */
  readonly viewButtons: ReadonlyMap<string, HTMLButtonElement>;
  readonly mapRadios: readonly HTMLInputElement[];
  readonly legend: HTMLElement;
  readonly partRows: readonly HTMLElement[];
  /** Null where there is one body alone. */
  readonly exploded: HTMLInputElement | null;
  readonly allOn: HTMLButtonElement | null;
  /** In words: the model's name, its size, how it is not as the patient is, and what the page must not be used for. */
  readonly name: string;
  readonly size: string;
  readonly altered: string;
  readonly disclaimer: string;
  /** What the model is made of, as text. */
  readonly manifest: string;
  readonly data: string;
}

/** Throws if the page lacks one of them. */
export function findStage(page: ParentNode): Stage {
  const find = <E extends Element>(selector: string): E => {
    const found = page.querySelector<E>(selector);
    if (found === null) throw new Error(`the page has no ${selector}`);
    return found;
  };
  const all = <E extends Element>(selector: string): E[] => [...page.querySelectorAll<E>(selector)];
  const words = (selector: string): string => page.querySelector(selector)?.textContent?.trim() ?? '';
  const buttons = all<HTMLButtonElement>('button[data-view]');
  const frame = find<HTMLElement>('#stage');
  return {
    frame,
    canvas: find('#stage canvas'),
    message: find('#stage-message'),
    cube: find('#stage-cube'),
    edges: {
      left: find('#edge-left'),
      right: find('#edge-right'),
      top: find('#edge-top'),
      bottom: find('#edge-bottom'),
    },
    bar: find('#scale-bar'),
    barLabel: find('#scale-label'),
    said: find('#stage-said'),
    tip: find('#stage-tip'),
    crosshair: find('#crosshair'),
    facets: find('button[data-facets]'),
    shoot: find('button[data-shoot]'),
    viewButtons: new Map(buttons.map((button) => [button.dataset.view ?? '', button])),
    mapRadios: all('input[name=map]'),
    legend: find('#legend'),
    partRows: all('[data-part]'),
    exploded: page.querySelector('#exploded'),
    allOn: page.querySelector('button[data-all-on]'),
    name: frame.dataset.name ?? '',
    size: words('#stage .size'),
    altered: words('#stage .altered'),
    disclaimer: words('.disclaimer'),
    manifest: find('#preview-manifest').textContent,
    data: find('#preview-data').textContent,
  };
}
