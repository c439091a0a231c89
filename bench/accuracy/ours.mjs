// Our own pipeline, as the program runs it, with the surface after each of its steps.
import { availableParallelism } from 'node:os';
import { model, modelSteps } from '../../dist/recipes.js';
import { runRecipe } from '../../dist/run.js';
import { blurOf } from './blur-of.mjs';

/** What a step made of an input with given options, kept while the input is: runs that differ late share what is early. */
const made = new WeakMap();

function kept(input, key, make) {
  const ofInput = made.get(input) ?? new Map();
  made.set(input, ofInput);
  if (!ofInput.has(key)) ofInput.set(key, make());
  return ofInput.get(key);
}

export const hasStep = (name) => modelSteps.some(({ declaration }) => declaration.name === name);
export const hasOption = (name, option) =>
  modelSteps.some(({ declaration }) => declaration.name === name && option in declaration.options);

/** Options for smoothing and decimation, and for whatever else goes by the same tolerance. mm */
export const toleranceOf = (tolerance) =>
  Object.fromEntries(
    modelSteps
      .filter(({ declaration }) => 'tolerance' in declaration.options)
      .map(({ declaration }) => [declaration.name, { tolerance }]),
  );

export const overlaid = (...givens) => {
  const all = {};
  for (const given of givens)
    for (const [step, options] of Object.entries(given)) all[step] = { ...all[step], ...options };
  return all;
};

/** What ends a run that has gone far enough. */
const farEnough = Symbol('far enough');

const isSurface = (output) => output !== null && typeof output === 'object' && 'mesh' in output;

/**
 * `surfaces`: step → mesh, in the order of the recipe, of the steps that made one other than they were given; the last is
 * the part. `reference`: what smoothing and decimation are held to. `ledger`, `steps`, `findings` as the run tells them; `seconds` hold what was made anew alone. `upTo`: the last
 * step that is wanted; then surfaces and seconds are all there is.
 */
export async function ours(
  scan,
  wish,
  { threads = availableParallelism(), labels = false, upTo = null } = {},
) {
  const given = labels || !hasStep('locate') ? wish : overlaid({ locate: { blur: blurOf(scan) } }, wish);
  const surfaces = {};
  const seconds = {};
  let reference = null;
  const recipe = (input, kitchen) =>
    model(input, {
      ...kitchen,
      run: async (step, before) => {
        const { name } = step.declaration;
        const key = `${name} ${JSON.stringify(given[name] ?? {})}`;
        const start = performance.now();
        const output = await kept(before.surface ?? before, key, () => kitchen.run(step, before));
        seconds[name] = (performance.now() - start) / 1000;
        if (isSurface(output) && output.mesh !== (before.surface ?? before).mesh)
          surfaces[name] = output.mesh;
        if (isSurface(output) && 'reference' in output) reference = output.reference;
        if (name === upTo) throw farEnough;
        return output;
      },
    });
  const subject = labels ? 'label map' : 'scan';
  try {
    const { made: found, ...trace } = await runRecipe(recipe, scan, { given, threads, subject });
    return { surfaces, seconds, reference, part: found.part, ...trace };
  } catch (reason) {
    if (reason !== farEnough) throw reason;
    return { surfaces, seconds, reference };
  }
}
