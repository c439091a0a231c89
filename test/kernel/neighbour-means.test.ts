// The means of the neighbours, bit for bit those of a plain loop.
import { expect, it } from 'vitest';
import { meansOver, neighbourMeans } from '../../src/kernel/neighbour-means.js';
import { vertexNeighbours } from '../../src/kernel/vertex-neighbours.js';
import { random, torus } from './solids.js';

const { positions, triangles } = torus(10, 3, 12, 9);
// The last two vertices stand alone.
const vertices = positions.length / 3 + 2;
const ring = vertexNeighbours(triangles, vertices);

function slowly(x: Float64Array, numbers: number, part: number, alone: number): Float64Array {
  return x.map((own, n) => {
    const v = Math.floor(n / numbers);
    const near = ring.to.subarray(ring.first[v], ring.first[v + 1]);
    const sum = near.reduce((total, w) => total + x[numbers * w + (n % numbers)], 0);
    return (near.length === 0 ? alone : 1 - part) * own + (part / Math.max(1, near.length)) * sum;
  });
}

it.each([1, 2, 3, 10] as const)('gives what a plain loop gives, of %d numbers a vertex', (numbers) => {
  const next = random(numbers);
  const { rows, toward } = neighbourMeans(ring, numbers, 2);
  for (let n = 0; n < rows[0].length; n++) rows[0][n] = 2000 * (next() - 0.5);
  const [once, twice] = [slowly(rows[0], numbers, 0.5, 1), rows[0].slice()];
  toward(0, 1, 0.5, 1);
  expect(rows[1]).toEqual(once);
  expect(rows[0]).toEqual(twice);
  toward(1, 0, -0.53);
  expect(rows[0]).toEqual(slowly(once, numbers, -0.53, 1.53));
});

it('goes as far away from the mean as it is told', () => {
  const next = random(1);
  const { rows, away } = neighbourMeans(ring, 3, 3);
  for (const row of rows) for (let n = 0; n < row.length; n++) row[n] = next() - 0.5;
  const expected = rows[1].map((now, n) => now - 1.1 * (rows[2][n] - now));
  away(1, 2, 0, 1.1);
  expect(rows[0]).toEqual(expected);
});

// Enough vertices for many waves; in this order, or in one where neighbours lie anywhere.
const fine = torus(10, 3, 90, 60);
const count = fine.positions.length / 3;
const mixed = fine.triangles.map((v) => (v * 1009) % count);

it.each([
  ['in order', fine.triangles],
  ['in disorder', mixed],
])('passes in waves give what whole passes give, vertices %s', (_, corners) => {
  const near = vertexNeighbours(corners, count);
  const over = meansOver(near);
  const parts = [0.5, -0.53, 0.5, -0.53, 0.5, 0.25, 0.5];
  for (const numbers of [3, 10, 1, 2] as const) {
    const next = random(numbers);
    const x = Float64Array.from({ length: numbers * count }, () => 2000 * (next() - 0.5));
    const whole = neighbourMeans(near, numbers, 2);
    whole.rows[0].set(x);
    parts.forEach((part, pass) => {
      whole.toward(pass % 2, (pass + 1) % 2, part);
    });
    const means = over(numbers, 2);
    means.rows[0].set(x);
    expect(means.passes(parts)).toEqual(whole.rows[1]);
    expect(means.passes([])).toBe(means.rows[0]);
  }
});
