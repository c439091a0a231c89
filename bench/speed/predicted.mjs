// What src/memory.ts would say of a run that its record tells of.
import { peakOf } from '../../dist/memory.js';

const product = (size) => size.reduce((a, b) => a * b);
const rounding = 1.001;

/** MB, with the defaults of a conversion of grey values. */
export function predictedFor({ inputs, steps, result, software }) {
  const { size, spacing } = inputs[0].stored;
  const voxels = product(size);
  const grid = result.size;
  const step = steps.find(({ name }) => name === 'resample').options.spacing;
  const finest = Math.min(0.5, ...spacing);
  const coarser = spacing.some((s) => (step === 0 ? finest : step) > rounding * s);
  // Coefficients are as wide as the voxels.
  const wide = inputs[0].numberType.startsWith('float') ? 4 : 2;
  const scan = wide * voxels;
  const surface = steps.find(({ name }) => name === 'surface').notes;
  const triangles = surface.find(({ name }) => name === 'triangles').value;
  const whole = { size: grid, affine: [] };
  const needs = [
    { scan, samples: (wide + (coarser ? 4 : 0)) * voxels, grid: null, kept: 0, triangles: 0 },
    { scan, samples: wide * voxels, grid: whole, kept: 0, triangles },
  ];
  return Math.max(...needs.map((need) => peakOf(need, software.threads))) / 2 ** 20;
}
