// The page's script: starts the preview, or says why it can't. `<html data-preview>` tells what came of it.
import type { PreviewManifest } from '../report/preview-manifest.js';
import { bytesOf, readPayload, readScan } from './read-payload.js';
import { findStage } from './stage.js';
import { startViewer } from './viewer.js';

const complete = 'Every figure of this report is complete without it.';
const root = document.documentElement;
const stage = findStage(document);
const [state, message] = startPreview();
stage.message.textContent = message;
root.dataset.preview = state;

type Outcome = readonly [state: 'ready' | 'empty' | 'no-webgl' | 'failed', message: string];

function startPreview(): Outcome {
  // The buffer is kept, so that printing and taking a picture see what the screen shows.
  const context = stage.canvas.getContext('webgl2', {
    alpha: true,
    antialias: true,
    stencil: true,
    preserveDrawingBuffer: true,
  });
  if (context === null)
    return ['no-webgl', `This browser offers no WebGL 2, so the model can’t be turned here. ${complete}`];
  try {
    const manifest: PreviewManifest = JSON.parse(stage.manifest);
    if (manifest.parts.every((part) => part.triangles === 0))
      return ['empty', 'There is no surface to show.'];
    const data = bytesOf(stage.data);
    const { maps, scan } = manifest;
    // Now, since the list of parts stands beside the picture from here on: the model is to fit what is left.
    root.dataset.preview = 'ready';
    startViewer(stage, context, {
      parts: readPayload(manifest, data),
      maps,
      scan: scan && (() => readScan(scan, data)),
    });
    return ['ready', ''];
  } catch (error) {
    console.error(error);
    return ['failed', `The preview could not be drawn. ${complete}`];
  }
}
