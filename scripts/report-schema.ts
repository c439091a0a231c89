// Writes the JSON Schema of report.json, docs/report.schema.json, from what the program itself checks by.
import { writeFile } from 'node:fs/promises';
import { reportSchema } from '../src/report/report-schema.js';

await writeFile('docs/report.schema.json', `${JSON.stringify(reportSchema, null, 2)}\n`);
