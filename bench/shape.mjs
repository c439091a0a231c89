// Time and memory of each operation on a skull of about a million triangles, each in a process of its own, and what is wrong
// with the bodies afterwards (nothing should be).
// node bench/shape.mjs                 the sample's skull, made fine
// node bench/shape.mjs skull.stl …     meshes of yours
// --keep writes docs/shape-table.md
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { metered } from './speed/metered.mjs';

const program = fileURLToPath(new URL('../bin/isocast.js', import.meta.url));
const operations = [
  ['read, checked, written: nothing else', []],
  ['mirror', ['--mirror', 'left-right']],
  ['wrap, 1 mm', ['--wrap', '1']],
  ['trim to a box', ['--trim', 'HALFBOX']],
  ['cut by a plane, both sides kept', ['--cut', 'HALF']],
  ['thicken to 1 mm', ['--thicken', '1']],
  ['hollow, 2 mm', ['--hollow', '2']],
  ['hollow and drain', ['--hollow', '2', '--drain', '1']],
  ['struts', ['--struts', '3', '--struts-longest', '100']],
  ['plinth', ['--plinth', '4']],
  ['mark, engraved, and sides', ['--mark', 'K-17', '--mark-sides']],
  ['cut to fit 145 × 145 × 193 mm, pins', ['--printer', 'form-3b', '--fit', 'printer']],
  ['cut to fit 127 × 80 × 150 mm, pins', ['--printer', 'sl1s', '--fit', 'printer']],
  [
    'hollow, plinth, mark, cut to fit, pins',
    [
      '--printer',
      'form-3b',
      '--hollow',
      '2',
      '--plinth',
      '4',
      '--mark',
      'K-17',
      '--mark-sides',
      '--fit',
      'printer',
    ],
  ],
];

const args = process.argv.slice(2);
const keep = args.includes('--keep');
const given = args.filter((arg) => !arg.startsWith('--'));
const folder = mkdtempSync(join(tmpdir(), 'isocast-shape-'));
const lines = [];
const say = (line) => {
  console.log(line);
  lines.push(line);
  if (keep) kept();
};

/** After each row, so that a bench that was stopped leaves what it found. */
function kept() {
  const place = fileURLToPath(new URL('../docs/shape-table.md', import.meta.url));
  const head =
    '# Operations, measured\n\nEach in a process of its own, on two cores: reading, the operation, what it changed, the exact tests, writing and reading back.\nThose with a printer are measured for it too (walls, pins, gaps, ways up), which takes most of their time. `npm run -s bench -- shape --keep` writes this.\n';
  writeFileSync(place, `${head}${lines.join('\n')}\n`);
}

/** The sample's skull, with as many triangles as a real one has. */
async function madeSkull() {
  const out = join(folder, 'skull');
  const scan = fileURLToPath(new URL('../samples/skull.nii.gz', import.meta.url));
  const flags = [
    '--threshold',
    'half-max',
    '--largest',
    '--spacing',
    '0.45',
    '--reduce',
    '1',
    '--formats',
    'stl',
  ];
  await metered(process.execPath, [program, 'convert', scan, ...flags, '--no-report', '--out', out]);
  return join(out, 'model.stl');
}

const faultsOf = ({ mesh }) =>
  mesh.openEdges +
  mesh.nonManifoldEdges +
  mesh.nonManifoldVertices +
  mesh.misorientedEdges +
  mesh.degenerateTriangles +
  mesh.duplicateTriangles +
  mesh.coincidentVertices +
  mesh.selfIntersections;

async function row(path, name, flags) {
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  try {
    const { wall, cpu, peak } = await metered(process.execPath, [
      program,
      'shape',
      path,
      ...flags,
      '--formats',
      'stl',
      '--quiet',
      '--out',
      out,
    ]);
    const { pieces } = JSON.parse(readFileSync(join(out, 'model.shape.json'), 'utf8'));
    const triangles = pieces.reduce((sum, { mesh }) => sum + mesh.triangles, 0);
    const faults = pieces.reduce((sum, piece) => sum + faultsOf(piece), 0);
    say(
      `| ${name} | ${pieces.length} | ${triangles.toLocaleString('en-US')} | ${faults} | ${wall.toFixed(1)} s | ${cpu.toFixed(1)} s | ${peak.toFixed(0)} MB |`,
    );
    return pieces;
  } catch (error) {
    say(`| ${name} | – | – | – | refused: ${error.message} | | |`);
    return null;
  }
}

/** Where the middle of the mesh is, for cuts. */
function middles({ mesh }) {
  const { min, max } = mesh.bounds;
  const middle = (min[2] + max[2]) / 2;
  return { HALF: `z=${middle.toFixed(2)}`, HALFBOX: `:,:,${middle.toFixed(2)}:` };
}

try {
  const paths = given.length > 0 ? given : [await madeSkull()];
  for (const path of paths) {
    say(
      `\n${given.length > 0 ? basename(path) : "The sample's skull on voxels of 0.45 mm, not decimated"}:\n`,
    );
    say('| operation | bodies | triangles | faults | wall | CPU | peak memory |');
    say('|---|---|---|---|---|---|---|');
    let middle = {};
    for (const [name, flags] of operations) {
      const pieces = await row(
        path,
        name,
        flags.map((flag) => middle[flag] ?? flag),
      );
      if (flags.length === 0 && pieces !== null) middle = middles(pieces[0]);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
