// The tools that measure and cut in the preview: calipers, the clipping plane, the scan's slice.
import type { ShownScan } from '../core/shown-scan.js';
import { calipers } from './calipers.js';
import { cutPanel } from './cut-panel.js';
import { cutting } from './cutting.js';
import { slicePanel } from './slice-panel.js';
import type { Viewer } from './viewer-world.js';

/** Called once, before the first picture. `scan` unpacks the scan when asked to (some ten ms); null where the page has none. */
export function startTools(viewer: Viewer, scan: (() => ShownScan) | null): void {
  const cut = cutting(viewer, scan);
  calipers(viewer, cut);
  slicePanel(viewer, cut);
  cutPanel(viewer, cut);
}
