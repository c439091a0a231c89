// The names of this room: what can be done to a model before it is printed, in the order in which the flags do it.

/** Each does nothing unless asked for. */
export const shapeSteps = [] as const;
