import { describe, expect, it } from 'vitest';
import { type Bits, emptyBits, getBit } from '../../src/core/bits.js';
import type { Vec3 } from '../../src/core/grid.js';
import { ballCount, squaredRadius } from '../../src/kernel/ball.js';
import { closeBall, openBall } from '../../src/kernel/close-ball.js';
import { complementBits } from '../../src/kernel/complement-bits.js';
import { dilateBall } from '../../src/kernel/dilate-ball.js';
import { edgeBits } from '../../src/kernel/edge-bits.js';
import { erodeBall } from '../../src/kernel/erode-ball.js';
import { majorityBall } from '../../src/kernel/majority-ball.js';
import { spreadBall } from '../../src/kernel/spread-ball.js';
import { sweepBall } from '../../src/kernel/sweep-ball.js';
import { asDrawn, drawn } from '../fixtures/drawn.js';
import { ballOffsets, bitOr, done, maskOf, randomMask } from '../fixtures/masks.js';

const sizes: readonly Vec3[] = [
  [31, 7, 9],
  [32, 8, 5],
  [33, 5, 8],
  [65, 9, 4],
  [1, 1, 1],
  [1, 20, 3],
  [70, 1, 1],
];
const squares = [0, 1, 2, 3, 5, 6, 9, 16, 30, 101];

const slowDilate = (bits: Bits, squared: number): Bits => {
  const ball = ballOffsets(squared);
  return maskOf(bits.size, (i, j, k) => ball.some(([a, b, c]) => bitOr(bits, i + a, j + b, k + c, false)));
};
const slowErode = (bits: Bits, squared: number): Bits => {
  const ball = ballOffsets(squared);
  return maskOf(bits.size, (i, j, k) => ball.every(([a, b, c]) => bitOr(bits, i + a, j + b, k + c, true)));
};
const slowMajority = (bits: Bits, squared: number): Bits => {
  const ball = ballOffsets(squared);
  return maskOf(
    bits.size,
    (i, j, k) => 2 * ball.filter(([a, b, c]) => bitOr(bits, i + a, j + b, k + c, false)).length > ball.length,
  );
};
const framed = (bits: Bits, by: number): Bits =>
  maskOf([bits.size[0] + 2 * by, bits.size[1] + 2 * by, bits.size[2] + 2 * by], (i, j, k) =>
    bitOr(bits, i - by, j - by, k - by, false),
  );
const within = (a: Bits, b: Bits): boolean => a.words.every((w, n) => (w & ~b.words[n]) === 0);

/** Each mask and radius once, the input's words held to be as they were. */
function everyCase(check: (bits: Bits, squared: number) => void, most = 101): void {
  sizes.forEach((size, s) => {
    for (const chance of [0.01, 0.5, 0.97])
      for (const squared of squares.filter((q) => q <= most)) {
        const bits = randomMask(size, chance, s + 100 * chance);
        const before = bits.words.slice();
        check(bits, squared);
        expect(bits.words).toEqual(before);
      }
  });
}

describe('squaredRadius', () => {
  it('counts a voxel at just the radius, and none beyond', () => {
    expect(squaredRadius(0.3, 0.1)).toBe(9);
    expect(squaredRadius(0.2999, 0.1)).toBe(8);
    expect(squaredRadius(1, 0.5)).toBe(4);
    expect(squaredRadius(0.49, 0.5)).toBe(0);
  });
  it('counts the ball', () => {
    for (const q of squares) expect(ballCount(q)).toBe(ballOffsets(q).length);
  });
});

describe('dilateBall', () => {
  it('draws a ball', () => {
    const dot = drawn('.....\n.....\n..#..\n.....\n.....');
    expect(asDrawn(done(dilateBall(dot, 1)))).toBe('.....\n..#..\n.###.\n..#..\n.....');
    expect(asDrawn(done(dilateBall(dot, 4)))).toBe('..#..\n.###.\n#####\n.###.\n..#..');
    expect(asDrawn(done(dilateBall(dot, 5)))).toBe('.###.\n#####\n#####\n#####\n.###.');
  });
  it('is the slow way, both ways, and alike twice', () => {
    everyCase((bits, squared) => {
      const slow = slowDilate(bits, squared).words;
      expect(done(dilateBall(bits, squared)).words).toEqual(slow);
      expect(done(spreadBall(bits, squared)).words).toEqual(slow);
      expect(done(sweepBall(bits, squared)).words).toEqual(slow);
      expect(done(sweepBall(bits, squared)).words).toEqual(slow);
    }, 30);
  });
  it('is the same by spreading and by sweeping at great radii', () => {
    for (const squared of [200, 728, 729, 900, 1023]) {
      const bits = randomMask([131, 67, 60], 0.0001, squared);
      const swept = done(sweepBall(bits, squared));
      expect(done(spreadBall(bits, squared)).words).toEqual(swept.words);
      expect(done(dilateBall(bits, squared)).words).toEqual(swept.words);
    }
  });
  it('counts the voxels of a ball of 40 voxels', () => {
    const dot = maskOf([97, 95, 93], (i, j, k) => i === 48 && j === 47 && k === 46);
    const ball = done(dilateBall(dot, 1600));
    expect(ball.words.reduce((n, w) => n + w.toString(2).replaceAll('0', '').length, 0)).toBe(
      ballCount(1600),
    );
  });
});

