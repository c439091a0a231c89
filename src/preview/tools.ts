// The tools that measure and cut in the preview: calipers, the clipping plane, the scan's slice.
import type { ShownScan } from '../core/shown-scan.js';
import type { Viewer } from './viewer-world.js';

/** Called once, before the first picture. `scan` unpacks the scan when asked to (some ten ms); null where the page has none. */
export function startTools(_viewer: Viewer, _scan: (() => ShownScan) | null): void {}
