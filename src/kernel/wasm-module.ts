// The wasm modules that the build makes of assembly/, each compiled once in a thread.
import { readFileSync } from 'node:fs';

const compiled = new Map<string, WebAssembly.Module>();

/** `name`: of the file, without its ending. */
export function wasmModule(name: 'kernels' | 'tree-kernels'): WebAssembly.Module {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const path = new URL(`../../dist/kernel/${name}.wasm`, import.meta.url);
  const module = new WebAssembly.Module(readFileSync(path));
  compiled.set(name, module);
  return module;
}
