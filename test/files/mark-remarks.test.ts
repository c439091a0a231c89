import { describe, expect, it } from 'vitest';
import { alterationIn, markRemarks } from '../../src/files/mark-remarks.js';
import { objBytes } from '../../src/files/obj-bytes.js';
import { plyBytes } from '../../src/files/ply-bytes.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { letterPart } from './letter-body.js';

const both = { mirrored: 'left-right', scale: 0.12345678 } as const;
const scaled = { scale: 1.25 } as const;
const writers = {
  STL: (altered: object, name = 'R') => stlBytes(letterPart(name), altered),
  PLY: (altered: object, name = 'R') => plyBytes(letterPart(name), [], altered),
  OBJ: (altered: object, name = 'R') => objBytes([letterPart(name)], 'a.mtl', altered),
};

describe.each(['STL', 'PLY', 'OBJ'] as const)('markRemarks of %s', (format) => {
  const remarksOf = (altered: object, name?: string): readonly string[] =>
    markRemarks(Buffer.concat([...writers[format](altered, name)]), format);

  it('hears what the file says', () => {
    expect(remarksOf(both)).toEqual(['The file says that the model is MIRRORED left-right, SCALE 0.123457.']);
    expect(remarksOf(scaled)).toEqual(['The file says that the model is SCALE 1.25.']);
  });

  it('says nothing of a model as it is, whatever its parts are called', () => {
    expect(remarksOf({})).toEqual([]);
    expect(
      remarksOf({}, 'x\ncomment MIRRORED left-right\n# MIRRORED left-right\n; MIRRORED left-right'),
    ).toEqual([]);
  });
});

it('does not believe others', () => {
  const text = Buffer.from('# somebody; MIRRORED left-right\n# MIRRORED left-right\nv 1 2 3\n');
  expect(markRemarks(text, 'OBJ')).toEqual([]);
});

describe('what remarks say', () => {
  it('is read back', () => {
    expect(alterationIn(['The file says that the model is MIRRORED front-back, SCALE 0.5.'])).toEqual({
      mirrored: 'front-back',
      scale: 0.5,
    });
    expect(alterationIn(['but it is SCALE 2.'])).toEqual({ mirrored: null, scale: 2 });
    expect(alterationIn([])).toEqual({ mirrored: null, scale: 1 });
  });
});
