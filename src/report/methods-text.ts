// The methods paragraph, written by the steps themselves.
import type { StepFacts } from '../core/facts.js';

/**
 * The steps' sentences in the order they ran, each ending in a full stop. Steps that did nothing are silent, and what
 * was done alike to several parts is said once.
 */
export function methodsText(steps: readonly StepFacts[]): string {
  const sentences = steps
    .map((step) => step.says.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`));
  return [...new Set(sentences)].join(' ');
}
