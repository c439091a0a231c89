// The few rules of the house that a machine can check: arrows between rooms, casts, names, circles.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../src/', import.meta.url).pathname;

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('kernel/assembly/'))
  .sort();

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const roomOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '');

/** The files that a file imports; `typesToo` counts type-only imports as well. */
function importsOf(file: string, typesToo: boolean): string[] {
  const found = textOf(file).matchAll(/^(?:import|export) (type )?[^;]*?from '(\.[^']+)';/gm);
  return [...found]
    .filter(([, type]) => typesToo || type === undefined)
    .map(([, , path]) => normalize(join(dirname(file), path)).replace(/\.js$/, '.ts'));
}

/** Which rooms a room may import from, beside itself. */
const arrows: Record<string, readonly string[]> = {
  core: [],
  kernel: ['core'],
  scan: ['core', 'kernel'],
  volume: ['core', 'kernel'],
  segment: ['core', 'kernel'],
  surface: ['core', 'kernel'],
  solid: ['core', 'kernel'],
  files: ['core', 'kernel'],
  report: ['core', 'kernel'],
  texture: ['core', 'kernel'],
  phantom: ['core', 'kernel'],
  preview: ['core'],
  shape: ['core', 'kernel'],
  printing: ['core', 'kernel'],
};

describe('house rules', () => {
  it('keeps the arrows between the rooms', () => {
    const wrong = files.flatMap((file) => {
      const allowed = arrows[roomOf(file)];
      if (!allowed) return [];
      return importsOf(file, false)
        .filter((to) => roomOf(to) !== roomOf(file) && !allowed.includes(roomOf(to)))
        .map((to) => `${file} → ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it('casts in core/, the kernel wasm door and run.ts only', () => {
    const cast = /[\w)\]}] as (?!const\b)[A-Z{(\w]/;
    const wrong = files.filter((file) => {
      if (roomOf(file) === 'core' || file === 'run.ts') return false;
      const code = textOf(file)
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|'[^']*'|"[^"]*"/g, '')
        .replace(/^(import|export) [\s\S]*?;$/gm, '');
      return cast.test(code);
    });
    expect(wrong).toEqual([]);
  });

  it('has no default export, no class but errors, no drawer for odds and ends', () => {
    expect(files.filter((file) => /^export default/m.test(textOf(file)))).toEqual([]);
    expect(files.filter((file) => /^(export )?class (?!\w*Error\b)/m.test(textOf(file)))).toEqual([]);
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|types|misc)\b/.test(file))).toEqual([]);
    expect(files.filter((file) => !/^[a-z0-9-/]+(\.d)?\.ts$/.test(file))).toEqual([]);
  });

  it('starts every file with a sentence on what it is for', () => {
    expect(files.filter((file) => !/^\/\/ .{12,}/.test(textOf(file)))).toEqual([]);
  });

  it('has no circle of imports', () => {
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const to of importsOf(file, false)) if (files.includes(to)) visit(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('reads no clock and no dice outside run.ts, commands/record.ts and cli/', () => {
    const wrong = files.filter(
      (file) =>
        roomOf(file) !== 'cli' &&
        roomOf(file) !== 'preview' &&
        !['run.ts', 'commands/record.ts'].includes(file) &&
        /Math\.random|Date\.now|new Date\(\)|performance\.now/.test(textOf(file)),
    );
    expect(wrong).toEqual([]);
  });
});
