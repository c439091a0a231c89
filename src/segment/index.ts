// Volume → Segment → Segment: the steps of this stage (by name; recipes.ts says in which order they run).

export { close } from './close.js';
export { dilate } from './dilate.js';
export { dropSmaller } from './drop-smaller.js';
export { erode } from './erode.js';
export { fillCavities } from './fill-cavities.js';
export { fillHoles } from './fill-holes.js';
export { keep } from './keep.js';
export { largest } from './largest.js';
export { median } from './median.js';
export { open } from './open.js';
export { removeTable } from './remove-table.js';
export { seed } from './seed.js';
export { threshold } from './threshold.js';
export { within } from './within.js';
