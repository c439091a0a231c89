// What the reader measures and cuts the model with: the controls of the preview's tools.
import { type Html, html } from './html.js';
import type { PreviewManifest } from './preview-manifest.js';

/** Below the picture, hidden by `.tools` until the preview is ready. */
export const toolsPart = (_manifest: PreviewManifest): Html => html``;
