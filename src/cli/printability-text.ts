// What is known of a body before it is printed, as lines for the terminal.
import type { Vec3 } from '../core/grid.js';
import type {
  BodyPrintFacts,
  FitFacts,
  NarrowFacts,
  NarrowPlace,
  PrintFacts,
  Proposal,
  TrappedFacts,
} from '../core/print-facts.js';
import { visible } from './visible.js';

/** Places shown of each kind. */
const shown = 5;

const row = (name: string, value: string): string => `  ${name.padEnd(20)} ${value}`;
const place = ([x, y, z]: Vec3): string => `(${x.toFixed(1)}, ${y.toFixed(1)}, ${z.toFixed(1)})`;
const lengths = (size: readonly number[]): string => size.map((x) => x.toFixed(1)).join(' × ');
/** Never −0.00. */
const two = (x: number): string => (Math.abs(x) < 0.005 ? 0 : x).toFixed(2);
const angles = (turn: Proposal['turn']): string =>
  turn.angles.map((a) => `${(Math.abs(a) < 0.05 ? 0 : a).toFixed(1)}°`).join(', ');

/** The printer and its limits, once. */
export function printerLine({ printer, process }: PrintFacts): string {
  const { wall } = process;
  return `Printer ${visible(printer.name)}: ${lengths(printer.volume)} mm (${visible(printer.source)}); ${process.says}, walls from ${wall.fail} (fails) and ${wall.warn} mm (warns)`;
}

export function bodyLines(body: BodyPrintFacts): string[] {
  const { orientation, material } = body;
  const { hollow } = material;
  return [
    row('fits', fitText(body.fit)),
    ...narrowLines('thin walls', body.walls),
    ...narrowLines('thin pins', body.pins),
    ...narrowLines('small gaps', body.gaps),
    ...narrowLines('small holes', body.holes),
    row('trapped', trappedText(body.trapped)),
    row(
      'material',
      `${material.volume.toFixed(1)} ml, ${material.mass.toFixed(0)} g of ${material.material} (${material.density} g/ml)${hollow === null ? '' : `; hollow, with a wall of ${hollow.wall} mm, about ${hollow.volume.toFixed(0)} ml`}`,
    ),
    row(
      'as it stands',
      `${orientation.current.height.toFixed(0)} mm high, ${(orientation.current.overhang / 100).toFixed(1)} cm² overhang, ${(orientation.current.support / 1000).toFixed(1)} ml of support columns`,
    ),
    ...orientation.proposals.map((one) =>
      row(
        one.aim,
        `up ${one.up.map(two).join(' ')}, turn ${angles(one.turn)} about x, y, z: ${one.reason}${one.fits ? '' : ' (does not fit the printer)'}`,
      ),
    ),
  ];
}

function fitText(fit: FitFacts): string {
  if (fit.fits === 'stands') return 'as it stands';
  if (fit.fits === 'turned')
    return `turned by ${angles(fit.turn)} about x, y, z (then ${lengths(fit.turnedSize)} mm)`;
  return `NO: cut it into ${fit.pieces.reduce((a, b) => a * b)} pieces, ${fit.pieces.join(' × ')} (${lengths(fit.turnedSize)} mm at best)`;
}

function narrowLines(name: string, facts: NarrowFacts): string[] {
  const { count, failing, area, limit, places } = facts;
  if (count === 0) return [row(name, `none below ${limit.warn} mm`)];
  const some = `${count} below ${limit.warn} mm, ${area.toFixed(0)} mm²${limit.fail === limit.warn ? '' : `; ${failing} below ${limit.fail} mm`}`;
  const lines = places
    .slice(0, shown)
    .map(
      ({ centre, least, mean, area: one, extent }: NarrowPlace) =>
        `    ${least.toFixed(2)} mm (mean ${mean.toFixed(2)}), ${one.toFixed(1)} mm² over ${extent.toFixed(0)} mm, at ${place(centre)}`,
    );
  const more = count - lines.length;
  return [row(name, some), ...lines, ...(more > 0 ? [`    and ${more} more`] : [])];
}

function trappedText({ count, volume, places }: TrappedFacts): string {
  if (count === 0) return 'nothing';
  const first = places.slice(0, 3).map(({ centre, volume: one }) => `${place(centre)} ${one.toFixed(1)} mm³`);
  return `${count} cavities, ${(volume / 1000).toFixed(2)} ml: ${first.join(', ')}${count > 3 ? ', …' : ''}`;
}
