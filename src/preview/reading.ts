// What is under the pointer or the crosshair: the part's name and the map's value, beside it and on the legend.
import { pointLegend } from './map-legend.js';
import type { MapSwitch } from './map-switch.js';
import { valueText } from './map-text.js';
import { mapValue } from './map-value.js';
import type { Place } from './place.js';
import type { Spot, Viewer } from './viewer-world.js';

export function reading(viewer: Viewer, maps: MapSwitch): void {
  const { canvas, stage, meshes } = viewer;
  const { tip } = stage;
  const read = (place: Place | null, at: Spot | null): void => {
    const map = maps.current();
    const value = map && place ? mapValue(meshes[place.part].part, map.name, place) : Number.NaN;
    if (map !== null) pointLegend(stage.legend, map, value);
    const name = place === null || meshes.length === 1 ? '' : meshes[place.part].part.name;
    const figure = place === null || map === null ? '' : valueText(map.name, value);
    const words = [figure, name, place === null ? readElse(viewer, at) : ''].filter((text) => text !== '');
    tip.hidden = words.length === 0 || at === null;
    if (viewer.crosshair !== null)
      viewer.say(place === null && words.length === 0 ? 'Beside the model.' : words.join(', '));
    if (tip.hidden || at === null) return;
    tip.replaceChildren(...words.map(lineOf));
    const room = canvas.clientWidth - tip.offsetWidth - 4;
    tip.style.left = `${Math.max(4, Math.min(room, at.x + 14))}px`;
    tip.style.top = `${at.y > canvas.clientHeight - 70 ? at.y - tip.offsetHeight - 8 : at.y + 16}px`;
  };
  viewer.onHover(read);
  followPointer(viewer);
}

/** Such as the scan's value on a cut. */
function readElse({ readings }: Viewer, at: Spot | null): string {
  if (at === null) return '';
  for (const read of readings) {
    const words = read(at);
    if (words !== null) return words;
  }
  return '';
}

function followPointer(viewer: Viewer): void {
  const { canvas } = viewer;
  const spotOf = ({ clientX, clientY }: PointerEvent): Spot => {
    const box = canvas.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  };
  const gone = (): void => viewer.hover(viewer.crosshair);
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch') return;
    if (event.buttons !== 0) gone();
    else viewer.hover(spotOf(event));
  });
  canvas.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') gone();
  });
  // A tap reads the place; a finger that moves turns the model.
  canvas.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'touch') viewer.hover(event.isPrimary ? spotOf(event) : null);
  });
  viewer.controls.addEventListener('change', () => {
    if (viewer.crosshair === null) viewer.hover(null);
  });
}

function lineOf(text: string): HTMLElement {
  const line = document.createElement('div');
  line.textContent = text;
  return line;
}
