// One call of niimath in a process of its own: node niimath-run.mjs in.nii out.mz3 <arguments between them …>
import { readFileSync, writeFileSync } from 'node:fs';

const [input, output, ...args] = process.argv.slice(2);
// its own door opens in browsers alone; what is behind it is Emscripten's module
const { default: makeModule } = await import('../../node_modules/@niivue/niimath/dist/niimath.js');
const module = await makeModule({ print: () => {}, printErr: (text) => console.error(text) });
module.FS_createDataFile('.', 'in.nii', readFileSync(input), true, true);
module.callMain(['in.nii', ...args, 'out.mz3']);
writeFileSync(output, module.FS_readFile('out.mz3'));
