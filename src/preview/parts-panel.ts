// The list of parts: on or off, its colour, how strongly it is seen; and all of them apart.
import { explode } from './explode.js';
import { setOpacity } from './part-look.js';
import type { Viewer } from './viewer-world.js';

/** The rows of the list are the page's own; they name their part by its number. */
export function partsPanel(viewer: Viewer): void {
  const { stage, meshes, state, eye, drawSoon } = viewer;
  const switches: HTMLInputElement[] = [];
  const keepOff = (): void => {
    const off = [...meshes.keys()].filter((n) => !meshes[n].mesh.visible);
    state.set('off', off.join(','));
  };
  const turn = (n: number, on: boolean): void => {
    meshes[n].mesh.visible = on;
    if (switches[n]) switches[n].checked = on;
  };
  for (const row of stage.partRows) {
    const n = Number(row.dataset.part);
    const shown = meshes[n];
    if (shown === undefined) continue;
    const find = (type: string): HTMLInputElement | null => row.querySelector(`input[type=${type}]`);
    const [box, colour, opacity] = [find('checkbox'), find('color'), find('range')];
    if (box === null || colour === null || opacity === null) continue;
    switches[n] = box;
    box.addEventListener('change', () => {
      turn(n, box.checked);
      keepOff();
      drawSoon();
    });
    const given = colour.defaultValue;
    colour.value = given;
    colour.addEventListener('input', () => {
      shown.plain.color.set(colour.value);
      drawSoon();
    });
    opacity.value = '100';
    opacity.addEventListener('input', () => {
      setOpacity(shown, Number(opacity.value) / 100);
      opacity.setAttribute('aria-valuetext', `${opacity.value} %`);
      drawSoon();
    });
  }
  const off = new Set((state.get('off') ?? '').split(',').filter((text) => /^\d{1,5}$/.test(text)));
  for (const n of meshes.keys()) turn(n, !off.has(String(n)));
  stage.allOn?.addEventListener('click', () => {
    for (const n of meshes.keys()) turn(n, true);
    keepOff();
    drawSoon();
  });

  const slider = stage.exploded;
  if (slider === null) return;
  const apart = (share: number): void => {
    explode(meshes, eye.centre, share);
    slider.setAttribute('aria-valuetext', `${Math.round(100 * share)} %`);
  };
  const asked = state.get('exploded') ?? '';
  slider.value = /^\d{1,3}$/.test(asked) ? asked : '0';
  apart(Number(slider.value) / 100);
  slider.addEventListener('input', () => {
    apart(Number(slider.value) / 100);
    state.set('exploded', slider.value === '0' ? null : slider.value);
    eye.fitWhole();
    drawSoon();
  });
}
