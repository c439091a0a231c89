// The checklist of a surgical model's report: forty points, each answered from data or left to the lab's hand.

export const checkGroups = [
  'Identity',
  'Source',
  'Suitability',
  'Processing',
  'Geometry',
  'Uncertainty',
  'Release',
] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** open: a person has to answer, or to complete the answer. */
export type CheckState = 'good' | 'caution' | 'bad' | 'open';

export interface CheckPoint {
  /** C1 … C40. */
  readonly id: string;
  readonly group: CheckGroup;
  readonly asks: string;
  /** What is known; null: nothing, the field is empty. */
  readonly answer: string | null;
  /** Who answers: the data alone, or (also) the lab. */
  readonly by: 'data' | 'lab';
  readonly state: CheckState;
}
