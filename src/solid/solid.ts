// The step that judges whether a surface is a solid, fit to print; it mends nothing.

import type { Colour } from '../core/colour.js';
import { draftOption } from '../core/draft.js';
import { type Finding, UserError } from '../core/errors.js';
import type { MeshFacts } from '../core/facts.js';
import type { CheckedPart, Surface } from '../core/mesh.js';
import { type Option, written } from '../core/option.js';
import { step } from '../core/step.js';
import { checkMesh } from './check-mesh.js';

/** Dry bone. */
const bone: Colour = [0.89, 0.85, 0.76];

function readColour(text: string, name: string): Colour {
  const digits = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (digits === null)
    throw new UserError(
      `${name}: '${text}' is not a colour.`,
      `Give ${name} as six hex digits, such as #e3d9c2.`,
    );
  const [r, g, b] = digits.slice(1).map((two) => Number.parseInt(two, 16) / 255);
  return [r, g, b];
}

function checkColour(value: Colour, name: string): Colour {
  if (Array.isArray(value) && value.length === 3 && value.every((c) => c >= 0 && c <= 1)) return value;
  throw new UserError(
    `${name}: '${value}' is not a colour.`,
    `Give ${name} as red, green, blue from 0 to 1.`,
  );
}

const colourOption: Option<Colour> = {
  ...written<Colour>(bone, '<rrggbb>', 'colour of the part', readColour, 'colour'),
  check: checkColour,
};

const unproven: Finding = {
  severity: 'warning',
  code: 'draft',
  message:
    'This is a draft: how far it lies from the surface that was found, and whether it crosses itself, was not looked at.',
};

/** One finding for each kind of fault. */
function findings(facts: MeshFacts): Finding[] {
  const found: Finding[] = [];
  const fail = (code: string, message: string, places?: Finding['places']): void => {
    found.push({ severity: 'failure', code, message, places });
  };
  if (facts.openEdges > 0)
    fail(
      'open-edges',
      `The surface is not closed: ${facts.openEdges} edges have one triangle only.`,
      facts.openEdgePlaces,
    );
  const nonManifold = facts.nonManifoldEdges + facts.nonManifoldVertices;
  if (nonManifold > 0)
    fail(
      'non-manifold',
      `The surface is not a 2-manifold: ${facts.nonManifoldEdges} edges have more than two triangles, at ${facts.nonManifoldVertices} vertices several sheets touch.`,
    );
  if (facts.misorientedEdges > 0)
    fail(
      'misoriented',
      `The triangles do not all face the same way: at ${facts.misorientedEdges} edges they turn over.`,
    );
  else if (!facts.orientedOutward)
    fail('inside-out', 'The surface faces inward: its volume is not positive.');
  if (facts.degenerateTriangles > 0)
    fail('degenerate', `${facts.degenerateTriangles} triangles have no area.`);
  if (facts.duplicateTriangles > 0) fail('duplicates', `${facts.duplicateTriangles} triangles stand twice.`);
  if (facts.coincidentVertices > 0)
    fail(
      'coincident-vertices',
      `${facts.coincidentVertices} vertices share their place with another: a program that welds vertices would join sheets there.`,
    );
  if ((facts.selfIntersections ?? 0) > 0)
    fail(
      'self-intersections',
      `The surface crosses itself: ${facts.selfIntersections} pairs of triangles meet.`,
      facts.selfIntersectionPlaces,
    );
  return found;
}

/** The part, named 'model', with the facts of its tests. Each kind of fault becomes a finding of severity 'failure'. */
export const solid = step(
  {
    name: 'solid',
    does: 'Test whether the surface is a closed solid, fit to print',
    options: {
      colour: colourOption,
      draft: draftOption,
    },
    says: ({ draft }) =>
      draft
        ? 'The final surface was tested to be closed, a 2-manifold, oriented, and free of degenerate and duplicate triangles; whether it crosses itself was not looked at.'
        : 'The final surface was tested to be closed, a 2-manifold, oriented outward, and free of degenerate and duplicate triangles and of self-intersection (exact arithmetic).',
  },
  (surface: Surface, { colour, draft }, context): CheckedPart => {
    const { mesh } = surface;
    if (mesh.triangles.length === 0)
      throw new UserError(
        'There is no surface: nothing was left to make a part of.',
        'Choose another threshold or preset.',
      );
    const facts = checkMesh(mesh, !draft);
    if (draft) context.find(unproven);
    for (const finding of findings(facts)) context.find(finding);
    context.note('triangles', facts.triangles);
    context.note('parts', facts.parts);
    if (facts.genus !== null) context.note('handles', facts.genus);
    context.note('volume', facts.volume, 'mm³');
    return { name: 'model', mesh, colour, facts };
  },
);
