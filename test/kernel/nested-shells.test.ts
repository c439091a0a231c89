// Shells in shells: which lies in which, what is left without cavities, and without the small ones.
import { describe, expect, it } from 'vitest';
import { signedVolume } from '../../src/core/mesh.js';
import { bodyOf, originNumber } from '../../src/core/print-model.js';
import { filledBody } from '../../src/kernel/filled-body.js';
import { turnedOver as bodyTurnedOver, joinBodies } from '../../src/kernel/join-bodies.js';
import { keepTriangles } from '../../src/kernel/keep-triangles.js';
import { nestedShells } from '../../src/kernel/nested-shells.js';
import { shellsOf } from '../../src/kernel/shells.js';
import { withoutPockets } from '../../src/kernel/without-pockets.js';
import { boxMesh, movedMesh, together, turnedOver } from '../fixtures/shapes.js';

const block = boxMesh([0, 0, 0], [20, 20, 20]);
const cavity = turnedOver(boxMesh([2, 2, 2], [12, 12, 12]));
const loose = boxMesh([3, 3, 3], [8, 8, 8]);
const pocket = turnedOver(boxMesh([15, 15, 15], [16, 17, 18]));
const beside = movedMesh(block, [30, 0, 0]);
const all = together(block, cavity, loose, pocket, beside);

describe('nestedShells', () => {
  it('knows volumes, and what lies around a place', () => {
    const { all: shells, places, around } = nestedShells(all);
    expect(shells.map(({ volume }) => Math.round(volume))).toEqual([8000, -1000, 125, -6, 8000]);
    expect(places.map((place, n) => around(place, n))).toEqual([[], [0], [0, 1], [0], []]);
    expect(around([31, 1, 1])).toEqual([4]);
  });
});

describe('filledBody', () => {
  it('leaves the outermost shells, with their origins', () => {
    const body = joinBodies([
      bodyOf(together(block, cavity, loose, pocket), 'anatomy'),
      bodyOf(beside, 'support'),
    ]);
    const filled = filledBody(body);
    expect(shellsOf(filled.mesh).all.map(({ volume }) => Math.round(volume))).toEqual([8000, 8000]);
    expect([...filled.origin]).toEqual([
      ...new Array(12).fill(0),
      ...new Array(12).fill(originNumber('support')),
    ]);
    expect(filledBody(filled)).toBe(filled);
  });
});

describe('withoutPockets', () => {
  it('fills small cavities and what is in them', () => {
    const volumes = (least: number): readonly number[] =>
      shellsOf(withoutPockets(all, least)).all.map(({ volume }) => Math.round(volume));
    expect(volumes(1)).toEqual([8000, -1000, 125, -6, 8000]);
    expect(volumes(7)).toEqual([8000, -1000, 125, 8000]);
    expect(volumes(1001)).toEqual([8000, 8000]);
  });
});

describe('keepTriangles', () => {
  it('leaves their order, and no vertex that nobody names', () => {
    const { mesh, from } = keepTriangles(all, (t) => t >= 12 && t < 24);
    expect([...from]).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
    expect(mesh).toEqual(cavity);
  });
});

describe('turnedOver', () => {
  it('makes a cavity of a solid', () => {
    const turned = bodyTurnedOver(bodyOf(block, 'inside'));
    expect(signedVolume(turned.mesh)).toBe(-8000);
    expect(turned.origin.every((o) => o === originNumber('inside'))).toBe(true);
  });
});
