// One folder for the browser of all tests of a run: whoever needs it first unpacks it there; removed in the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFolder } from './chromium.js';

export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'isocast-chromium-'));
  process.env[sharedFolder] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
