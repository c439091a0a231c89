// Calipers: points set on the model by pointer, touch or keys, and what lies between them, drawn over the picture.
import { Vector3 } from 'three';
import type { Vec3 } from '../core/grid.js';
import { caliperPanel } from './caliper-panel.js';
import { type DrawnCaliper, drawCalipers, type Projection, paintCalipers } from './caliper-picture.js';
import { caliperShape } from './caliper-shape.js';
import type { Cutting } from './cutting.js';
import { type MeasureKind, measuredText, measureKinds, pointsNeeded, toldPoint } from './measurement.js';
import { kindWords, type Measurements, measurements } from './measurements.js';
import { nearestPart } from './nearest-part.js';
import { pageElement } from './page-element.js';
import type { Place } from './place.js';
import type { Spot, Viewer } from './viewer-world.js';

/** CSS pixels from which a vertex draws the point to itself, and a contour: of the two that a wall has, the nearer one. */
const magnet = 24;
const contourMagnet = 9;

const modeOf = (kind: MeasureKind): string => `measure-${kind}`;

export function calipers(viewer: Viewer, cut: Pick<Cutting, 'pointAt'>): void {
  const { modes, canvas } = viewer;
  const snap = pageElement<HTMLInputElement>('#measure-snap');
  const hint = pageElement<HTMLElement>('#measure-hint');
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-measure]')];
  const picture = overlayIn(viewer.stage.frame);
  const kindOn = (): MeasureKind | null =>
    measureKinds.find((kind) => modeOf(kind) === modes.current()) ?? null;
  let ghost: Vec3 | null = null;

  const project = projectionOf(viewer);
  const draw = (): void => {
    // On paper the canvas is scaled as a whole, and this with it.
    picture.setAttribute('viewBox', `0 0 ${canvas.clientWidth} ${canvas.clientHeight}`);
    drawCalipers(picture, drawnOf(taken, kindOn(), ghost), project);
  };
  const changed = (): void => {
    panel.refresh();
    hint.textContent = hintText(kindOn(), taken.draft().length);
    draw();
  };
  const taken = measurements(viewer.state, () => changed());
  const panel = caliperPanel(taken, viewer);

  const pointAt = (spot: Spot): Vec3 | null => {
    const place = viewer.pickAt(spot);
    if (place !== null) return snapped(place, spot, snap.checked, project);
    const onCut = cut.pointAt(spot, snap.checked ? contourMagnet * viewer.eye.mmPerPixel() : 0);
    return onCut && toldPoint(onCut);
  };
  const setPoint = (spot: Spot): void => {
    const kind = kindOn();
    if (kind === null) return;
    const point = pointAt(spot);
    if (point === null) viewer.say('There is no surface under this point.');
    else {
      ghost = null;
      viewer.say(answer(taken.add(kind, point), taken));
    }
  };
  for (const kind of measureKinds)
    modes.add({
      name: modeOf(kind),
      cursor: 'crosshair',
      leave: () => {
        ghost = null;
        taken.dropDraft();
      },
      click: (event) => setPoint(spotOf(canvas, event)),
    });
  modes.onChange(() => {
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.measure === kindOn()));
    changed();
  });
  for (const button of buttons)
    button.addEventListener('click', () => {
      const kind = measureKinds.find((one) => one === button.dataset.measure);
      if (kind === undefined) return;
      modes.set(kind === kindOn() ? 'orbit' : modeOf(kind));
      if (kindOn() !== null) canvas.focus();
    });
  const aim = (): Spot => viewer.crosshair ?? { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
  viewer.onKey(({ key }) => {
    if (kindOn() === null) return false;
    if (key === 'Enter' || key === ' ') setPoint(aim());
    else return false;
    return true;
  });
  viewer.onHover((_, at) => {
    if (kindOn() === null) return;
    ghost = at && pointAt(at);
    draw();
  });
  viewer.onDraw(draw);
  viewer.pictured.add((context) => paintCalipers(context, drawnOf(taken, null, null), project));
  changed();
}

/** The vertex next to the point, if it is near it in the picture and may draw it; to 0.1 µm. */
function snapped(place: Place, spot: Spot, on: boolean, project: Projection): Vec3 {
  const corner: Vec3 = [place.corner.x, place.corner.y, place.corner.z];
  const at = project(corner);
  const near = Math.hypot(at.x - spot.x, at.y - spot.y) <= magnet;
  return toldPoint(on && near ? corner : [place.point.x, place.point.y, place.point.z]);
}

function drawnOf(taken: Measurements, kind: MeasureKind | null, ghost: Vec3 | null): readonly DrawnCaliper[] {
  const list = taken.list().flatMap((one, n): DrawnCaliper[] =>
    one.shown
      ? [
          {
            shape: caliperShape(one.kind, one.points),
            text: `${n + 1}: ${measuredText(one)}`,
            faint: false,
          },
        ]
      : [],
  );
  const points = kind === null ? [] : [...taken.draft(), ...(ghost === null ? [] : [ghost])];
  if (kind === null || points.length === 0) return list;
  const text = points.length === pointsNeeded(kind) ? measuredText({ kind, points }) : '';
  return [
    ...list,
    { shape: caliperShape(kind, points), text: text.startsWith('NaN') ? '' : text, faint: true },
  ];
}

/** Where a point of the patient is in the picture; in the exploded view it goes with its part. */
function projectionOf({ eye, meshes, canvas }: Viewer): Projection {
  const parts = new Map<string, number>();
  const partOf = (point: Vec3): number => {
    const key = point.join();
    const known =
      parts.get(key) ??
      nearestPart(
        meshes.map(({ part }) => part.positions),
        point,
      );
    parts.set(key, known);
    return known;
  };
  return (point) => {
    const apart = meshes.some(({ mesh }) => mesh.position.lengthSq() > 0);
    const seen = new Vector3(...point);
    if (apart) seen.add(meshes[partOf(point)].mesh.position);
    seen.project(eye.camera);
    return { x: ((seen.x + 1) / 2) * canvas.clientWidth, y: ((1 - seen.y) / 2) * canvas.clientHeight };
  };
}

function hintText(kind: MeasureKind | null, points: number): string {
  if (kind === null) return 'Choose what to measure, then set points on the model.';
  const which = ['first', 'second', 'third'][points];
  const vertex = kind === 'angle' && points === 1 ? ', where the angle is' : '';
  return `${kindWords[kind]}: set the ${which} point${vertex}. Click or tap the model; by keys, aim with the crosshair (X) or turn the model under the middle of the picture, then press Enter. Escape ends.`;
}

function answer(came: ReturnType<Measurements['add']>, taken: Measurements): string {
  if (came === 'same') return 'This is the same point again.';
  if (came === 'full') return 'The list is full: delete a measurement first.';
  if (came === 'more') return `Point ${taken.draft().length} is set.`;
  const list = taken.list();
  const last = list[list.length - 1];
  return `${last.name}: ${measuredText(last)}`;
}

function overlayIn(frame: HTMLElement): SVGSVGElement {
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('class', 'overlay calipers');
  picture.setAttribute('aria-hidden', 'true');
  frame.append(picture);
  return picture;
}

function spotOf(canvas: HTMLElement, { clientX, clientY }: PointerEvent): Spot {
  const box = canvas.getBoundingClientRect();
  return { x: clientX - box.left, y: clientY - box.top };
}
