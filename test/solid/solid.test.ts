// The judge: a sound surface passes without a word, each fault is told, nothing is mended.
import { describe, expect, it } from 'vitest';
import type { Mesh } from '../../src/core/mesh.js';
import { solid } from '../../src/solid/solid.js';
import { listener } from '../fixtures/listener.js';
import { ball, isosurface, mirrored } from '../fixtures/solids.js';

const sound = isosurface(ball([4, 4.2, 4.4], 3), [18, 18, 18], 0.5);

async function judged(mesh: Mesh) {
  const context = listener();
  const part = await solid({ mesh, reference: mesh, within: 0 }, {}, context);
  return { part, codes: context.findings.map((finding) => finding.code), context };
}

/** Two meshes side by side in one. */
function joined(a: Mesh, b: Mesh): Mesh {
  const first = a.positions.length / 3;
  return {
    positions: Float32Array.of(...a.positions, ...b.positions),
    triangles: Uint32Array.of(...a.triangles, ...b.triangles.map((v) => v + first)),
  };
}

const shifted = (mesh: Mesh, by: number): Mesh => ({ ...mesh, positions: mesh.positions.map((x) => x + by) });
const turned = (mesh: Mesh): Mesh => ({ ...mesh, triangles: mesh.triangles.toReversed() });

describe('solid', () => {
  it('passes a sound surface, mirrored too, and gives its facts', async () => {
    for (const mesh of [sound, mirrored(sound)]) {
      const { part, codes } = await judged(mesh);
      expect(codes).toEqual([]);
      expect(part.mesh).toBe(mesh);
      expect(part.facts).toMatchObject({
        closed: true,
        manifold: true,
        orientedOutward: true,
        selfIntersections: 0,
      });
      expect(part.colour).toEqual([0.89, 0.85, 0.76]);
    }
  });

  it('passes a cavity that faces into itself', async () => {
    const cavity = turned(isosurface(ball([4, 4.2, 4.4], 1.1), [18, 18, 18], 0.5));
    expect((await judged(joined(sound, cavity))).codes).toEqual([]);
  });

  it('tells each fault, as a failure, and returns the part all the same', async () => {
    const open = { ...sound, triangles: sound.triangles.slice(3) };
    const { part, codes, context } = await judged(open);
    expect(codes).toContain('open-edges');
    expect(context.findings[0]).toMatchObject({ severity: 'failure' });
    expect(context.findings[0].places?.length).toBe(3);
    expect(part.mesh).toBe(open);
    expect((await judged(turned(sound))).codes).toEqual(['inside-out']);
    expect((await judged(joined(sound, shifted(sound, 0.7)))).codes).toContain('self-intersections');
    expect((await judged(joined(sound, sound))).codes).toContain('coincident-vertices');
  });

  it('refuses an empty surface', async () => {
    const empty = { positions: new Float32Array(0), triangles: new Uint32Array(0) };
    await expect(judged(empty)).rejects.toMatchObject({ name: 'UserError' });
  });

  it('reads a colour', () => {
    const { colour } = solid.declaration.options;
    expect(colour.parse('#ff0080', '--colour')).toEqual([1, 0, 128 / 255]);
    expect(() => colour.parse('bone', '--colour')).toThrow('not a colour');
  });
});
