// The methods paragraph, written by the steps themselves.
import type { StepFacts } from '../core/facts.js';

/** The steps' sentences in the order they ran, each ending in a full stop. Steps that did nothing are silent. */
export function methodsText(steps: readonly StepFacts[]): string {
  return steps
    .map((step) => step.says.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}
