// From a scan and a mask to the values of the region, and all that the record says of how they were measured.
import { type Grid, spacingOf } from '../core/grid.js';
import { lengthsText } from '../core/lengths-text.js';
import type { Scan } from '../core/scan.js';
import type { OutputFile } from '../files/write-files.js';
import { measured, measuredFiltered, resampled } from '../recipes.js';
import { type Given, runRecipe } from '../run.js';
import type { Features } from '../texture/features.js';
import { imageDiagnostics } from '../texture/image-diagnostics.js';
import { regionDiagnostics } from '../texture/region-diagnostics.js';
import { chooseMask } from './choose-mask.js';
import { filterGiven } from './filter-given.js';
import { scanInput } from './input-facts.js';
import { isotropicDefault } from './isotropic-default.js';
import { type JsonObject, textIn } from './json.js';
import { jsonText } from './json-text.js';
import type { DoneStep, Made } from './made.js';
import { maskFindings } from './mask-findings.js';
import { maskKept } from './mask-kept.js';
import { maskOnto } from './mask-onto.js';
import { overlaid } from './overlaid.js';
import { readInput } from './read-input.js';
import { readMaskInput } from './read-mask-input.js';
import type { Request } from './request.js';
import { scanOptions, scanOptionsIn } from './scan-options.js';
import { textureNames } from './texture-names.js';
import { texturePresetOf } from './texture-presets.js';
import { textureSidecar } from './texture-sidecar.js';
import { toJsonObject } from './to-json.js';

export interface MadeTexture extends Made {
  readonly features: Features;
  readonly diagnostics: Features;
  /** All of it, as the file holds it. */
  readonly sidecar: JsonObject;
}

/**
 * Own options: `file` to write, a name that ends in .json, or null; `preset`; `label` of the mask; `maskKernel`;
 * `orientation` of both files. The image is filtered where the laplacian's sigma is given.
 */
export async function makeTexture(request: Request): Promise<MadeTexture> {
  const { options, threads } = request;
  const file = textIn(options, 'file');
  const label = textIn(options, 'label');
  const preset = texturePresetOf(textIn(options, 'preset'));
  const merged = wanted(preset?.given ?? {}, request.given);
  const { filter, dimensions } = filterGiven(merged);
  const maskKernel = textIn(options, 'maskKernel') ?? preset?.maskKernel ?? 'linear';
  const read = await readInput('scan', request);
  const readMask = await readMaskInput(request, read, label);
  const chosen = chooseMask(readMask.scan, label);
  const scan = greyValues(read.scan);
  const given = isotropicDefault(merged, scan, dimensions);
  const image = await runRecipe(resampled, scan, { ...request, given });
  const { grid } = image.made;
  const { storeMask } = given;
  const mask = await maskOnto(chosen, { grid, kernel: maskKernel, storeMask }, request);
  const kept = maskKept(chosen, mask.made);
  const region = { image: image.made, mask: mask.made };
  const values = await runRecipe(filter ? measuredFiltered : measured, region, { ...request, given });
  const steps: DoneStep[] = [
    ...image.steps.map((step) => ({ ...step, of: 'scan' as const })),
    ...mask.steps.map((step) => ({ ...step, of: 'mask' as const })),
    ...values.steps.map((step) => ({ ...step, of: 'scan' as const })),
  ];
  const { features } = values.made;
  const diagnostics = { ...atFirst(scan, chosen), ...values.made.diagnostics };
  const made = {
    command: {
      name: 'texture',
      options: toJsonObject({
        file,
        preset: textIn(options, 'preset'),
        label,
        maskKernel,
        ...scanOptions(scanOptionsIn(options)),
      }),
    },
    description: 'Intensity, texture and shape of a region of a scan, by the tags of the IBSI.',
    resolution: `measured on voxels of ${lengthsText(spacingOf(grid.affine))} mm`,
    inputs: [scanInput('scan', read), scanInput('mask', readMask)],
    steps,
    grid,
    threads,
    seeded: null,
    precision:
      'Positions in double precision (float64), interpolated values in single precision (float32), features in double precision.',
    findings: [
      ...maskFindings(readMask),
      ...image.findings,
      ...mask.findings,
      ...kept.findings,
      ...values.findings,
    ],
    verdict: null,
  };
  const sidecar = textureSidecar(made, features, diagnostics);
  const files: OutputFile[] =
    file === null ? [] : [{ name: file, chunks: [new TextEncoder().encode(jsonText(sidecar))] }];
  const { record } = textureNames(file ?? 'texture.json');
  return { ...made, features, diagnostics, sidecar, files, record };
}

/** As given, else as in the preset; who asks for a number of bins does not want the preset's width. */
function wanted(preset: Given, given: Given): Given {
  const merged = overlaid(preset, given);
  const { bins, binWidth } = given.texture ?? {};
  if (bins === undefined || binWidth !== undefined) return merged;
  return { ...merged, texture: { ...merged.texture, binWidth: 0 } };
}

/** Whatever the values look like, they are measured as grey values. */
const greyValues = (scan: Scan): Scan => ({ ...scan, facts: { ...scan.facts, labels: false } });

/** Places nearer to each other than this, mm, are one: noise of how grids are stored. */
const near = 1e-3;

const sameGrid = (a: Grid, b: Grid): boolean =>
  a.size.every((n, axis) => n === b.size[axis]) &&
  a.affine.every((x, n) => Math.abs(x - b.affine[n]) * (n % 4 === 3 ? 1 : a.size[n % 4]) < near);

/** Of the image as scanned; of the region too where the mask was drawn on that very grid. */
function atFirst(scan: Scan, { grid, voxels }: Scan): Features {
  const image = imageDiagnostics(scan.voxels, scan.grid, 'init');
  if (!sameGrid(scan.grid, grid)) return image;
  const inside = new Uint8Array(voxels.length);
  for (let v = 0; v < voxels.length; v++) inside[v] = voxels[v] >= 0.5 ? 1 : 0;
  const masks = { intensity: inside, morphological: inside };
  return { ...image, ...regionDiagnostics(scan.voxels, scan.grid.size, masks, 'init') };
}
