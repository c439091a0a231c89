// A picture of what is seen, to keep: the model with all that says what it is and how large.

import { drawLegend } from './map-legend.js';
import type { MapSwitch } from './map-switch.js';
import { drawCube } from './orientation-cube.js';
import type { Viewer } from './viewer-world.js';

const font = '13px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
const margin = 14;

/** The button downloads a PNG, named for the model. Nothing leaves the page. */
export function screenshot(viewer: Viewer, maps: MapSwitch): void {
  const { stage } = viewer;
  stage.shoot.addEventListener('click', () => {
    pictureOf(viewer, maps).toBlob((png) => {
      if (png === null) {
        viewer.say('The picture could not be made.');
        return;
      }
      const link = document.createElement('a');
      link.download = `${fileName(stage.name)}-view.png`;
      link.href = URL.createObjectURL(png);
      link.click();
      // Later, since some browsers begin to read only now.
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      viewer.say(`Saved as ${link.download}.`);
    });
  });
}

/** For every file system. */
export function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, 80) || 'model';
}

function pictureOf(viewer: Viewer, maps: MapSwitch): HTMLCanvasElement {
  const { canvas, stage, draw, pictured, eye } = viewer;
  draw();
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const scale = canvas.width / width;
  // Of the stage: it is dark by day too while it shows the scan.
  const style = getComputedStyle(stage.frame);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const ink = colour('--ink');
  const map = maps.current();
  const lines = wrapped(stage.disclaimer, Math.floor(width / 6.6));
  const below = 18 * (lines.length + 1) + margin + (map === null ? 0 : 58);
  const paper = document.createElement('canvas');
  [paper.width, paper.height] = [canvas.width, Math.round((height + below) * scale)];
  const context = paper.getContext('2d');
  if (context === null) return paper;
  context.scale(scale, scale);
  context.fillStyle = colour('--card');
  context.fillRect(0, 0, width, height + below);
  const light = context.createRadialGradient(width / 2, 0.38 * height, 0, width / 2, 0.38 * height, width);
  light.addColorStop(0, colour('--stage-a'));
  light.addColorStop(1, colour('--stage-b'));
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
  context.drawImage(canvas, 0, 0, width, height);
  context.font = font;
  pictured.tell(context);
  context.font = font;
  const half = width < 480 ? 17 : 25;
  const at = { x: 2.4 * half, y: height - 2.4 * half, half };
  drawCube(context, eye.camera, { ...at, ink, paper: colour('--card') });
  drawEdges(viewer, context, colour('--accent'));
  drawBar(viewer, context, ink);
  context.textAlign = 'left';
  context.fillStyle = colour('--bad');
  context.fillText(stage.altered, margin, margin + 30);
  let y = height + 22;
  if (map !== null) {
    drawLegend(context, map, { x: margin, y, width: width - 2 * margin, ink });
    y += 62;
  }
  context.fillStyle = ink;
  context.fillText(`${stage.name.slice(0, Math.floor(width / 8 - 24))}, ${stage.size}`, margin, y);
  context.fillStyle = colour('--soft');
  for (const [n, line] of lines.entries()) context.fillText(line, margin, y + 18 * (n + 1));
  return paper;
}

function drawEdges({ canvas, stage }: Viewer, context: CanvasRenderingContext2D, ink: string): void {
  const [w, h] = [canvas.clientWidth, canvas.clientHeight];
  const at = { left: [16, h / 2], right: [w - 16, h / 2], top: [w / 2, 18], bottom: [w / 2, h - 18] };
  context.save();
  context.fillStyle = ink;
  context.font = font.replace('13px', 'bold 17px');
  [context.textAlign, context.textBaseline] = ['center', 'middle'];
  for (const edge of ['left', 'right', 'top', 'bottom'] as const)
    context.fillText(stage.edges[edge].textContent ?? '', at[edge][0], at[edge][1]);
  context.restore();
}

function drawBar({ canvas, stage }: Viewer, context: CanvasRenderingContext2D, ink: string): void {
  const long = stage.bar.getBoundingClientRect().width;
  const [right, bottom] = [canvas.clientWidth - 16, canvas.clientHeight - 16];
  context.save();
  [context.fillStyle, context.strokeStyle, context.lineWidth] = [ink, ink, 2];
  context.beginPath();
  context.moveTo(right - long, bottom - 6);
  context.lineTo(right - long, bottom);
  context.lineTo(right, bottom);
  context.lineTo(right, bottom - 6);
  context.stroke();
  context.textAlign = 'center';
  context.fillText(stage.barLabel.textContent ?? '', right - long / 2, bottom - 10);
  context.restore();
}

function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
