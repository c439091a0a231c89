// Bundles the command line and its threads, dist/program: five hundred small files took a quarter of a second to load,
// and each thread a tenth. The files that they are started by (bin/, Worker) then only import these.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const program = join(dist, 'program');
const entries = ['cli/main.js', 'worker.js', 'scan/pixels/decoder-worker.js'];

/** What lies beside a file is looked for beside it still: every chunk stands in `program` itself. */
const placesKept = {
  name: 'places-kept',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const from = relative(program, path).replaceAll('\\', '/');
      return { contents: text.replaceAll('import.meta.url', `new URL('${from}', import.meta.url).href`) };
    }),
};

const { outputFiles } = await build({
  entryPoints: entries.map((entry) => ({ in: join(dist, entry), out: nameOf(entry) })),
  outdir: program,
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  legalComments: 'none',
  plugins: [placesKept],
});

await mkdir(program, { recursive: true });
await Promise.all(outputFiles.map(({ path, contents }) => put(path, contents)));
for (const entry of entries) {
  const from = dirname(join(dist, entry));
  const to = relative(from, join(program, `${nameOf(entry)}.js`)).replaceAll('\\', '/');
  await put(join(dist, entry), `import '${to.startsWith('.') ? to : `./${to}`}';\n`);
}
const made = new Set(outputFiles.map(({ path }) => path));
for (const name of await readdir(program))
  if (!made.has(join(program, name))) await rm(join(program, name), { force: true });

function nameOf(entry) {
  return entry.replace(/\.js$/, '').replaceAll('/', '-');
}

/** At once, so that a program that is running sees the old file or the new one. */
async function put(path, contents) {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}
