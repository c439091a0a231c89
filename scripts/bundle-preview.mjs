// Bundles the page's own code into one script, dist/preview/preview.js, that the report carries inside itself.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
// The decoder in plain JavaScript: as small, 40 ms for 500,000 triangles, and the page needs no leave to run wasm.
const decoder = fileURLToPath(
  new URL('./meshopt_decoder_reference.js', import.meta.resolve('meshoptimizer/decoder')),
);

const licences = await Promise.all(
  ['three/LICENSE', 'meshoptimizer/LICENSE.md'].map(async (name) => {
    const text = await readFile(path(`../node_modules/${name}`), 'utf8');
    return `/*! ${name}\n${text.replaceAll('\r', '').trim()}\n*/`;
  }),
);

const { outputFiles } = await build({
  entryPoints: [path('../src/preview/main.ts')],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  charset: 'ascii',
  legalComments: 'none',
  footer: { js: licences.join('\n') },
  alias: { 'meshoptimizer/decoder': decoder },
});
const script = outputFiles[0].text;
// Any of these would end or change the <script> element that holds it, or its hash.
for (const trap of ['</script', '<!--', '\r'])
  if (script.toLowerCase().includes(trap)) throw new Error(`the preview holds ${JSON.stringify(trap)}`);

await mkdir(path('../dist/preview'), { recursive: true });
const draft = path(`../dist/preview/preview.js.${process.pid}`);
await writeFile(draft, script);
await rename(draft, path('../dist/preview/preview.js'));
