import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../src/core/grid.js';
import { unit } from '../../src/core/vec3.js';
import { clipAddress, readClipAddress } from '../../src/preview/clip-address.js';
import {
  bodyAxes,
  type Clip,
  clipNormal,
  clipRange,
  clipText,
  flippedAtFirst,
} from '../../src/preview/clip-plane.js';

const slant = unit([1, 2, -2]);
const clips: readonly Clip[] = [
  { way: 'axial', axis: bodyAxes.axial, at: -12.3, flipped: true },
  { way: 'sagittal', axis: bodyAxes.sagittal, at: 0, flipped: false },
  { way: 'view', axis: slant, at: 4.25, flipped: true },
];

describe('the cutting plane', () => {
  it('first takes away what stands in a radiologist’s way: the feet’s side, the front, the left', () => {
    const gone = (way: 'axial' | 'coronal' | 'sagittal'): Vec3 =>
      clipNormal({ way, axis: bodyAxes[way], at: 0, flipped: flippedAtFirst[way] });
    expect(gone('axial').map((x) => x + 0)).toEqual([0, 0, -1]);
    expect(gone('coronal').map((x) => x + 0)).toEqual([0, -1, 0]);
    expect(gone('sagittal')).toEqual([1, 0, 0]);
  });

  it('goes from the first corner of a box to the last', () => {
    expect(clipRange([0, 0, 1], [1, 2, 3], [4, 5, 6])).toEqual([3, 6]);
    const [low, high] = clipRange(slant, [0, 0, 0], [3, 3, 3]);
    expect(low).toBeCloseTo(-2, 12);
    expect(high).toBeCloseTo(3, 12);
  });

  it('says where it is', () => {
    expect(clipText(clips[0], [0, 0, 0])).toBe('I 12.3 mm (z = −12.3)');
    expect(clipText({ ...clips[0], at: 5 }, [0, 0, 0])).toBe('S 5.0 mm (z = 5.0)');
    expect(clipText({ ...clips[1], at: 7 }, [0, 0, 0])).toBe('L 7.0 mm (x = 7.0)');
    expect(clipText({ ...clips[1], way: 'coronal', axis: bodyAxes.coronal, at: -7 }, [0, 0, 0])).toBe(
      'A 7.0 mm (y = −7.0)',
    );
    expect(clipText(clips[2], [3, 0, 0])).toBe('3.3 mm from the model’s middle');
  });
});

describe('clipAddress', () => {
  it('comes back as it went', () => {
    for (const clip of clips) {
      const back = readClipAddress(clipAddress(clip));
      expect(back).toMatchObject({ way: clip.way, at: clip.at, flipped: clip.flipped });
      for (const c of [0, 1, 2]) expect(back?.axis[c]).toBeCloseTo(clip.axis[c], 4);
    }
    expect(clipAddress(clips[0])).toBe('axial:-12.3:flip');
  });

  it.each([
    '',
    'axial',
    'axial:',
    'axial:x',
    'axial:1:flop',
    'axial:1:flip:',
    'oblique:1',
    'view:1',
    'view:0,0,0:1',
    'view:1,0:1',
    'axial:1e5',
  ])('reads no more than it wrote: %j', (text) => expect(readClipAddress(text)).toBeNull());
});
