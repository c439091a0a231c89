import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { originColours } from '../../src/core/origin-colours.js';
import { origins } from '../../src/core/print-model.js';
import { mtlBytes } from '../../src/files/mtl-bytes.js';
import { objBytes } from '../../src/files/obj-bytes.js';
import { verifyParts } from '../../src/files/verify-parts.js';
import { hasJudge, judgeWithPrusa } from '../judges.js';
import { hostileNames } from './hostile-names.js';
import { letterPart, letterVolume, soupOf } from './letter-body.js';
import { madeLetter, movedLetter } from './made-letter.js';
import { loadMtl, loadObj, loadObjObjects } from './outside-loaders.js';

const folder = mkdtempSync(join(tmpdir(), 'isocast-obj-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'letter.obj');
const parts = [madeLetter('R left'), movedLetter()];
const textOf = (of: Parameters<typeof objBytes>[0], altered = {}): string =>
  Buffer.concat([...objBytes(of, 'letter.mtl', altered)]).toString();
const prusa = await hasJudge('prusa-slicer');

describe('objBytes and mtlBytes', () => {
  it('are read by the loaders of three-stdlib: an object a part, its colours by name', () => {
    const text = textOf(parts);
    expect(
      text.startsWith(
        '# Isocast SPACE=LPS UNITS=mm; not for diagnostic use\nmtllib letter.mtl\no R left\nv ',
      ),
    ).toBe(true);
    const read = loadObjObjects(text);
    expect(read.map(({ name }) => name)).toEqual(['R left', 'second']);
    for (const [p, { corners }] of read.entries())
      expect(corners.map(Math.fround)).toEqual(soupOf(parts[p].mesh));
    expect(new Set(read[0].materials)).toEqual(new Set(origins.map((origin) => `part-1-${origin}`)));
    expect(read[1].materials).toEqual(['part-2-anatomy']);
    const colours = loadMtl(Buffer.from(mtlBytes(parts)).toString());
    expect(Object.keys(colours)).toHaveLength(origins.length + 1);
    for (const [number, origin] of origins.entries())
      for (const [c, share] of originColours(parts[0].colour)[number].entries())
        expect(colours[`part-1-${origin}`][c]).toBeCloseTo(share, 4);
    expect(colours['part-2-anatomy']).toEqual([0, 1, 0]);
  });

  it('are read by our own reader, to the bit', async () => {
    writeFileSync(path, textOf(parts));
    await verifyParts(parts)(path);
    await expect(verifyParts([parts[1], parts[0]])(path)).rejects.toThrow(/OBJ does not read back/);
  });

  it.skipIf(!prusa)('are good to PrusaSlicer', async () => {
    writeFileSync(path, textOf([letterPart('one')]));
    const verdict = await judgeWithPrusa(path);
    expect(verdict).toMatchObject({ manifold: true, parts: 1, openEdges: 0, facetsReversed: 0 });
    expect(verdict?.volume).toBeCloseTo(letterVolume, 1);
  });

  it('say that the model is mirrored', () => {
    expect(textOf(parts, { mirrored: 'up-down', scale: 3 }).split('\n').slice(1, 3)).toEqual([
      '# MIRRORED up-down',
      '# SCALE 3',
    ]);
  });

  it.each(hostileNames)('are sound with a part named %j', async (name) => {
    const named = [{ ...parts[0], name }, parts[1]];
    writeFileSync(path, textOf(named));
    await verifyParts(named)(path);
    expect(loadObj(textOf([named[0]])).corners.map(Math.fround)).toEqual(soupOf(named[0].mesh));
    expect(Buffer.from(mtlBytes(named)).toString()).toMatch(/^[ -~\n]+$/);
  });
});
