// isocast check: is this mesh fit to print?
import { basename } from 'node:path';
import { Command } from 'commander';
import type { MeshFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import { visible } from './visible.js';

const place = ([x, y, z]: Vec3): string => `(${x.toFixed(2)}, ${y.toFixed(2)}, ${z.toFixed(2)})`;

/** What is wrong, one line each; empty for a fit mesh. */
function faultsOf(facts: MeshFacts): string[] {
  const counted: readonly (readonly [number, string, (readonly Vec3[])?])[] = [
    [facts.openEdges, 'open edges', facts.openEdgePlaces],
    [facts.nonManifoldEdges, 'edges shared by more than two triangles'],
    [facts.nonManifoldVertices, 'vertices where the surface touches itself'],
    [facts.misorientedEdges, 'edges whose triangles face opposite ways'],
    [facts.degenerateTriangles, 'degenerate triangles'],
    [facts.duplicateTriangles, 'duplicate triangles'],
    [facts.coincidentVertices, 'vertices at the place of another'],
    [facts.selfIntersections ?? 0, 'pairs of triangles that intersect', facts.selfIntersectionPlaces],
  ];
  const lines = counted
    .filter(([count]) => count > 0)
    .map(
      ([count, what, places]) =>
        `${count} ${what}${places?.length ? `, first at ${places.slice(0, 3).map(place).join(' ')} mm` : ''}`,
    );
  if (facts.closed && !facts.orientedOutward)
    lines.push('not oriented outward (inside out, wholly or in part)');
  return lines;
}

function table(facts: MeshFacts): string {
  const yes = (value: boolean): string => (value ? 'yes' : 'NO');
  const rows: [string, string][] = [
    ['triangles, vertices', `${facts.triangles}, ${facts.vertices}`],
    ['closed', yes(facts.closed)],
    ['2-manifold', yes(facts.manifold)],
    ['oriented outward', yes(facts.orientedOutward)],
    ['self-intersections', String(facts.selfIntersections)],
    ['parts', String(facts.parts)],
    ['genus', facts.genus === null ? 'not defined' : String(facts.genus)],
    ['size', `${facts.size.map((s) => s.toFixed(2)).join(' × ')} mm`],
    ['volume', `${facts.volume.toFixed(2)} mm³`],
    ['area', `${facts.area.toFixed(2)} mm²`],
  ];
  return rows.map(([name, value]) => `  ${name.padEnd(20)} ${value}`).join('\n');
}

async function check(path: string, { json }: { json?: boolean }): Promise<void> {
  const [{ readMesh }, { checkMesh }] = await Promise.all([
    import('../files/read-mesh.js'),
    import('../solid/check-mesh.js'),
  ]);
  const { meshes, format, remarks } = await readMesh(path);
  const checked = meshes.map(({ name, mesh }) => {
    const facts = checkMesh(mesh);
    return { name, fit: faultsOf(facts).length === 0, faults: faultsOf(facts), facts };
  });
  const fit = checked.every((one) => one.fit);
  if (json)
    console.log(JSON.stringify({ file: basename(path), format, fit, remarks, meshes: checked }, null, 2));
  else {
    console.log(`${visible(basename(path))} (${format}): ${fit ? 'fit to print' : 'NOT fit to print'}`);
    for (const remark of remarks) console.log(`  note: ${visible(remark)}`);
    for (const { name, facts, faults } of checked) {
      if (checked.length > 1) console.log(`${visible(name)}:`);
      console.log(table(facts));
      for (const fault of faults) console.log(`  FAULT: ${fault}`);
    }
  }
  if (!fit) process.exitCode = 3;
}

export const checkCommand = (): Command =>
  new Command('check')
    .argument('<mesh>', 'the file')
    .option('--json', 'print the facts as JSON')
    .action(check);
