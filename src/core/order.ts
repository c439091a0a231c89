// What a model was ordered for: only people know it, and a report holds it as it was told.

export const lateralities = ['left', 'right', 'bilateral', 'midline', 'none'] as const;
/** Of the patient; 'none': the structure has no side. */
export type Laterality = (typeof lateralities)[number];

/** All null where nobody said. */
export interface OrderFacts {
  readonly intendedUse: string | null;
  readonly indication: string | null;
  /** A role or a department, no name. */
  readonly requester: string | null;
  readonly laterality: Laterality | null;
  readonly designVersion: string | null;
  /** A date, or when the patient is to be scanned again. */
  readonly validUntil: string | null;
  /** mm: how far the printed surface may be off for that use, all errors taken together. */
  readonly totalTolerance: number | null;
}

export const noOrder: OrderFacts = {
  intendedUse: null,
  indication: null,
  requester: null,
  laterality: null,
  designVersion: null,
  validUntil: null,
  totalTolerance: null,
};
