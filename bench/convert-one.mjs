// Converts one scan in a process of its own and prints what it cost: for bench/convert.mjs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertScan } from '../dist/index.js';

const { scan, given, threads } = JSON.parse(process.argv[2]);
const out = mkdtempSync(join(tmpdir(), 'isocast-bench-'));
const stages = {};
let last = null;
const onProgress = (doing) => {
  if (doing === last?.doing) return;
  const now = performance.now();
  if (last) stages[last.doing] = (stages[last.doing] ?? 0) + (now - last.since) / 1000;
  last = { doing, since: now };
};
const start = performance.now();
try {
  const { report } = await convertScan(scan, { out, given, threads, onProgress });
  onProgress('');
  const seconds = (performance.now() - start) / 1000;
  const peakMB = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, peakMB, stages, report }));
} finally {
  rmSync(out, { recursive: true, force: true });
}
