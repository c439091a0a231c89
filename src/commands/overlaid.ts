// Lays the options that were given over those of a preset.
import type { Given } from '../run.js';

/** What was given wins, option by option. */
export function overlaid(preset: Given, given: Given): Given {
  const merged: Record<string, Readonly<Record<string, unknown>>> = { ...preset };
  for (const [step, values] of Object.entries(given)) merged[step] = { ...merged[step], ...values };
  return merged;
}
