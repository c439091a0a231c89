// The whole way of a case file: from what it names to a folder with model, report and record.
import { fileName } from '../files/file-name.js';
import { checkFolder } from '../files/make-folder.js';
import { modelSteps } from '../recipes.js';
import type { RunOptions } from '../run.js';
import { runSettings } from '../run-settings.js';
import { caliperWishes } from './caliper-wishes.js';
import { convertRequest, maskUse, type Outcome } from './convert-scan.js';
import { formatsFrom } from './model-formats.js';
import { operationsIn } from './operations.js';
import { flagsIn } from './options-in.js';
import { orderIn, orderOptions } from './order-options.js';
import { maskRole, partWishesJson } from './part-wishes.js';
import { printerIn, printerOptions } from './printer-in.js';
import type { CaseFile } from './read-case.js';
import type { Request } from './request.js';
import { scanOptions } from './scan-options.js';

/** `out`: the folder. Throws a UserError. */
export async function convertCase(file: CaseFile, out: string, options: RunOptions): Promise<Outcome> {
  const name = fileName(file.name ?? 'model');
  const printer = await printerOptions(file);
  operationsIn(file.operations, await printerIn(printer));
  const order = orderOptions(orderIn({ order: file.order ?? null }));
  caliperWishes(file.calipers ?? null);
  await checkFolder(out);
  const parts = file.parts.map(({ mask, ...wish }) => ({
    ...wish,
    maskUse: maskUse(wish.maskUse ?? undefined, mask !== null),
  }));
  const masks = file.parts.flatMap(({ name, mask }) =>
    mask === null ? [] : [[maskRole(name), mask] as const],
  );
  const paths: Request['paths'] = {
    scan: file.scan,
    refine: file.refine ?? undefined,
    ...Object.fromEntries(masks),
  };
  return convertRequest(out, {
    paths,
    options: {
      name,
      report: file.report,
      slices: file.slices,
      formats: formatsFrom(file.formats).join(','),
      merged: file.merged,
      ...(parts.length === 0
        ? {}
        : { parts: partWishesJson(parts), options: flagsIn(file.given, modelSteps) }),
      operations: file.operations,
      ...printer,
      case: file.case,
      order,
      calipers: file.calipers ?? null,
      identity: file.identity,
      ...scanOptions({
        series: file.series ?? undefined,
        maxGap: file.maxGap ?? undefined,
        orientation: file.orientation ?? undefined,
      }),
    },
    ...runSettings(options),
    given: file.given,
  });
}
