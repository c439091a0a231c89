// White noise from sums of integers: the same on every machine, and the same voxel by voxel in whatever order it is asked.

/**
 * A function of the voxel's number: twelve 16-bit integers of a mulberry32 stream, summed, are normal enough (standard
 * deviation 1, mean 0, never beyond 6).
 */
export function whiteNoise(seed: number): (voxel: number) => number {
  const start = mix(mix(seed | 0) ^ 0x9e3779b9);
  return (voxel) => {
    let state = (start + Math.imul(Math.imul(voxel, 6), increment)) | 0;
    let sum = 0;
    for (let draw = 0; draw < 6; draw++) {
      state = (state + increment) | 0;
      const bits = mix(state);
      sum += (bits & 0xffff) + (bits >>> 16);
    }
    return (sum - 393210) / 65536;
  };
}

const increment = 0x6d2b79f5;

function mix(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return t ^ (t >>> 14);
}
