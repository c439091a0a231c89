// Writes docs/scans.md: what inspect and convert make of every scan in a folder of real ones, and of one DICOM series in
// every transfer syntax that Debian's dcmtk and gdcm can write. npm run -s docs:scans [folder of scans] [name of a series in it]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';

const [data = '../shared/data', seriesName = 'invesalius-0051-dicom'] = process.argv.slice(2);
const page = 'docs/scans.md';
const work = mkdtempSync(join(tmpdir(), 'isocast-scans-'));
/** A file's voxels in mm are not worth more than so many of them along the longest side. */
const longestSide = 120;
/** More files of a folder than that are looked at in part. */
const mostAlike = 20;
const fewAlike = 6;
/** The page is about reading: the surface is taken as it is found. */
const quickly = ['--smooth', 'none', '--reduce', '1', '--no-report'];

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function isocast(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/isocast.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    timeout: 600_000,
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}

// Every folder of real scans

/** Texts about the data. */
const isAbout = (name: string): boolean => /\.(md|txt|csv|json|R|repo)$|^LICENSE/i.test(name);

/** Of a folder of many files alike, some. */
const fewOf = (files: readonly string[]): readonly string[] =>
  files.length <= mostAlike ? files : files.filter((_, n) => n % Math.ceil(files.length / fewAlike) === 0);

/** A folder of slices is one case; so is every file of another kind, but not the voxels beside a header. */
function casesIn(folder: string): string[] {
  const names = readdirSync(folder).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile() && !isAbout(name));
  const folders = names.filter((name) => statSync(join(folder, name)).isDirectory());
  const slices = files.filter((name) => /\.dcm$/i.test(name) || !name.includes('.') || /^CT\./.test(name));
  const series = slices.length > 1 && new Set(slices.map((name) => name.replace(/\d+/g, ''))).size < 3;
  const single = files
    .filter((name) => !(series && slices.includes(name)) && !/\.(zraw|raw|img|raw\.gz|img\.gz)$/.test(name))
    .map((name) => join(folder, name));
  return [
    ...(series ? [folder] : []),
    ...fewOf(single),
    ...folders.flatMap((name) => casesIn(join(folder, name))),
  ];
}

interface Summary {
  readonly values: string;
  readonly spacing: readonly number[];
  readonly extent: readonly number[];
  readonly facts: { readonly labels: boolean; readonly remarks: readonly string[] };
}

const refused = (ran: Ran): string => {
  const lines = ran.err
    .trim()
    .split('\n')
    .filter((line) => !/^(warning|failure):/.test(line));
  const fault = ran.code !== 2 || lines.length !== 2;
  return `${fault ? `**FAULT (exit ${ran.code})** ` : 'refused: '}${lines
    .slice(0, 2)
    .join(' ')
    .replace(/^isocast: /, '')}`;
};

/** What happened, in words. */
function outcomeOf(path: string): string {
  const looked = isocast('inspect', path, '--json');
  if (looked.code !== 0) {
    const made = isocast('convert', path, '--out', join(work, 'out'));
    return made.code === looked.code
      ? refused(made)
      : `**FAULT: inspect ${looked.code}, convert ${made.code}**`;
  }
  const { summary }: { summary: Summary } = JSON.parse(looked.out);
  const { values, spacing, extent, facts } = summary;
  const grid = Math.max(Math.min(...spacing), Math.max(...extent) / longestSide);
  const how = facts.labels ? ['--merge-labels'] : values === 'HU' ? [] : ['--threshold', 'otsu'];
  const made = isocast(
    'convert',
    path,
    '--spacing',
    String(Number(grid.toFixed(3))),
    '--out',
    join(work, 'out'),
    '--json',
    ...quickly,
    ...how,
  );
  const done = facts.remarks.length > 0 ? `; ${facts.remarks.join(' ')}` : '';
  if (made.code !== 0 && made.code !== 3) return `read${done}; ${refused(made)}`;
  const { verdict, parts } = JSON.parse(made.out);
  const [{ mesh }] = parts;
  const flags = how.length > 0 ? ` (${how.join(' ')})` : '';
  return `model${flags}: ${mesh.triangles.toLocaleString('en-US')} triangles, ${mesh.size.map((s: number) => s.toFixed(1)).join(' × ')} mm, ${verdict}${done}`;
}

interface Row {
  readonly what: string;
  readonly outcome: string;
}

