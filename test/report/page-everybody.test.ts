// The page for everybody: screen readers, phones, the dark, no WebGL; and for nobody who wants in by a name.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { printPart } from '../../src/core/print-model.js';
import type { Report } from '../../src/core/facts.js';
import { makeReport } from '../../src/report/make-report.js';
import { reportPage } from '../../src/report/report-page.js';
import { launchChromium, type TestBrowser } from '../chromium.js';
import { markedBall, runOf } from '../fixtures/report.js';
import { everySection } from '../fixtures/every-section.js';
import { hostileStrings } from '../fixtures/hostile-strings.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
