// The part of the report's schema that speaks of what people order, measure and sign.
import type { BudgetFacts, PrintingShare } from '../core/budget.js';
import type { Caliper, MeasuredFacts, TakenLength } from '../core/caliper.js';
import { type CheckPoint, checkGroups } from '../core/checklist.js';
import { lateralities, type OrderFacts } from '../core/order.js';
import {
  as,
  atLeast0,
  choice,
  count,
  flag,
  list,
  number,
  object,
  orNull,
  type Schema,
  text,
} from './schema-words.js';

export const orderSchema = object<OrderFacts>(
  'what the model was ordered for, as it was told; not told = null',
  {
    intendedUse: orNull(text('what it is for')),
    indication: orNull(text('why')),
    requester: orNull(text('a role or a department, no name')),
    laterality: orNull(choice("the patient's side; none: the structure has no side", lateralities)),
    designVersion: orNull(text('of the design')),
    validUntil: orNull(text('a date, or until when else')),
    totalTolerance: orNull(atLeast0('mm: how far the printed surface may be off, all errors together')),
  },
);

const printing = object<PrintingShare>("what printing adds, by the process's published tolerance", {
  tolerance: atLeast0('mm, either way'),
  length: atLeast0('mm: the longest side that it was taken for'),
  standard: atLeast0('mm, k = 1: tolerance/√3'),
});

export const budgetSchema = object<BudgetFacts>(
  'uncertainty of the printed model over its area, standard (k = 1) unless stated; not known = null',
  {
    part: orNull(text('the part with the largest')),
    finding: orNull(as('overArea', 'of finding the surface in the scan')),
    editing: orNull(as('overArea', 'of editing it')),
    printing: orNull(printing),
    combined: orNull(as('overArea', 'root of the sum of squares of those that are known')),
    expanded: orNull(as('overArea', 'twice that, k = 2')),
    missing: list('what is not in it', choice('a component', ['finding', 'editing', 'printing'])),
    tolerance: orNull(atLeast0('mm, for the intended use')),
    verdict: orNull(choice('of the expanded uncertainty against that', ['within', 'exceeds', 'unknown'])),
  },
);

export const caliperSchema = object<Caliper>('a length to be taken on the printed part', {
  name: text('short'),
  body: text('on which of the bodies'),
  kind: choice('how it is taken: between parallel jaws, tips, or chosen points', [
    'width',
    'longest',
    'tips',
    'chosen',
  ]),
  says: text('where to measure, in words'),
  from: as('place', 'where one jaw touches'),
  to: as('place', 'where the other does'),
  along: orNull(as('vec3', 'unit vector; null where the length is that between the points')),
  nominal: atLeast0('mm, in the model'),
});

const taken = object<TakenLength>('a length of the printed part; not taken = null', {
  value: orNull(atLeast0('mm')),
  delta: orNull(number('mm: taken less nominal')),
  allowed: orNull(atLeast0('mm, either way')),
  within: orNull(flag('whether it is')),
});

export const measuredSchema = object<MeasuredFacts>('what the lengths of the printed part say', {
  by: orNull(text('who took them: initials or a role')),
  lengths: list('in the order of the calipers', taken),
  taken: count('how many were taken'),
  mean: orNull(number('mm, with sign')),
  meanAbsolute: orNull(atLeast0('mm')),
  rms: orNull(atLeast0('mm, root mean square')),
  max: orNull(atLeast0('mm: the largest, without its sign')),
  limit: orNull(text('whose limit it is, in words')),
  verdict: choice('of the printed part', ['within', 'exceeds', 'unknown']),
  expanded: orNull(atLeast0('mm: expanded uncertainty (k = 2) with what was measured')),
});

export const checkPointSchema: Schema = object<CheckPoint>('one of forty points', {
  id: { type: 'string', pattern: '^C[1-9][0-9]?$', description: 'C1 to C40' },
  group: choice('what it belongs to', checkGroups),
  asks: text('the question'),
  answer: orNull(text('what is known; null: the field is empty')),
  by: choice('who answers: the data alone, or (also) the lab', ['data', 'lab']),
  state: choice('open: a person has to answer', ['good', 'caution', 'bad', 'open']),
});
