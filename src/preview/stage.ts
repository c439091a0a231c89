// The elements of the page that the preview draws into.

export interface Stage {
  readonly frame: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly message: HTMLElement;
  readonly marker: SVGSVGElement;
  readonly edges: Readonly<Record<'left' | 'right' | 'top' | 'bottom', Element>>;
  readonly bar: HTMLElement;
  readonly barLabel: HTMLElement;
  /** A line below the picture that screen readers follow. */
  readonly said: HTMLElement;
  readonly facets: HTMLButtonElement;
  /** By the letter of the view. */
  readonly viewButtons: ReadonlyMap<string, HTMLButtonElement>;
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
  const buttons = [...page.querySelectorAll<HTMLButtonElement>('button[data-view]')];
  return {
    frame: find('#stage'),
    canvas: find('#stage canvas'),
    message: find('#stage-message'),
    marker: find('#stage-marker'),
    edges: {
      left: find('#edge-left'),
      right: find('#edge-right'),
      top: find('#edge-top'),
      bottom: find('#edge-bottom'),
    },
    bar: find('#scale-bar'),
    barLabel: find('#scale-label'),
    said: find('#stage-said'),
    facets: find('button[data-facets]'),
    viewButtons: new Map(buttons.map((button) => [button.dataset.view ?? '', button])),
    manifest: find('#preview-manifest').textContent,
    data: find('#preview-data').textContent,
  };
}
