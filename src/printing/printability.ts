// All that is to be known of bodies before they are printed on a certain printer.
import type { Context } from '../core/context.js';
import type { Vec3 } from '../core/grid.js';
import { type Mesh, signedVolume, surfaceArea, triangleCount } from '../core/mesh.js';
import type { BodyPrintFacts, MaterialFacts, PrintFacts } from '../core/print-facts.js';
import type { PrintProcess } from '../core/printer.js';
import { extremePoints } from '../kernel/extreme-points.js';
import { measureWalls } from '../kernel/measure-walls.js';
import { targetOf } from '../kernel/target-of.js';
import type { PrinterInForce } from './find-printer.js';
import { fitBuild } from './fit-build.js';
import { narrowFacts, wallLimits } from './narrow-facts.js';
import { orientations } from './orientations.js';
import { trappedVolumes } from './trapped-volumes.js';
import { vertexThickness } from './vertex-thickness.js';

/** A closed mesh, facing outward. */
export interface PrintBody {
  readonly name: string;
  readonly mesh: Mesh;
}

export interface PrintWish {
  /** A unit vector (LPS): the surface that faces this way shall come out best. */
  readonly accurate?: Vec3;
  /** Hears the thickness at each vertex of each body, in their order, mm; what is thicker than was looked has that limit. */
  readonly onThickness?: (body: PrintBody, thickness: Float32Array) => void;
}

/** Walls are told up to here, mm, and up to twice what warns. */
const farthest = 5;
/** The wall of a hollow body, mm, and what it must save to be worth it: a share, and mm³. */
const hollowWall = 2;
const worthwhile = { share: 0.3, volume: 20000 };

/** Of each body. The meshes are borrowed and stay as they are. Some 10 s per million triangles and thread. */
export async function printability(
  bodies: readonly PrintBody[],
  { printer, process }: PrinterInForce,
  context: Context,
  wish: PrintWish = {},
): Promise<PrintFacts> {
  const facts: BodyPrintFacts[] = [];
  for (const body of bodies) {
    context.signal.throwIfAborted();
    facts.push(await factsOf(body, printer.volume, process, wish, context));
    context.progress(facts.length / bodies.length);
  }
  return { printer, process, bodies: facts };
}

async function factsOf(
  body: PrintBody,
  room: Vec3,
  process: PrintProcess,
  wish: PrintWish,
  context: Context,
): Promise<BodyPrintFacts> {
  const { name, mesh } = body;
  const reach = Math.max(farthest, 2 * process.wall.warn, process.pin.warn);
  const measured = await measureWalls(mesh, wallLimits(process), reach, context);
  wish.onThickness?.(body, vertexThickness(mesh, measured.thickness, reach));
  context.signal.throwIfAborted();
  const { tree } = await targetOf(mesh, context);
  const extremes = extremePoints(mesh.positions);
  const marked = wish.accurate ?? null;
  return {
    name,
    triangles: triangleCount(mesh),
    resolution: 0.58 * measured.spacing,
    thickness: { binWidth: measured.binWidth, areas: [...measured.histogram] },
    ...narrowFacts(measured, process),
    trapped: trappedVolumes(mesh, tree),
    fit: fitBuild(mesh.positions, extremes, room),
    orientation: await orientations(mesh, { process, room, marked, extremes }, context),
    material: materialOf(mesh, process),
  };
}

function materialOf(mesh: Mesh, { density, material, wall }: PrintProcess): MaterialFacts {
  const volume = signedVolume(mesh);
  const thick = Math.max(hollowWall, 2 * wall.warn);
  const hollow = surfaceArea(mesh) * thick;
  const saved = volume - hollow;
  const worth = saved > worthwhile.volume && saved > worthwhile.share * volume;
  return {
    volume: volume / 1000,
    mass: (volume / 1000) * density,
    density,
    material,
    hollow: worth ? { wall: thick, volume: hollow / 1000 } : null,
  };
}
