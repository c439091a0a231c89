// Puts a run's facts together to a report: the verdict, the methods paragraph and the limits follow from them.
import type { Report } from '../core/facts.js';
import { allFindings } from './all-findings.js';
import { budgetOf } from './budget.js';
import { checklistOf } from './checklist.js';
import { identifying } from './identifying.js';
import { limitsOf } from './limits.js';
import { methodsText } from './methods-text.js';
import { rounded } from './rounded.js';
import { verdictOf } from './verdict.js';

/** What only the run knows. */
export type RunFacts = Omit<
  Report,
  | 'schema'
  | 'disclaimer'
  | 'verdict'
  | 'identifying'
  | 'methods'
  | 'limits'
  | 'budget'
  | 'measured'
  | 'checklist'
>;

const disclaimer =
  'Not cleared for diagnostic use. This model and this report must be reviewed by a qualified person before any clinical use.';

/** The report of a run. `findings` are those of the steps; the mesh's own are added, each code once. Numbers to 1e-6. */
export function makeReport(run: RunFacts): Report {
  const found = { ...run, measured: null };
  const facts = {
    schema: { name: 'isocast-report', version: 1 } as const,
    isocast: run.isocast,
    disclaimer,
    verdict: verdictOf(found),
    findings: allFindings(found),
    identifying: identifying(run.source, run.parts),
    order: run.order,
    source: run.source,
    methods: methodsText([...run.parts.flatMap(({ steps }) => steps), ...(run.shape?.operations ?? [])]),
    tolerance: run.tolerance,
    parts: run.parts,
    shape: run.shape,
    print: run.print,
    budget: budgetOf(run),
    calipers: run.calipers,
    measured: null,
    files: run.files,
    limits: limitsOf(
      run.source,
      run.parts[0]?.grid.spacing ?? run.source.spacing,
      run.parts.some(({ uncertainty }) => uncertainty !== null),
    ),
  };
  return rounded({ ...facts, checklist: checklistOf(facts) });
}
