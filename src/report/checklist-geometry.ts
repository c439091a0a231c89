// The checklist on the model's geometry: C25 to C32.
import type { CheckPoint } from '../core/checklist.js';
import { answered, type Checked, checkPoint, leftToLab, toComplete } from './check-point.js';
import { numberText } from './number-text.js';
import { wholeModel } from './whole-model.js';
import { worseWay } from './worse-way.js';

export function geometryPoints(facts: Checked): readonly CheckPoint[] {
  const point = (id: string, asks: string, answer: Parameters<typeof checkPoint>[3]): CheckPoint =>
    checkPoint(id, 'Geometry', asks, answer);
  const measured = facts.parts.some(({ ledger }) => ledger.length > 0);
  return [
    point('C25', 'Closed, manifold, oriented, free of faults', soundness(facts)),
    point('C26', 'Volume, area, box, triangles', figures(facts)),
    point('C27', 'What editing moved, step by step', deviations(facts)),
    point(
      'C28',
      'Map of the deviations',
      measured ? answered('In the preview of the page that the run wrote, as colours.') : leftToLab,
    ),
    point('C29', 'Landmarks: scan against model', leftToLab),
    point('C30', 'Wall thickness against the process', walls(facts)),
    point('C31', 'Fits the printer', fitAnswer(facts)),
    point('C32', 'Files read back and compared', files(facts)),
  ];
}

function soundness(facts: Checked): ReturnType<typeof answered> {
  const mesh = wholeModel(facts);
  if (mesh === null || mesh.triangles === 0) return answered('There is no model.', 'bad');
  const counts: readonly (readonly [number, string])[] = [
    [mesh.openEdges, 'open edges'],
    [mesh.nonManifoldEdges, 'non-manifold edges'],
    [mesh.nonManifoldVertices, 'non-manifold vertices'],
    [mesh.misorientedEdges, 'misoriented edges'],
    [mesh.degenerateTriangles, 'triangles without area'],
    [mesh.duplicateTriangles, 'triangles twice'],
    [mesh.coincidentVertices, 'vertices in one place'],
    [mesh.selfIntersections ?? 0, 'self-intersections'],
  ];
  const faults = counts.filter(([n]) => n > 0).map(([n, what]) => `${numberText(n)} ${what}`);
  const sound = mesh.closed && mesh.manifold && mesh.orientedOutward && faults.length === 0;
  if (!sound) return answered(`No: ${faults.join(', ') || 'not closed, or not oriented outward'}.`, 'bad');
  const shape = `${numberText(mesh.parts)} ${mesh.parts === 1 ? 'piece' : 'pieces'}, genus ${numberText(mesh.genus)}, volume positive`;
  return mesh.selfIntersections === null
    ? answered(`Closed, manifold, outward; ${shape}; self-intersection not tested.`, 'caution')
    : answered(`Closed, manifold, outward, no self-intersection; ${shape}.`);
}

function figures(facts: Checked): ReturnType<typeof toComplete> {
  const mesh = wholeModel(facts);
  if (mesh === null) return leftToLab;
  const size = mesh.size.map((x) => numberText(x, 2)).join(' × ');
  return answered(
    `${size} mm, ${numberText(mesh.volume / 1000, 3)} cm³, ${numberText(mesh.area / 100, 2)} cm², ${numberText(mesh.triangles)} triangles.`,
  );
}

function deviations({ parts, tolerance }: Checked): ReturnType<typeof toComplete> {
  const ends = parts.flatMap(({ ledger }) => ledger.slice(-1)).map((row) => worseWay(row, 'bound'));
  const [first, ...rest] = ends;
  if (first === undefined) return leftToLab;
  const worst = rest.reduce((a, b) => (b.bound > a.bound || Number.isNaN(b.bound) ? b : a), first);
  return answered(
    `Mean absolute ${numberText(worst.meanAbsolute, 4)} mm, RMS ${numberText(worst.rms, 4)}, 95 % within ${numberText(worst.p95, 4)}, 99 % within ${numberText(worst.p99, 4)}, proven bound ${numberText(worst.bound, 4)} mm (tolerance ${numberText(tolerance, 3)} mm).`,
    worst.bound <= tolerance + 1e-6 ? 'good' : 'bad',
  );
}

function walls({ print, parts, shape }: Checked): ReturnType<typeof toComplete> {
  if (print !== null) {
    const sum = (of: 'count' | 'failing'): number =>
      print.bodies.reduce((total, { walls }) => total + walls[of], 0);
    const limit = `${print.process.wall.fail} mm (fails below), ${print.process.wall.warn} mm (warns below)`;
    if (sum('count') === 0) return answered(`None thinner than ${limit}.`);
    const least = Math.min(
      ...print.bodies.flatMap(({ walls }) => (walls.least === null ? [] : [walls.least])),
    );
    return answered(
      `${numberText(sum('count'))} thin places from ${numberText(least, 2)} mm, ${numberText(sum('failing'))} of them fail; limit ${limit}.`,
      sum('failing') > 0 ? 'bad' : 'caution',
    );
  }
  const thin = parts.flatMap(({ uncertainty }) => uncertainty?.thinnestWall ?? []);
  return toComplete(
    thin.length === 0
      ? null
      : `The thinnest wall${shape === null ? '' : ' of the anatomy, life-size and before all operations,'} measures ${numberText(Math.min(...thin), 2)} mm; no printer was named to hold it against.`,
  );
}

function fitAnswer({ print }: Checked): ReturnType<typeof toComplete> {
  if (print === null) return leftToLab;
  const not = print.bodies.filter(({ fit }) => fit.fits === 'no').map(({ name }) => name);
  const turned = print.bodies.filter(({ fit }) => fit.fits === 'turned').map(({ name }) => name);
  const { name } = print.printer;
  if (not.length > 0) return answered(`${not.join(', ')}: too large for ${name}.`, 'bad');
  return turned.length > 0
    ? answered(`On ${name} when turned: ${turned.join(', ')}.`, 'caution')
    : answered(`On ${name}, as it stands.`);
}

/** What no reader of ours reads again. */
const unread = /\.(glb|mtl)$/;

function files({ files }: Checked): ReturnType<typeof toComplete> {
  if (files.length === 0) return leftToLab;
  const not = files.filter(({ name }) => unread.test(name)).map(({ name }) => name);
  return not.length === 0
    ? answered('Each was read back when it was written: the same points and triangles, in mm.')
    : answered(`Read back and compared, but ${not.join(', ')}.`, 'caution');
}
