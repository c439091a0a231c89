// The part of the report's schema that speaks of what was made: parts, meshes, deviations, uncertainty, pieces.
import type { Note } from '../core/context.js';
import type { DistanceSpread, ShareWithin } from '../core/distance-spread.js';
import type {
  Deviation,
  FoundUncertainty,
  LedgerRow,
  LevelShift,
  MeshFacts,
  OverArea,
  PartFacts,
  StepFacts,
  UncertaintyFacts,
  WallLimits,
} from '../core/facts.js';
import { mirrorings, origins } from '../core/print-model.js';
import type { Effect, OperationFacts, PieceFacts, ShapeFacts } from '../core/shape-facts.js';
import {
  above0,
  as,
  atLeast0,
  choice,
  count,
  flag,
  list,
  number,
  object,
  orNull,
  record,
  type Schema,
  share,
  text,
} from './schema-words.js';

const note = object<Note>(
  'a fact that a step noted',
  {
    name: text('what it is'),
    value: { type: ['number', 'string'], description: 'how much' },
    unit: text('of the number'),
  },
  ['unit'],
);

const stepFields = {
  name: text('of the step'),
  does: text('what it is for'),
  options: {
    type: 'object',
    description: 'every option in force, the usual ones too; lengths in mm, values in the unit of the scan',
  },
  says: text('its sentence in the methods paragraph; empty where it did nothing'),
  notes: list('what it noted', as('note', 'a fact')),
};

const mesh = object<MeshFacts>('how good a mesh is; all faults are 0 on a fit part', {
  vertices: count('number'),
  triangles: count('number'),
  parts: count('bodies that hang together'),
  genus: orNull({ type: 'integer', description: 'handles through the body; null where that is not defined' }),
  closed: flag('no open edge'),
  manifold: flag('a 2-manifold'),
  orientedOutward: flag('all triangles face outward'),
  openEdges: count('edges with one triangle'),
  nonManifoldEdges: count('edges shared by more than two triangles'),
  nonManifoldVertices: count('vertices where the surface touches itself'),
  misorientedEdges: count('edges whose two triangles run the same way round'),
  degenerateTriangles: count('triangles without area'),
  duplicateTriangles: count('triangles that are there twice'),
  coincidentVertices: count('vertices at the place of another'),
  selfIntersections: orNull(count('pairs of triangles that cross; null where nobody looked')),
  selfIntersectionPlaces: list('the first few', as('place', 'mm')),
  openEdgePlaces: list('the first few', as('place', 'mm')),
  bounds: object<MeshFacts['bounds']>('the box around it', {
    min: as('place', 'its least corner'),
    max: as('place', 'its greatest corner'),
  }),
  size: as('vec3', 'mm: right to left, front to back, foot to head'),
  volume: number('mm³'),
  area: atLeast0('mm²'),
});

const spread = object<DistanceSpread>(
  'a histogram of the signed distances; null where there are none to speak of',
  {
    low: number('mm: where the first bin begins'),
    width: above0('mm: of each bin'),
    shares: list('of the area, bin by bin', share('of the area')),
    below: share('of the area below the first bin'),
    above: share('of the area above the last bin'),
  },
);

const deviation = object<Deviation>(
  'distances from the points of one surface to another, weighted by area, mm; positive = outside the reference',
  {
    mean: as('measure', 'mm, with sign'),
    meanAbsolute: as('measure', 'mm'),
    rms: as('measure', 'mm, root mean square'),
    p95: as('measure', 'mm: 95 % of the area deviates by less'),
    p99: as('measure', 'mm: 99 % of the area deviates by less'),
    max: as('measure', 'mm: the largest that was found'),
    bound: as('measure', 'mm: no point of the surface exceeds it, proven triangle by triangle'),
    worstPlace: list('where the largest was found, mm LPS', as('measure', 'mm'), {
      minItems: 3,
      maxItems: 3,
    }),
    within: list(
      'shares of the area within some lengths',
      object<ShareWithin>('no farther than that', { mm: above0('mm'), share: share('of the area') }),
    ),
    spread: orNull(spread),
  },
);

const ledgerRow = object<LedgerRow>('how far a step moved the surface', {
  step: text('name of the step'),
  triangles: count('after it'),
  volume: number('mm³ after it'),
  toReference: as('deviation', 'from the edited surface to the reference: the surface as it was found'),
  fromReference: orNull(as('deviation', 'and back; null where the one bounds the other')),
});

