// Does the operations on a model, one after another, and says what each did and how good the bodies came out.
import type { Finding } from '../core/errors.js';
import type { StepFacts } from '../core/facts.js';
import { origins, type PrintModel, type PrintPart } from '../core/print-model.js';
import type { OperationFacts, PieceFacts, ShapeFacts } from '../core/shape-facts.js';
import { type RunOptions, runRecipe, type StepTime } from '../run.js';
import { runSettings } from '../run-settings.js';
import { checkMesh } from '../solid/check-mesh.js';
import { areasOf, operationEffect } from './operation-effect.js';
import type { Operation } from './operations.js';
import { overlapFindings } from './overlap-findings.js';

export interface Shaped {
  readonly model: PrintModel;
  readonly facts: ShapeFacts;
  readonly findings: readonly Finding[];
  readonly times: readonly StepTime[];
}

/** `closely`: false leaves out what takes long to prove, as a draft does. Throws a UserError on what can't be done. */
export async function shapeModel(
  model: PrintModel,
  operations: readonly Operation[],
  options: RunOptions,
  closely: boolean,
): Promise<Shaped> {
  const { onProgress } = runSettings(options);
  const done: OperationFacts[] = [];
  const findings: Finding[] = [];
  const times: StepTime[] = [];
  let now = model;
  for (const [n, operation] of operations.entries()) {
    const label = `${n + 1} of ${operations.length}`;
    const made = await doneOnce(now, operation, {
      ...options,
      onProgress: (doing, share) => onProgress(`${doing} (${label})`, share),
    });
    onProgress(`Measure what that changed (${label})`, 0);
    done.push({ ...made.step, effect: operationEffect(now, made.model, closely) });
    findings.push(...made.findings);
    times.push(...made.times);
    now = made.model;
  }
  onProgress('Check the bodies', 0);
  const pieces = now.parts.map((part) => pieceFacts(part, closely));
  if (closely) findings.push(...overlapFindings(now.parts, done));
  return {
    model: now,
    facts: { operations: done, pieces, mirrored: now.mirrored, scale: now.scale },
    findings,
    times,
  };
}

interface DoneOperation {
  readonly model: PrintModel;
  readonly step: StepFacts;
  readonly findings: readonly Finding[];
  readonly times: readonly StepTime[];
}

async function doneOnce(
  model: PrintModel,
  { step, options: values }: Operation,
  options: RunOptions,
): Promise<DoneOperation> {
  const given = { [step.declaration.name]: values };
  const { made, steps, findings, times } = await runRecipe(
    (input: PrintModel, kitchen) => kitchen.run(step, input),
    model,
    { ...options, given },
  );
  return { model: made, step: steps[0], findings, times };
}

function pieceFacts(part: PrintPart, closely: boolean): PieceFacts {
  const { name, of, colour, mesh } = part;
  const areas = areasOf([part]);
  return {
    name,
    of,
    colour,
    mesh: checkMesh(mesh, closely),
    areas: Object.fromEntries(
      origins.map((origin, n) => [origin, areas[n]] as const).filter(([, area]) => area > 0),
    ),
  };
}
