// One point of the checklist: answered by the data, by data and a person, or by a person alone.
import type { CheckGroup, CheckPoint, CheckState } from '../core/checklist.js';
import type { Report } from '../core/facts.js';
import type { Remark } from './suitability.js';

/** What the checklist is a pure function of. */
export type Checked = Omit<Report, 'checklist'>;

type Answer = Pick<CheckPoint, 'answer' | 'by' | 'state'>;

/** The id and the group of a point, and what it asks. */
export const checkPoint = (id: string, group: CheckGroup, asks: string, answer: Answer): CheckPoint => ({
  id,
  group,
  asks,
  ...answer,
});

/** Nothing is known here: an empty field. */
export const leftToLab: Answer = { answer: null, by: 'lab', state: 'open' };

/** Known in part: a person completes it. Null: an empty field. */
export const toComplete = (answer: string | null): Answer => ({ answer, by: 'lab', state: 'open' });

export const answered = (answer: string, state: CheckState = 'good'): Answer => ({
  answer,
  by: 'data',
  state,
});

/** Told by whoever ordered the model, else left to the lab. */
export const told = (answer: string | null): Answer => (answer === null ? leftToLab : answered(answer));

const states: Readonly<Record<Remark['level'], CheckState>> = {
  good: 'good',
  caution: 'caution',
  poor: 'bad',
};

/** All of these remarks, as bad as the worst; null without any. */
export function byRemarks(remarks: readonly Remark[]): Answer | null {
  if (remarks.length === 0) return null;
  const has = (level: Remark['level']): boolean => remarks.some((remark) => remark.level === level);
  const worst = has('poor') ? 'poor' : has('caution') ? 'caution' : 'good';
  return answered(remarks.map(({ says }) => says).join(' '), states[worst]);
}
