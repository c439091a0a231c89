// The controls of the scan's slice: on or off, and what is black and what is white.
import type { PreviewManifest } from '../report/preview-manifest.js';
import type { Cutting } from './cutting.js';
import { pageElement } from './page-element.js';
import type { Viewer } from './viewer-world.js';
import { type GreyWindow, presetNames, windowEnds, windowPreset } from './window-presets.js';

const key = 'slice';
const number = /^-?\d{1,5}(\.\d)?$/;

/** A page without a scan has none of these controls. */
export function slicePanel({ state, stage }: Viewer, cutting: Cutting): void {
  const { scan }: PreviewManifest = JSON.parse(stage.manifest);
  if (scan === null) return;
  const box = pageElement<HTMLInputElement>('#slice-on');
  const more = pageElement<HTMLElement>('#slice-window');
  const level = pageElement<HTMLInputElement>('#slice-level');
  const width = pageElement<HTMLInputElement>('#slice-width');
  const presets = presetNames.flatMap((name) => {
    const button = document.querySelector<HTMLButtonElement>(`button[data-window="${name}"]`);
    const grey = windowPreset(name, scan);
    return button === null || grey === null ? [] : [{ button, grey }];
  });
  const first = windowPreset('scanned', scan) ?? { level: 0, width: 1 };

  const write = ({ level: l, width: w }: GreyWindow): void => {
    const plain = l === first.level && w === first.width ? '' : `${l},${w}`;
    state.set(key, box.checked ? plain : ['off', plain].filter((text) => text !== '').join(':'));
  };
  let window = first;
  const set = (next: GreyWindow): void => {
    window = next;
    level.value = String(window.level);
    width.value = String(window.width);
    for (const [slider, output, value] of [
      [level, '#slice-level-said', window.level],
      [width, '#slice-width-said', window.width],
    ] as const) {
      const told = scan.scale === 1 ? Math.round(value) : Number((scan.scale * value).toPrecision(3));
      const text = `${told} ${scan.unit}`.trim().replace('-', '−');
      pageElement(output).textContent = text;
      slider.setAttribute('aria-valuetext', text);
    }
    for (const { button, grey } of presets)
      button.setAttribute('aria-pressed', String(grey.level === window.level && grey.width === window.width));
    cutting.setWindow(...windowEnds(window));
    write(window);
  };
  const turn = (on: boolean): void => {
    box.checked = on;
    more.hidden = !on;
    cutting.showSlice(on);
    write(window);
  };
  const [off, kept] = readState(state.get(key) ?? '');
  for (const { button, grey } of presets) button.addEventListener('click', () => set(grey));
  for (const slider of [level, width])
    slider.addEventListener('input', () =>
      set({ level: Number(level.value), width: Math.max(1, Number(width.value)) }),
    );
  box.addEventListener('change', () => turn(box.checked));
  box.checked = !off;
  set(kept ?? first);
  turn(!off);
}

/** 'off', '40,400' or 'off:40,400'. */
function readState(text: string): readonly [off: boolean, window: GreyWindow | null] {
  const off = text === 'off' || text.startsWith('off:');
  const rest = text.replace(/^off:?/, '').split(',');
  if (rest.length !== 2 || !rest.every((one) => number.test(one)) || Number(rest[1]) < 1) return [off, null];
  return [off, { level: Number(rest[0]), width: Number(rest[1]) }];
}
