// How a part is shown.

/** Red, green, blue (sRGB), 0…1 each. */
export type Colour = readonly [number, number, number];
