// isocast check: is this mesh fit to print? And, where a printer is named, on that one?
import { basename, dirname } from 'node:path';
import { Command, Option } from 'commander';
import { refuseInputs } from '../commands/refuse-inputs.js';
import { UserError } from '../core/errors.js';
import type { MeshFacts } from '../core/facts.js';
import type { Vec3 } from '../core/grid.js';
import type { ExpectingFlags } from './check-expectations.js';
import { type PrintingFlags, printingCheck } from './check-printing.js';
import { sideNames } from './side.js';
import { threadsHelp } from './threads.js';
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

const needPrinter = ['process', 'wall', 'accurate', 'printers', 'map', 'threads'] as const;

function refuseLoose(flags: PrintingFlags): void {
  const loose = needPrinter.find((flag) => flags[flag] !== undefined);
  if (flags.printer === undefined && loose !== undefined)
    throw new UserError(
      `--${loose} says something of printing, but no printer is named.`,
      "Name one with --printer; 'isocast printers' lists them.",
    );
}

async function check(path: string, flags: PrintingFlags & ExpectingFlags): Promise<void> {
  refuseLoose(flags);
  const printing = await printingCheck(flags);
  const { expectations, expectedLines } = await import('./check-expectations.js');
  const expecting = await expectations(flags);
  if (flags.map !== undefined)
    await refuseInputs(dirname(flags.map), [basename(flags.map)], [path, flags.printers]);
  const [{ readMesh }, { checkMesh }, { bodyLines, printerLine }] = await Promise.all([
    import('../files/read-mesh.js'),
    import('../solid/check-mesh.js'),
    import('./printability-text.js'),
  ]);
  const { meshes, format, remarks } = await readMesh(path);
  const checked = meshes.map(({ name, mesh }) => {
    const facts = checkMesh(mesh);
    return { name, fit: faultsOf(facts).length === 0, faults: faultsOf(facts), facts };
  });
  const printed = printing === null ? null : await printing(meshes);
  const findings = printed?.findings ?? [];
  const bodies = checked.map(({ name, facts }, n) => ({ name, facts, mesh: meshes[n].mesh }));
  const expected = await expecting.check(bodies, path);
  const fit = checked.every((one) => one.fit) && findings.every(({ severity }) => severity === 'warning');
  if (flags.json) {
    const print = printed === null ? {} : { print: printed.facts, findings };
    const answer = {
      file: basename(path),
      format,
      fit,
      remarks,
      meshes: checked,
      ...print,
      ...(expected && { expected }),
    };
    console.log(JSON.stringify(answer, null, 2));
  } else {
    console.log(`${visible(basename(path))} (${format}): ${fit ? 'fit to print' : 'NOT fit to print'}`);
    for (const remark of remarks) console.log(`  note: ${visible(remark)}`);
    if (printed) console.log(printerLine(printed.facts));
    checked.forEach(({ name, facts, faults }, n) => {
      if (checked.length > 1) console.log(`${visible(name)}:`);
      console.log(table(facts));
      for (const fault of faults) console.log(`  FAULT: ${fault}`);
      if (printed) console.log(bodyLines(printed.facts.bodies[n]).join('\n'));
    });
    for (const { severity, message } of findings)
      console.log(`${severity === 'failure' ? 'FAILS' : 'warning'}: ${visible(message)}`);
    if (expected) console.log(expectedLines(expected).join('\n'));
  }
  const written = await expecting.write(bodies);
  if (written !== null && !flags.json) console.log(`written: ${visible(written)}`);
  if (!fit || expected?.verdict === 'fail') process.exitCode = 3;
}

const examples = `
Examples:
  isocast check skull.stl
  isocast check skull.stl --printer form-4b
  isocast check skull.stl --write-expected expected.json --within 0.2
  isocast check skull-remade.stl --expect expected.json
  isocast check parts.3mf --printer lab-form --printers ours.yaml --wall 0.8 --accurate front
`;

export const checkCommand = (): Command =>
  new Command('check')
    .argument('<mesh>', 'the file')
    .option('--printer <name>', "measure it for this printer, too; 'isocast printers' lists them")
    .option('--printers <file>', 'printers of your own (JSON or YAML), beside those that are known')
    .option(
      '--process <name>',
      'another process than that of the printer: fdm, sla, sls, mjf, polyjet, metal',
    )
    .option('--wall <mm>', 'walls thinner than this fail (default: by the process)')
    .option(
      '--accurate <side>',
      `the surface that shall come out best faces ${sideNames.join(', ')}, or x,y,z`,
    )
    .option(
      '--expect <file>',
      'hold it against expected values (JSON; docs/expected.schema.json): exit code 3 where one is missed',
    )
    .option('--write-expected <file>', 'write such values for a mesh like this one; no file is written over')
    .option('--within <mm>', 'how far from it such a mesh may be (default: 0.1)')
    .option('--map <file>', 'write the mesh with its thickness at each vertex (PLY)')
    .addOption(new Option('--threads <n>', threadsHelp))
    .option('--json', 'print the facts as JSON')
    .addHelpText('after', examples)
    .action(check);
