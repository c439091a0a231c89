// The names of this room: what can be done to a model before it is printed, in the order in which the flags do it.
import { hollow } from './hollow.js';
import { mark } from './mark.js';
import { scale } from './scale.js';

/** Each does nothing unless asked for. */
export const shapeSteps = [scale, hollow, mark] as const;
