// Scans of known shapes: the room's public names.
export type { Body, Box, Densities, Landmark, Layer, Phantom } from './body.js';
export { phantomNames, phantomOf } from './phantom-of.js';
export { type PhantomOptions, phantomOptions } from './phantom-options.js';
export { type RenderedPhantom, renderPhantom } from './render-phantom.js';
export type { BodyTruth, PhantomTruth } from './truth.js';
export { type TruthBody, type TruthDistance, truthDistance } from './truth-distance.js';
export { volumeOf } from './volume-of.js';
