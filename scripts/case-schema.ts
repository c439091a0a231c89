// Writes the JSON Schema of case files, docs/case.schema.json, as the steps declare it.
import { writeFile } from 'node:fs/promises';
import { caseSchema } from '../src/commands/case-schema.js';

await writeFile('docs/case.schema.json', `${JSON.stringify(caseSchema(), null, 2)}\n`);
