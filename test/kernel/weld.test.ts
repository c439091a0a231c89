// Corners at one place become one vertex, in order, and nothing is lost.
import { expect, it } from 'vitest';
import { weld } from '../../src/kernel/weld.js';
import { ball } from './solids.js';

it('merges equal corners in the order of their first appearance', () => {
  const soup = Float32Array.of(5, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, -0, 1, 0, 0, 1, 1e-30, 0);
  const { mesh, merged, collapsed } = weld(soup);
  expect([...mesh.positions]).toEqual([5, 0, 0, 1, 0, 0, 0, 1, 0, 1, Math.fround(1e-30), 0]);
  expect([...mesh.triangles]).toEqual([0, 1, 2, 2, 1, 3]);
  expect({ merged, collapsed }).toEqual({ merged: 2, collapsed: 0 });
});

it('treats −0 as 0 and keeps triangles that collapse', () => {
  const { mesh, merged, collapsed } = weld(Float32Array.of(-0, 0, 0, 0, -0, 0, 1, 0, 0));
  expect([...mesh.triangles]).toEqual([0, 0, 1]);
  expect(Object.is(mesh.positions[0], 0)).toBe(true);
  expect({ merged, collapsed }).toEqual({ merged: 1, collapsed: 1 });
});

it('finds a ball again in its own corners', () => {
  const { positions, triangles } = ball(3, 20, [1, -2, 3]);
  const soup = new Float32Array(3 * triangles.length);
  for (let h = 0; h < triangles.length; h++)
    soup.set(positions.subarray(3 * triangles[h], 3 * triangles[h] + 3), 3 * h);
  const { mesh, merged } = weld(soup);
  expect(mesh.positions.length).toBe(positions.length);
  expect(merged).toBe(triangles.length - positions.length / 3);
  for (let h = 0; h < triangles.length; h++)
    for (let x = 0; x < 3; x++) expect(mesh.positions[3 * mesh.triangles[h] + x]).toBe(soup[3 * h + x]);
});

it('makes an empty mesh of nothing', () => {
  expect(weld(new Float32Array(0))).toEqual({
    mesh: { positions: new Float32Array(0), triangles: new Uint32Array(0) },
    merged: 0,
    collapsed: 0,
  });
});
