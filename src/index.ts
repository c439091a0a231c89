// The library: every public name.

export { type CheckedBody, checkExpected } from './commands/check-expected.js';
export { type CompareOptions, type CompareOutcome, compareMeshes } from './commands/compare-meshes.js';
export { convertCase } from './commands/convert-case.js';
export { type ConvertOptions, convertScan, type Outcome } from './commands/convert-scan.js';
export { type FilterOptions, type FilterOutcome, filterScan } from './commands/filter-scan.js';
export {
  measureTexture,
  type TextureOptions,
  type TextureOutcome,
} from './commands/measure-texture.js';
export {
  type MeasuredOptions,
  type MeasuredOutcome,
  measuredReport,
} from './commands/measured-report.js';
export { type CaseFile, readCase } from './commands/read-case.js';
export { readExpected } from './commands/read-expected.js';
export { type Replayed, type ReplayOptions, replayRecord } from './commands/replay-record.js';
export { type ResampleOptions, type ResampleOutcome, resampleScan } from './commands/resample-scan.js';
export { type ShapeOptions, type ShapeOutcome, shapeMesh } from './commands/shape-mesh.js';
export { type Bits, copyBits, countBits, emptyBits, getBit, setBit } from './core/bits.js';
export type { BudgetFacts } from './core/budget.js';
export type { Caliper, MeasuredFacts } from './core/caliper.js';
export type { CheckPoint } from './core/checklist.js';
export type { Colour } from './core/colour.js';
export type { AlignmentFacts, Comparison, PairFacts, WayFacts } from './core/comparison.js';
export type { Context, Note } from './core/context.js';
export { type Finding, UserError } from './core/errors.js';
export type { Expected, ExpectedFacts } from './core/expected.js';
export type {
  Deviation,
  FileFacts,
  LedgerRow,
  MeshFacts,
  Report,
  SourceFacts,
  StepFacts,
  UncertaintyFacts,
} from './core/facts.js';
export {
  type Affine,
  determinant,
  type Grid,
  invert,
  spacingOf,
  toPatient,
  type Vec3,
  voxelCount,
} from './core/grid.js';
export {
  boundsOf,
  type Mesh,
  type Part,
  type Surface,
  signedVolume,
  surfaceArea,
  triangleCount,
  vertexCount,
} from './core/mesh.js';
export type { OrderFacts } from './core/order.js';
export { type Preset, type PresetName, presets } from './core/preset.js';
export type { BodyPrintFacts, PrintFacts } from './core/print-facts.js';
export {
  type Mirroring,
  type Origin,
  origins,
  type PrintModel,
  type PrintPart,
  printModel,
  printPart,
} from './core/print-model.js';
export type { Printer, PrintProcess } from './core/printer.js';
export type { Scan, ScanFacts, UnevenNodes } from './core/scan.js';
export type { GreyRange, Segment } from './core/segment.js';
export type { Effect, OperationFacts, PieceFacts, ShapeFacts } from './core/shape-facts.js';
export type { Declaration, Step, Subject } from './core/step.js';
export type { KernelName, Volume } from './core/volume.js';
export { glbBytes } from './files/glb-bytes.js';
export { mtlBytes } from './files/mtl-bytes.js';
export { objBytes } from './files/obj-bytes.js';
export { plyBytes } from './files/ply-bytes.js';
export { readMesh } from './files/read-mesh.js';
export { stlBytes } from './files/stl-bytes.js';
export { threeMfBytes } from './files/three-mf-bytes.js';
export { evaluate } from './kernel/evaluate.js';
export { fitSurfaces } from './kernel/fit-surfaces.js';
export { selfIntersections } from './kernel/self-intersections.js';
export { stillPictures } from './kernel/still-pictures.js';
export { measureDeviation } from './kernel/surface-distance.js';
export { renderPhantom } from './phantom/render-phantom.js';
export { findPrinter, type PrinterInForce } from './printing/find-printer.js';
export { findingsOf } from './printing/findings-of.js';
export { printability } from './printing/printability.js';
export { printers } from './printing/printers.js';
export { processes } from './printing/processes.js';
export { readPrinters } from './printing/read-printers.js';
export { type Kitchen, type Model, model, modelSteps } from './recipes.js';
export { type RegistryField, registryFields } from './report/registry.js';
export { type Given, makeModel, type RunOptions, type RunResult } from './run.js';
export { inspectScan } from './scan/inspect-scan.js';
export { listSeries } from './scan/list-series.js';
export { type MaskOptions, readMask } from './scan/marks/read-mask.js';
export { readScan } from './scan/read-scan.js';
export * from './segment/index.js';
export * from './shape/index.js';
export { checkMesh } from './solid/check-mesh.js';
export { solid } from './solid/solid.js';
export { decimate } from './surface/decimate.js';
export { fair } from './surface/fair.js';
export { locate } from './surface/locate.js';
export { marchingCubes } from './surface/marching-cubes.js';
export { refine, refineReach } from './surface/refine.js';
export { smooth } from './surface/smooth.js';
export type { Features } from './texture/features.js';
export { type Region, type TextureValues, texture } from './texture/texture.js';
export { version } from './version.js';
export { clipMetal } from './volume/clip-metal.js';
export { crop } from './volume/crop.js';
export { laplacian } from './volume/laplacian.js';
export { type Metal, metalFromHU, metalIn } from './volume/metal-in.js';
export { occupancy } from './volume/occupancy.js';
export { resample } from './volume/resample.js';
export { resampleLabels } from './volume/resample-labels.js';
export { store } from './volume/store.js';
export { storeMask } from './volume/store-mask.js';
