// The part of the report's schema that speaks of the printer and of what it can do of each body.
import type {
  BodyPrintFacts,
  FitFacts,
  MaterialFacts,
  NarrowFacts,
  NarrowPlace,
  OrientationFacts,
  PrintFacts,
  Proposal,
  Stance,
  TrappedFacts,
  TrappedVolume,
  Turn,
} from '../core/print-facts.js';
import { type Limit, type Printer, type PrintProcess, processNames, type Relief } from '../core/printer.js';
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

const limit = object<Limit>('mm', {
  fail: atLeast0('mm: below it nothing can be relied on'),
  warn: atLeast0('mm: below it depends on machine and shape'),
});

const relief = object<Relief>('the smallest letter or line', { width: above0('mm'), height: above0('mm') });

const process = object<PrintProcess>("a way of printing, with the printer's own limits in their place", {
  name: choice('its short name', processNames),
  says: text('its name'),
  wall: as('limit', 'thickness of walls'),
  hole: as('limit', 'diameter of holes'),
  pin: as('limit', 'diameter of pins'),
  clearance: as('limit', 'between surfaces that shall stay apart'),
  emboss: as('relief', 'raised'),
  engrave: as('relief', 'sunk'),
  escapeHole: orNull(as('limit', 'diameter; null where nothing is trapped')),
  tolerance: object<PrintProcess['tolerance']>('how far a part may be off, either way', {
    best: atLeast0('mm'),
    worst: atLeast0('mm'),
    share: orNull(share('of its size, where that is more')),
  }),
  supported: flag('overhangs need supports'),
  layer: above0('mm: usual height of a layer'),
  density: above0('g/ml'),
  material: text('the usual one'),
  source: text('whose figures the limits are'),
  usualSource: text('whose figures layer and density are'),
});

const printer = object<Printer>('what the model is to be printed on', {
  key: text('short name'),
  name: text('name'),
  process: choice('its way of printing', processNames),
  volume: as('vec3', 'mm: room along x, y (the plate) and z (up)'),
  layer: orNull(above0('mm')),
  xy: orNull(above0('mm: resolution in the layer')),
  density: orNull(above0('g/ml')),
  limits: record(
    "limits of its own, in place of the process's",
    ['wall', 'hole', 'pin', 'clearance'],
    as('limit', 'mm'),
  ),
  source: text('whose figures these are'),
});

const narrowPlace = object<NarrowPlace>('a region that is thinner (or narrower) than the limit', {
  centre: as('place', 'in the middle of the material, or of the gap'),
  thinnestAt: as('place', 'where it is thinnest'),
  least: atLeast0('mm'),
  mean: atLeast0('mm'),
  area: atLeast0('mm² of surface'),
  failingArea: atLeast0('mm² of that below the limit that fails'),
  extent: atLeast0('mm: longest side of the box around it'),
});

const narrow = object<NarrowFacts>('everything of one kind that is too thin or too narrow', {
  limit: as('limit', 'that was asked for'),
  count: count('places, listed or not'),
  failing: count('of these that fail'),
  specks: count('regions too small to be places'),
  area: atLeast0('mm² over all places'),
  least: orNull(atLeast0('mm; null where there are none')),
  places: list('the first, with most failing area first', narrowPlace),
});

const trappedVolume = object<TrappedVolume>('a cavity that nothing leads out of', {
  volume: atLeast0('mm³'),
  centre: as('place', 'of the box around it'),
  extent: atLeast0('mm: longest side of that box'),
});

const trapped = object<TrappedFacts>('cavities that nothing leads out of', {
  count: count('number'),
  volume: atLeast0('mm³ in all'),
  places: list('the largest first', trappedVolume),
});

const turn = object<Turn>('a turn of the model', {
  matrix: list("row by row, from LPS to the printer's axes", number('a cosine'), {
    minItems: 9,
    maxItems: 9,
  }),
  angles: as('vec3', 'degrees about the fixed axes x, then y, then z'),
});

const fit = object<FitFacts>('whether it fits the printer', {
  fits: choice('stands: as it is; turned: by the turn given; no: not at all', ['stands', 'turned', 'no']),
  size: as('vec3', 'mm, as it stands'),
  turn: as('turn', 'that suits best'),
  turnedSize: as('vec3', 'mm, turned'),
  ratio: as('measure', 'below 1 it fits'),
  pieces: as('counts3', 'into how many it must be cut, along x, y, z'),
});

const stanceFields = {
  up: as('vec3', 'the direction (LPS) that points up'),
  turn: as('turn', 'that brings it there'),
  fits: flag('it fits the printer so'),
  height: atLeast0('mm'),
  overhang: atLeast0('mm² that hang over by more than 45°'),
  support: atLeast0('mm³ below these'),
  steps: orNull(atLeast0('mm: mean height of the steps on the marked surface')),
};

const orientation = object<OrientationFacts>('ways up', {
  current: object<Stance>('as it stands', stanceFields),
  proposals: list(
    'better ones',
    object<Proposal>('a way up', {
      ...stanceFields,
      aim: choice('what for', ['least support', 'shortest', 'most accurate']),
      reason: text('why, a sentence'),
    }),
  ),
});

const material = object<MaterialFacts>('what the solid body takes, without supports', {
  volume: atLeast0('ml'),
  mass: atLeast0('g'),
  density: above0('g/ml'),
  material: text('which one'),
  hollow: orNull(
    object<NonNullable<MaterialFacts['hollow']>>('what a hollow body would take', {
      wall: above0('mm'),
      volume: atLeast0('ml'),
    }),
  ),
});

const body = object<BodyPrintFacts>('what the printer can do of a body', {
  name: text('of the body'),
  triangles: count('number'),
  resolution: atLeast0('mm: no place of the surface is farther from one that was measured'),
  thickness: object<BodyPrintFacts['thickness']>('its surface by thickness', {
    binWidth: above0('mm'),
    areas: list('mm² in each bin; the last holds what is thicker', atLeast0('mm²')),
  }),
  walls: as('narrow', 'thin walls'),
  pins: as('narrow', 'thin pins'),
  gaps: as('narrow', 'small gaps'),
  holes: as('narrow', 'small holes'),
  trapped: as('trapped', 'closed cavities'),
  fit: as('fit', 'in the printer'),
  orientation: as('orientation', 'which way up'),
  material: as('material', 'how much of it'),
});

/** Under $defs. */
export const printWords: Readonly<Record<string, Schema>> = {
  limit,
  relief,
  process,
  printer,
  narrow,
  trapped,
  turn,
  fit,
  orientation,
  material,
};

export const printSchema = object<PrintFacts>('what the printer that was named can do of the model', {
  printer: as('printer', 'that was named'),
  process: as('process', 'its limits'),
  bodies: list('in the order of the files', body),
});