const overArea = object<OverArea>('mm over the area of a surface', {
  rms: as('measure', 'mm, root mean square'),
  p95: as('measure', 'mm: what 95 % of the area stays below'),
});

const levelShift = object<LevelShift>('how far the surface would lie from where it is at another level', {
  by: number('unit of the scan (HU for CT), either way'),
  mean: as('measure', 'mm'),
  p95: as('measure', 'mm'),
  lost: share('of all area that such a level would lose'),
});

const wallLimits = object<WallLimits>('what a wall must measure to be seen', {
  lost: as('measure', 'mm: thinner walls leave no surface at the half-maximum'),
  thinned: as('measure', 'mm: thinner walls rest on the blur being known'),
});

const uncertainty = object<UncertaintyFacts>(
  'what a surface that was found in grey values may be off by; standard uncertainties (k = 1) unless stated',
  {
    noise: as('overArea', "from the voxels' noise"),
    model: as('overArea', 'from what the fit cannot explain'),
    blur: as('overArea', 'from the blur, which is known but to some percent'),
    finding: as('overArea', 'of these three, place by place'),
    levels: list('sensitivity to the threshold', levelShift),
    doubtful: share('of the area, where the scan has no clean edge'),
    edited: share('of the area, where the mask was edited'),
    blurAssumed: flag('true: the blur was taken for what is usual'),
    walls: object<FoundUncertainty['walls']>('limits of the scan', {
      inPlane: as('wallLimits', 'in the slices'),
      throughPlane: as('wallLimits', 'across the slices'),
    }),
    editing: as('overArea', 'how far the edited surface lies from the one that was found'),
    combined: as('overArea', 'of finding and editing, k = 1'),
    expanded: as('overArea', 'twice that, k = 2'),
    fromThreshold: orNull(
      object<NonNullable<UncertaintyFacts['fromThreshold']>>('how far it was found from the threshold', {
        median: as('measure', 'mm'),
        p95: as('measure', 'mm'),
      }),
    ),
    thinnestWall: orNull(atLeast0('mm; null where no wall is thin, or none was measured')),
  },
);

export const partSchema = object<PartFacts>(
  'a part of the model: how it was made, and how good it came out',
  {
    name: text('of the part'),
    colour: as('colour', 'as it is shown'),
    material: text('what it is to be printed in, where somebody said so'),
    labels: orNull(list('the ids that it was made of', number('a label'))),
    grid: object<PartFacts['grid']>('that it was computed on', {
      size: as('counts3', 'voxels'),
      spacing: as('vec3', 'mm'),
    }),
    steps: list('in their order', as('step', 'as it was run')),
    mesh: as('mesh', 'as it came out'),
    ledger: list('deviations after each step; empty where nothing was proven', ledgerRow),
    uncertainty: orNull(as('uncertainty', 'null of what was not fitted to grey values')),
  },
  ['material'],
);

const effect = object<Effect>('how an operation changed the bodies, all together', {
  volumeBefore: number('mm³'),
  volumeAfter: number('mm³'),
  added: orNull(number('mm³ where there was nothing before; null where it was not measured')),
  removed: orNull(number('mm³ where nothing is left; null where it was not measured')),
  anatomyBefore: atLeast0('mm² of surface that comes from the scan'),
  anatomyAfter: atLeast0('mm² of it that are left'),
});

const piece = object<PieceFacts>('a body as it is written to the files', {
  name: text('of the body'),
  of: text('the part of the anatomy that it is, or that it was cut from'),
  colour: as('colour', 'as it is shown'),
  mesh: as('mesh', 'as it is written'),
  areas: record('mm² of its surface by where that comes from', origins, atLeast0('mm²')),
});

export const shapeSchema = object<ShapeFacts>('what was done to the model, and the bodies that are written', {
  operations: list(
    'in their order',
    object<OperationFacts>('as it was done', { ...stepFields, effect: as('effect', 'what it changed') }),
  ),
  pieces: list('the bodies', piece),
  mirrored: orNull(choice('across which plane of the patient', mirrorings)),
  scale: above0('1 = life-size'),
});

/** Under $defs. */
export const partWords: Readonly<Record<string, Schema>> = {
  note,
  step: object<StepFacts>('one step as it was run', stepFields),
  mesh,
  deviation,
  overArea,
  wallLimits,
  uncertainty,
  effect,
};
