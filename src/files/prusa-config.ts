// What PrusaSlicer reads beside a 3MF model: the name and the extruder of each object. It reads no colours of 3MF's own.
import type { ShownPart } from '../core/origin-colours.js';
import type { ModelColours } from './model-colours.js';
import { xmlText } from './xml-text.js';

/** It tells no more of them apart; further parts get its first. */
const mostExtruders = 15;

/** The text of `Metadata/Slic3r_PE_model.config`: parts of one colour share an extruder, as its printers have them. */
export function prusaConfig(parts: readonly ShownPart[], colours: ModelColours): string {
  const objects = parts.map(({ name, mesh }, p) => {
    const { number } = colours.parts[p];
    const said = (type: string): string =>
      [
        `<metadata type="${type}" key="name" value="${xmlText(name)}"/>\n`,
        `<metadata type="${type}" key="extruder" value="${number > mostExtruders ? 1 : number}"/>\n`,
      ].join('');
    const last = mesh.triangles.length / 3 - 1;
    return `<object id="${colours.firstFree + p}" instances_count="1">\n${said('object')}<volume firstid="0" lastid="${last}">\n${said('volume')}</volume>\n</object>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<config>\n${objects.join('')}</config>\n`;
}
