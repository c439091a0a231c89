// The one switch of several steps that trades proof for time.
import { type Option, toggle } from './option.js';

/** A quick look: what is made is neither measured nor proven, and says so. */
export const draftOption: Option<boolean> = toggle(
  false,
  'a quick look: nothing is measured or proven, thin walls are not looked for; not to be printed from',
  'draft',
);
