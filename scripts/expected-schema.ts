// Writes the JSON Schema of expected values, docs/expected.schema.json, as the program itself checks them.
import { writeFile } from 'node:fs/promises';
import { expectedSchema } from '../src/commands/expected-schema.js';

await writeFile('docs/expected.schema.json', `${JSON.stringify(expectedSchema(), null, 2)}\n`);
