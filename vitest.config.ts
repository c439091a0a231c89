import { defineConfig } from 'vitest/config';
import { WholeWaysFirst } from './test/whole-ways-first.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/unpacked-chromium.ts',
    // A guard against hanging, not a measure: the longest test takes half a minute on an idle machine.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Files share their process: a sixth of the time was spent on loading the same modules again. No test changes what others see.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: WholeWaysFirst },
  },
});
