// Whether a model may show whose body it is: a face, or the skull that a face can be rebuilt from.
import type { PartFacts, SourceFacts } from '../core/facts.js';

const head = /HEAD|SKULL|FACE|BRAIN|NECK|ORBIT|SINUS|JAW|MAXILLA|MANDIB|DENTAL|TEETH|TOOTH|EAR|IAM|NOSE/;
const faces = /skin|face|head|skull|cranium|mandible|maxilla|zygomatic|nasal|body|soft.?tissue/i;

/**
 * Why, in a sentence; null where nothing speaks for it. Skin anywhere, and bone or soft tissue of a head, or of a body
 * whose part is not known: photographs have been matched to 27 % of 3D faces from CT, and faces rebuilt from skulls.
 */
export function identifying({ scan }: SourceFacts, parts: readonly PartFacts[]): string | null {
  const steps = parts[0]?.steps ?? [];
  const preset = String(steps.find(({ name }) => name === 'threshold')?.options.preset ?? '');
  const says = (what: string): string =>
    `${what} can show whose body it is: treat this model, its pictures and this page as you would treat a photograph of the patient.`;
  if (preset.startsWith('skin') || preset === 'soft-tissue') return says('A surface of the skin');
  if (scan.labels) {
    return parts.some(({ name }) => faces.test(name)) ? says('A skull, a face or a body’s outline') : null;
  }
  if (scan.bodyPart === null) return says('A skull or a face, if this is a head,');
  return head.test(scan.bodyPart) ? says('The skull or face of a patient') : null;
}