describe('erodeBall', () => {
  it('is the slow way, with inside beyond the border', () => {
    everyCase((bits, squared) => {
      expect(done(erodeBall(bits, squared)).words).toEqual(slowErode(bits, squared).words);
    }, 9);
  });
  it('leaves a structure that the border cuts its full width there', () => {
    expect(asDrawn(done(erodeBall(drawn('#####..\n#####..\n#####..'), 4)))).toBe('###....\n###....\n###....');
  });
});

describe('closeBall and openBall', () => {
  it('seals a crack, but not the gap between a plate and the border', () => {
    const cracked = '.###.####.\n.###.####.\n.###.####.';
    const sealed = '.###.####.\n.########.\n.###.####.';
    expect(asDrawn(done(closeBall(drawn(cracked, cracked, cracked), 1)))).toBe(
      `${cracked}\n\n${sealed}\n\n${cracked}`,
    );
  });
  it('removes a bridge and keeps what the border cuts', () => {
    const two = '####...####\n####...####\n####...####';
    const bridged = '####...####\n###########\n####...####';
    expect(asDrawn(done(openBall(drawn(two, bridged, two), 2)))).toBe(`${two}\n\n${two}\n\n${two}`);
  });
  it('closes as on an endless empty grid, opens as on one that is full beyond', () => {
    everyCase((bits, squared) => {
      const by = Math.ceil(Math.sqrt(squared));
      const wide = slowErode(slowDilate(framed(bits, 2 * by), squared), squared);
      const slow = maskOf(bits.size, (i, j, k) => getBit(wide, i + 2 * by, j + 2 * by, k + 2 * by));
      expect(done(closeBall(bits, squared)).words).toEqual(slow.words);
      expect(done(openBall(complementBits(bits), squared)).words).toEqual(complementBits(slow).words);
    }, 3);
  });
  it('never removes, never adds, and does nothing the second time', () => {
    everyCase((bits, squared) => {
      const closed = done(closeBall(bits, squared));
      const opened = done(openBall(bits, squared));
      expect(within(bits, closed)).toBe(true);
      expect(within(opened, bits)).toBe(true);
      expect(done(closeBall(closed, squared)).words).toEqual(closed.words);
      expect(done(openBall(opened, squared)).words).toEqual(opened.words);
    });
  });
});

describe('majorityBall', () => {
  it('rubs off a speck and fills a pore', () => {
    expect(asDrawn(done(majorityBall(drawn('...', '.#.', '...'), 1)))).toBe('...\n\n...\n\n...');
    const full = '###\n###\n###';
    expect(asDrawn(done(majorityBall(drawn(full, '###\n#.#\n###', full), 1)))).toContain('###\n###\n###');
  });
  it('is the slow way', () => {
    everyCase((bits, squared) => {
      expect(done(majorityBall(bits, squared)).words).toEqual(slowMajority(bits, squared).words);
    }, 16);
  });
  it('is the slow way on a body', () => {
    const body = maskOf(
      [70, 20, 18],
      (i, j, k) => (i * 7 + j * 5 + k * 3) % 11 < 2 !== (i - 33) ** 2 + (j - 9) ** 2 < 70 + k,
    );
    for (const squared of [2, 9, 36])
      expect(done(majorityBall(body, squared)).words).toEqual(slowMajority(body, squared).words);
  });
});

describe('edgeBits and complementBits', () => {
  it('finds the voxels with a face neighbour outside', () => {
    everyCase((bits) => {
      const core = slowErode(bits, 1);
      const slow = maskOf(bits.size, (i, j, k) => getBit(bits, i, j, k) && !getBit(core, i, j, k));
      expect(edgeBits(bits).words).toEqual(slow.words);
    }, 0);
  });
  it('leaves the bits beyond a row at zero', () => {
    const all = complementBits(emptyBits([33, 2, 2]));
    expect([...all.words]).toEqual([0xffffffff, 1, 0xffffffff, 1, 0xffffffff, 1, 0xffffffff, 1]);
    expect([...complementBits(all).words]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});