/** Many like files with models are one row. */
function gathered(rows: readonly Row[]): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const kind = row.outcome.startsWith('model') ? 'model' : row.outcome;
    const key = `${join(row.what, '..')}|${kind}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < 5) return group;
    const [first] = group;
    const what = `${join(first.what, '..')}: ${group.length} files, ${basename(first.what)} …`;
    return [
      {
        what,
        outcome: first.outcome.startsWith('model')
          ? `a model of each; the first: ${first.outcome}`
          : first.outcome,
      },
    ];
  });
}

// One series in every transfer syntax

/** Name, whether nothing is lost, the program and its arguments before input and output. */
const writers: readonly (readonly [string, boolean, string, readonly string[]])[] = [
  ['implicit VR little endian', true, 'dcmconv', ['+ti']],
  ['explicit VR little endian', true, 'dcmconv', ['+te']],
  ['explicit VR big endian', true, 'dcmconv', ['+tb']],
  ['deflated', true, 'dcmconv', ['+td']],
  ['RLE', true, 'dcmcrle', []],
  ['JPEG lossless, process 14, predictor 1', true, 'dcmcjpeg', ['+e1']],
  ['JPEG lossless, process 14, predictor 4', true, 'dcmcjpeg', ['+el', '+sv', '4']],
  ['JPEG lossless, process 14, predictor 7', true, 'dcmcjpeg', ['+el', '+sv', '7']],
  ['JPEG-LS', true, 'dcmcjpls', []],
  ['JPEG-LS, near-lossless', false, 'dcmcjpls', ['+en']],
  ['JPEG extended, 12 bit', false, 'dcmcjpeg', ['+ee', '+bt']],
  ['JPEG baseline, 8 bit', false, 'dcmcjpeg', ['+eb']],
  ['JPEG spectral selection (retired)', false, 'dcmcjpeg', ['+es']],
  ['JPEG full progression (retired)', false, 'dcmcjpeg', ['+ep']],
  ['explicit, raw, by gdcm', true, 'gdcmconv', ['--raw']],
  ['RLE, by gdcm', true, 'gdcmconv', ['--rle']],
  ['JPEG lossless, by gdcm', true, 'gdcmconv', ['--jpeg']],
  ['JPEG-LS, by gdcm', true, 'gdcmconv', ['--jpegls']],
  ['JPEG 2000, by gdcm', true, 'gdcmconv', ['--j2k']],
  ['JPEG 2000 in tiles, by gdcm', true, 'gdcmconv', ['--j2k', '--tile', '256,256']],
];

function modelOf(path: string): { readonly hash: string | null; readonly says: string } {
  const out = join(work, 'model');
  rmSync(out, { recursive: true, force: true });
  const made = isocast('convert', path, '--spacing', '1.5', '--no-report', '--out', out, '--json');
  if (made.code !== 0 && made.code !== 3) return { hash: null, says: refused(made) };
  const { parts } = JSON.parse(made.out);
  const [{ mesh }] = parts;
  const hash = createHash('sha256')
    .update(readFileSync(join(out, 'model.stl')))
    .digest('hex');
  return {
    hash,
    says: `${mesh.triangles.toLocaleString('en-US')} triangles, ${(mesh.volume / 1000).toFixed(2)} ml`,
  };
}

function rewritten(series: string): Row[] {
  const slices = readdirSync(series).filter((name) => !isAbout(name));
  const original = modelOf(series);
  const rows: Row[] = [{ what: 'as it is', outcome: `model: ${original.says}` }];
  for (const [what, lossless, program, args] of writers) {
    const folder = join(work, 'series');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    let failed = 0;
    for (const name of slices) {
      const ran = spawnSync(program, [...args, join(series, name), join(folder, `${name}.dcm`)]);
      if (ran.status !== 0) failed++;
    }
    if (failed > 0) {
      rows.push({
        what,
        outcome: `${program} can't write it (${failed} of ${slices.length} slices)`,
      });
      continue;
    }
    const { hash, says } = modelOf(folder);
    const same = hash === original.hash ? '**the identical mesh**' : `model: ${says}`;
    const wrong = lossless && hash !== original.hash ? '**FAULT: not the same mesh** ' : '';
    rows.push({
      what: `${what}${lossless ? '' : ' (with loss)'}`,
      outcome: hash === null ? `${wrong}${says}` : `${wrong}${same}`,
    });
  }
  return rows;
}

const table = (rows: readonly Row[]): string =>
  rows
    .map(
      ({ what, outcome }) =>
        `| ${what.replaceAll('|', '\\|')} | ${outcome.replaceAll('|', '\\|').replaceAll('\n', ' ')} |`,
    )
    .join('\n');

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

function written(): string {
  const cases = casesIn(data);
  const rows: Row[] = [];
  for (const [n, path] of cases.entries()) {
    console.error(`${n + 1} of ${cases.length}: ${relative(data, path)}`);
    rows.push({ what: relative(data, path), outcome: outcomeOf(path) });
  }
  const series = join(data, seriesName);
  const tools = ['dcmconv', 'gdcmconv'].every(has) && existsSync(series);
  const faults = rows.filter(({ outcome }) => outcome.includes('**FAULT')).length;
  console.error(`${rows.length} cases, ${faults} faults`);
  return `# What becomes of scans

Written by \`npm run -s docs:scans <folder of scans> <series in it>\`; the scans themselves are not part of this project.
Of folders that hold more than ${mostAlike} files some are taken. Each is looked at by \`isocast inspect\`, then given to \`isocast convert ${quickly.join(' ')}\` (on a grid of at most ${longestSide} voxels a side; \`--threshold otsu\` where its values are not HU,
\`--merge-labels\` where it is a label map). A refusal is two lines and exit code 2; both are shown.

| scan | what happened |
|---|---|
${table(gathered(rows))}

## One CT series in every way to write it

\`${seriesName}\`, rewritten by Debian's dcmtk and gdcm, each made into a model at 1.5 mm.

| written as | what happened |
|---|---|
${tools ? table(rewritten(series)) : '| – | dcmtk and gdcm are not installed here |'}
`;
}

try {
  writeFileSync(page, written());
} finally {
  rmSync(work, { recursive: true, force: true });
}
