// The flags of steps for commands that resample to isotropic voxels unless told otherwise: --help names what holds there.
import type { Declared } from './step-flags.js';

/** What stands in the place of the steps' own defaults; null: nothing is done unless asked for. */
const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  resample: { spacing: 'finest', antiAlias: 'none' },
  laplacian: { sigma: null },
};

export const isotropicFlags = (steps: readonly Declared[]): readonly Declared[] =>
  steps.map(({ declaration }) => {
    const others = defaults[declaration.name] ?? {};
    const options = Object.entries(declaration.options).map(([name, option]) => [
      name,
      Object.hasOwn(others, name) ? { ...option, default: others[name] } : option,
    ]);
    return { declaration: { ...declaration, options: Object.fromEntries(options) } };
  });
