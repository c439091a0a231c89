// The crosshair: points at a place of the model without a mouse. X shows it, Shift and the arrow keys move it.
import type { Spot, Viewer } from './viewer-world.js';

// CSS pixels a key press.
const stride = 8;

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function crosshair(viewer: Viewer): void {
  const { stage, canvas } = viewer;
  const put = (spot: Spot | null): void => {
    viewer.crosshair = spot;
    stage.crosshair.toggleAttribute('hidden', spot === null);
    if (spot !== null) {
      stage.crosshair.style.left = `${spot.x}px`;
      stage.crosshair.style.top = `${spot.y}px`;
    }
    viewer.hover(spot);
  };
  viewer.onKey(({ key, shiftKey }) => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (key === 'x' || key === 'X') {
      put(viewer.crosshair === null ? { x: width / 2, y: height / 2 } : null);
      viewer.say(
        viewer.crosshair === null ? 'Crosshair off.' : 'Crosshair on; Shift and arrow keys move it.',
      );
      return true;
    }
    const way = ways[key];
    if (!shiftKey || way === undefined) return false;
    const { x, y } = viewer.crosshair ?? { x: width / 2, y: height / 2 };
    const within = (at: number, most: number): number => Math.min(most - 1, Math.max(0, at));
    put({ x: within(x + stride * way[0], width), y: within(y + stride * way[1], height) });
    return true;
  });
  // The model moved beneath it. Not at every picture: whoever hears of it may want another one.
  let before = '';
  viewer.onDraw(() => {
    const { matrixWorld, projectionMatrix } = viewer.eye.camera;
    const now = [...matrixWorld.elements, ...projectionMatrix.elements].join();
    if (viewer.crosshair !== null && now !== before) viewer.hover(viewer.crosshair);
    before = now;
  });
  put(null);
}
