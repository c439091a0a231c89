// The flags that say what a model is for, and which lengths are to be taken on the printed part.
import type { Command } from 'commander';
import type { OrderWish } from '../commands/order-options.js';
import { UserError } from '../core/errors.js';
import { lateralities } from '../core/order.js';

export interface OrderFlags {
  readonly intendedUse?: string;
  readonly indication?: string;
  readonly requester?: string;
  readonly laterality?: string;
  readonly designVersion?: string;
  readonly validUntil?: string;
  readonly totalTolerance?: string;
  readonly calipers?: string;
}

export function addOrderFlags(command: Command): void {
  command
    .option(
      '--intended-use <text>',
      'what the model is for, in the report: planning, surgical guide, teaching …',
    )
    .option('--indication <text>', 'why it is made, in the report')
    .option('--requester <role>', 'who asked for it: a role or a department, no name')
    .option(
      '--laterality <side>',
      `the side of the patient: ${lateralities.join(', ')}; held against the scan`,
    )
    .option('--design-version <text>', 'of this design, in the report')
    .option('--valid-until <text>', 'a date, or when the patient is to be scanned again')
    .option('--total-tolerance <mm>', 'what the printed surface may be off for that use, all errors together')
    .option(
      '--calipers <lengths>',
      "lengths to take on the printed part: 'name:x,y,z:x,y,z;…' (mm, LPS; default: the program chooses)",
    );
}

/** As the command takes it. Throws a UserError. */
export function orderFlags(flags: OrderFlags): OrderWish {
  const { intendedUse, indication, requester, designVersion, validUntil } = flags;
  const side = flags.laterality?.toLowerCase();
  const laterality = lateralities.find((one) => one === side);
  if (side !== undefined && laterality === undefined)
    throw new UserError(
      `There is no side '${flags.laterality}'.`,
      `Give --laterality one of ${lateralities.join(', ')}.`,
    );
  const totalTolerance = flags.totalTolerance === undefined ? undefined : Number(flags.totalTolerance);
  return { intendedUse, indication, requester, laterality, designVersion, validUntil, totalTolerance };
}
