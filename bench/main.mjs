// npm run bench -- <which> …: one of the benches by its name, with what follows as its arguments.
// npm run bench                       convert: the phantoms of the README's table
// npm run bench -- ct.nii.gz …        convert: scans of yours (--stages, --threads n)
// npm run bench -- ibsi               every published value of the IBSI against ours (wants their data beside the project)
// npm run bench -- sharpness          blur that phantoms were rendered with, against what is estimated
// npm run bench -- texture-rotation   a texture measured in two directions, before and after conversion
// npm run bench -- fuzz [cases] [seed]   damaged files of every format: how reading them ends
// npm run bench -- table [ct.nii.gz …]  the table's removal: its time on two made-up scans, what it takes from scans of yours
// npm run bench -- metal              what clipping metal, and damping its streaks, does to bone beside it (a minute or two)
// npm run bench -- refine               labels of phantoms brought to the edges of their scans, before and after
// npm run bench -- kernels | mesh     speed of the resampling kernels, of the judges of meshes
// npm run bench -- speed [section …] [--runs 2] [--keep] [--data FOLDER]   time and memory, ours and others', beside the kept table
// npm run bench -- page [report.html …]   size of a page of 500,000 triangles, and how soon it shows the model
// npm run bench -- shape [mesh …] [--keep]   time and memory of every operation on a skull of a million triangles: docs/shape-table.md
// npm run bench -- accuracy [section …] [--quick]   our surfaces and others' against the truth: docs/accuracy-table.md (20 minutes)
// npm run bench -- uncertainty [phantom …]   how much of the area holds to what is stated of it (15 minutes)
import { existsSync } from 'node:fs';

const benches = [
  'convert',
  'accuracy',
  'speed',
  'uncertainty',
  'shape',
  'page',
  'ibsi',
  'sharpness',
  'texture-rotation',
  'refine',
  'kernels',
  'mesh',
  'metal',
  'table',
  'fuzz',
];
const [first] = process.argv.slice(2);
const named = benches.includes(first) && !existsSync(first);
if (named) process.argv.splice(2, 1);
await import(`./${named ? first : 'convert'}.mjs`);
