// The names of this room: what can be done to a model before it is printed, in the order in which the flags do it.
import { cut } from './cut.js';
import { drain } from './drain.js';
import { fit } from './fit.js';
import { gap } from './gap.js';
import { hollow } from './hollow.js';
import { mark } from './mark.js';
import { mirror } from './mirror.js';
import { plinth } from './plinth.js';
import { resolveOverlaps } from './resolve-overlaps.js';
import { scale } from './scale.js';
import { struts } from './struts.js';
import { thicken } from './thicken.js';
import { trim } from './trim.js';
import { vesselWall } from './vessel-wall.js';
import { wrap } from './wrap.js';

export {
  cut,
  drain,
  fit,
  gap,
  hollow,
  mark,
  mirror,
  plinth,
  resolveOverlaps,
  scale,
  struts,
  thicken,
  trim,
  vesselWall,
  wrap,
};

/** Each does nothing unless asked for. */
export const shapeSteps = [
  resolveOverlaps,
  gap,
  mirror,
  wrap,
  vesselWall,
  trim,
  cut,
  scale,
  thicken,
  hollow,
  drain,
  struts,
  plinth,
  mark,
  fit,
] as const;
