// Everything that the kernels' wasm module exports. Pointers are byte addresses into the memory that JavaScript lays out.
export { blendF32, blendI16 } from './blend';
export { classifyRows, heightSum } from './classify';
export { toHeights } from './heights';
export { countI16, extremesF32, extremesI16 } from './count';
export { gathered } from './collapse-around';
export {
  beginWeighing, collapseBlock, countCosts, finishCollapse, readyToCollapse, tryCollapse, undoCollapse, weighEdges,
} from './collapse-edges';
export { beginGrid, fillGrid, findInGrid } from './collapse-grid';
export { sumQuadrics } from './collapse-quadrics';
export { replayRecords } from './collapse-replay';
export { openCollapse } from './collapse-state';
export { beginTwins, closedAround, pairTwins } from './collapse-twins';
export { lookAround, splatPoints, sumRows } from './locate';
export { crossPlane, crossUpright, marchBegin, marchLayer, marchedCentres, missingCase } from './march';
export { awayFromMean, meansOfOne, meansOfTen, meansOfThree, meansOfTwo } from './means';
export { boxesTouched, meetingOf, setBoxes } from './meet';
export { resampleRows } from './rows';
export { shorten } from './shorten';
export { solveColumns, solveRows } from './solve';

/** The first byte that JavaScript may use. */
export function heapBase(): usize {
  return (__heap_base + 63) & ~63;
}
