// How long each step took, by the record that lies beside a report; nothing where there is none, or it does not say.
import { readFile, stat } from 'node:fs/promises';
import type { StepSeconds } from '../report/registry.js';
import { isJsonList, isJsonObject, type Json } from './json.js';

/** Records are some ten kilobytes, bytes. */
const mostBytes = 64e6;

/** Null where there is no record at `path`, or it holds no times: they are beside what is hashed, so nobody vouches for them. */
export async function recordTimes(path: string): Promise<readonly StepSeconds[] | null> {
  const status = await stat(path).catch(() => null);
  if (status?.isFile() !== true || status.size > mostBytes) return null;
  const json = parsed(await readFile(path, 'utf8'));
  if (!isJsonObject(json) || !isJsonList(json.times)) return null;
  const times = json.times.flatMap((one) => {
    if (!isJsonObject(one) || typeof one.step !== 'string' || typeof one.seconds !== 'number') return [];
    return one.seconds >= 0 ? [{ step: one.step, seconds: one.seconds }] : [];
  });
  return times.length === 0 ? null : times;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: it says nothing.
    return null;
  }
}
