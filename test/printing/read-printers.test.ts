// Printers by their names, and those that users describe themselves.
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { processNames } from '../../src/core/printer.js';
import { findPrinter } from '../../src/printing/find-printer.js';
import { printers } from '../../src/printing/printers.js';
import { processes } from '../../src/printing/processes.js';
import { readPrinters } from '../../src/printing/read-printers.js';

const only = (told: unknown) => readPrinters({ printers: { mine: told } }, 'my.yaml');
const mine = (told: unknown) => only(told).find(({ key }) => key === 'mine');

describe('the known printers', () => {
  it('have names of their own, a volume, a process and a source', () => {
    expect(new Set(printers.map(({ key }) => key)).size).toBe(printers.length);
    for (const { key, volume, source, process } of printers) {
      expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(Math.min(...volume)).toBeGreaterThan(50);
      expect(source).not.toBe('');
      expect(processes[process].name).toBe(process);
    }
    expect(findPrinter({ key: 'form-4b' }).printer.volume).toEqual([200, 125, 210]);
    expect(findPrinter({ key: 'mjf' }).printer.volume).toEqual([380, 284, 380]);
  });

  it('warn where the first service warns, fail where none prints it', () => {
    for (const name of processNames)
      for (const limit of [processes[name].wall, processes[name].hole, processes[name].pin])
        expect(limit.fail).toBeLessThanOrEqual(limit.warn);
    expect(findPrinter({ key: 'form-4b' }).process.wall).toEqual({ fail: 0.5, warn: 1 });
    expect(findPrinter({ key: 'form-4b', wall: 0.8 }).process.wall).toEqual({ fail: 0.8, warn: 0.8 });
    expect(findPrinter({ key: 'form-4b', process: 'fdm' }).process.wall).toEqual({ fail: 1, warn: 1.2 });
  });

  it('are refused under another name', () => {
    expect(() => findPrinter({ key: 'form-5' })).toThrow(/no printer 'form-5'/);
    expect(() => findPrinter({ key: 'mk4', process: 'clay' })).toThrow(/no process 'clay'/);
  });
});

describe('readPrinters', () => {
  it('adds one, and overlays another', () => {
    expect(mine({ process: 'fdm', volume: [200, 201, 300], layer: 0.3 })).toEqual({
      key: 'mine',
      name: 'mine',
      process: 'fdm',
      volume: [200, 201, 300],
      layer: 0.3,
      xy: null,
      density: null,
      limits: {},
      source: 'my.yaml',
    });
    const like = mine({ like: 'form-4b', density: 1.3, wall: 0.7, hole: { fail: 0.4, warn: 0.6 } });
    expect(like).toMatchObject({ process: 'sla', volume: [200, 125, 210], density: 1.3 });
    const { process } = findPrinter({ key: 'mine', among: like ? [like] : [] });
    expect(process).toMatchObject({
      wall: { fail: 0.7, warn: 0.7 },
      hole: { fail: 0.4, warn: 0.6 },
      pin: { fail: 1, warn: 1 },
      density: 1.3,
    });
    const over = readPrinters({ printers: { mk4: { volume: [250, 210, 200] } } }, 'my.yaml');
    expect(over).toHaveLength(printers.length);
    expect(over.find(({ key }) => key === 'mk4')).toMatchObject({ process: 'fdm', volume: [250, 210, 200] });
  });

  it('names the field that is wrong', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [{ process: 'fdm', volume: [1, 2] }, /my\.yaml: printers\.mine\.volume must NOT have fewer than 3/],
      [{ process: 'fdm', volume: [1, 2, -3] }, /printers\.mine\.volume\.2 must be > 0/],
      [{ process: 'clay', volume: [1, 2, 3] }, /printers\.mine\.process .*fdm, sla/],
      [{ process: 'fdm' }, /printers\.mine: 'volume' is missing/],
      [{ volume: [1, 2, 3] }, /printers\.mine: 'process' is missing/],
      [{ like: 'nobody' }, /printers\.mine\.like: there is no printer 'nobody'/],
      [{ like: 'mk4', colour: 'red' }, /printers\.mine\.colour is not known here/],
      [{ like: 'mk4', wall: { fail: 2, warn: 1 } }, /printers\.mine\.wall: 'fail' \(2 mm\) is above 'warn'/],
      [{ like: 'mk4', density: 'heavy' }, /printers\.mine\.density must be number/],
    ];
    for (const [told, message] of wrong) expect(() => only(told)).toThrow(message);
    for (const data of [
      null,
      3,
      'text',
      [],
      {},
      { printers: [] },
      { printers: { 'No Name': { like: 'mk4' } } },
    ])
      expect(() => readPrinters(data, 'my.yaml')).toThrow(UserError);
  });
});
