// The program's own version.
import { readFileSync } from 'node:fs';

const { version: own } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** As package.json states it, such as '0.1.0'. */
export const version: string = String(own);
