// Everything that the wasm module exports that works in the shared memory of a tree (see ../tree-memory.ts).
export { arrange, fillBoxes } from './arrange';
export { boundOver, enoughIs, exceedingTriangles } from './bound';
export { proveTriangles, sampleTriangles } from './deviation';
export { distanceTo, levelHeights } from './distance-field';
export { lastSquared, nearestSlot, nearestSlots } from './nearest';
export { wallsOf } from './walls';

/** The first byte that JavaScript may use. */
export function heapBase(): usize {
  return (__heap_base + 63) & ~63;
}
