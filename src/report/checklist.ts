// The forty points that a surgical model's report answers, each from the report's own facts or left to a person's hand.
import type { CheckPoint } from '../core/checklist.js';
import type { Checked } from './check-point.js';
import { geometryPoints } from './checklist-geometry.js';
import { identityPoints, sourcePoints } from './checklist-identity.js';
import { processingPoints } from './checklist-processing.js';
import { releasePoints, uncertaintyPoints } from './checklist-release.js';
import { suitabilityPoints } from './checklist-suitability.js';

/** C1 … C40 in their order. Nothing is answered that the report does not hold. */
export const checklistOf = (facts: Checked): readonly CheckPoint[] => [
  ...identityPoints(facts),
  ...sourcePoints(facts),
  ...suitabilityPoints(facts),
  ...processingPoints(facts),
  ...geometryPoints(facts),
  ...uncertaintyPoints(facts),
  ...releasePoints(facts),
];
