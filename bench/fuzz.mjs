// Damages every format that the program reads, thousands of times, and sees how that ends: npm run bench -- fuzz [cases] [seed]
// One case again: npm run bench -- fuzz --case <n> [seed]; one of those made by hand: --hand <n>. Needs `npm run build`.
// Writes docs/fuzz.md, unless --no-page is given. Exits 3 where anything crashed, hung or took too much memory.
import { cpSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const home = `.tmp/fuzz-${process.pid}`;
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

/** What is tried is the program as it was built; a build in between changes nothing. */
cpSync('dist', `${home}/dist`, { recursive: true });
cpSync('package.json', `${home}/package.json`);
const asBuilt = {
  name: 'as-built',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(\.\.\/)+src\// }, ({ path }) => ({
      path: path.replace(/^(\.\.\/)+src\//, '../../dist/'),
      external: true,
    })),
};

await build({
  entryPoints: ['bench/fuzz/main.ts', 'bench/fuzz/child.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
  plugins: [asBuilt],
  outExtension: { '.js': '.mjs' },
  outdir: `${home}/bench/fuzz`,
});
const { href } = new URL(`../${home}/bench/fuzz/main.mjs`, import.meta.url);
await import(href);
