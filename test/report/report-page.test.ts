import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeReport } from '../../src/report/make-report.js';
import { reportJson } from '../../src/report/report-json.js';
import { reportPage } from '../../src/report/report-page.js';
import { deviation, markedBall, runOf } from '../fixtures/report.js';

const parts = markedBall();
const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('reportPage', () => {
  it('lists several parts with what each came out as, and the worst of them', async () => {
    const run = runOf(parts);
    const [only] = run.parts;
    const worse = only.ledger.map((row) => ({ ...row, toReference: deviation(1.1) }));
    const two = [only, { ...only, name: 'left-kidney', labels: [2, 3], ledger: worse }];
    const page = await reportPage(makeReport({ ...run, parts: two }), { parts, scan: null });
    const text = page.replace(/<script[\s\S]*<\/script>/, '').replace(/<[^>]*>/g, ' ');
    expect(text).toMatch(/left-kidney\s+2, 3/);
    expect(text).toMatch(/deviates most, left-kidney/);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it('allows its own script and style by their hashes, and nothing else', async () => {
    const page = await reportPage(makeReport(runOf(parts)), { parts, scan: null });
    const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1] ?? '';
    const script = page.match(/<script>([\s\S]*?)<\/script>/)?.[1] ?? '';
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style]) => style);
    expect(script.length).toBeGreaterThan(100_000);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${styles.map(hash).join(' ')}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    const markup = styles.reduce((text, style) => text.replace(style, ''), page.replace(script, ''));
    expect(markup).not.toMatch(/(src|href)="(?!data:,|data:image\/|#)/);
    expect(markup).not.toMatch(/ (style|on\w+)="/);
    expect(styles.join()).not.toMatch(/url\(|@import/);
  });

  it('is the same twice, and the same from report.json', async () => {
    const run = runOf(parts);
    const report = makeReport({ ...run, tolerance: 0.1 + 1e-9 });
    const page = await reportPage(report, { parts, scan: null });
    expect((await reportPage(report, { parts, scan: null })) === page).toBe(true);
    expect((await reportPage(JSON.parse(reportJson(report)), { parts, scan: null })) === page).toBe(true);
  });

  it('escapes whatever a file or a user may have named', async () => {
    const evil = '"><script>alert(1)</script>&\u202e';
    const run = runOf(parts);
    const [only] = run.parts;
    const [first, ...rest] = only.steps;
    const report = makeReport({
      ...run,
      isocast: evil,
      findings: [{ severity: 'warning', code: 'x', message: evil }],
      order: {
        intendedUse: evil,
        indication: evil,
        requester: evil,
        laterality: 'left',
        designVersion: evil,
        validUntil: evil,
        totalTolerance: 1,
      },
      calipers: run.calipers.map((one) => ({ ...one, name: evil, body: evil, says: evil })),
      source: {
        ...run.source,
        name: evil,
        case: evil,
        identity: { name: evil, id: evil, birthDate: evil, sex: evil, studyDate: evil, accession: evil },
        sha256: evil,
        scan: {
          ...run.source.scan,
          modality: evil,
          bodyPart: evil,
          storedAxes: evil,
          reconstructionKernel: evil,
          manufacturer: evil,
          scannerModel: evil,
          remarks: [evil],
        },
      },
      parts: [
        {
          ...only,
          name: evil,
          ledger: only.ledger.map((row) => ({ ...row, step: evil })),
          steps: [
            {
              name: evil,
              does: evil,
              options: { [evil]: evil },
              says: evil,
              notes: [{ name: evil, value: evil, unit: evil }],
            },
            { ...first, name: evil, says: '', notes: [] },
            ...rest,
          ],
        },
      ],
      files: [{ name: evil, bytes: 1, sha256: evil }],
    });
    const page = await reportPage(report, {
      parts: [{ ...parts[0], name: evil }, ...parts.slice(1)],
      scan: null,
    });
    expect(page).not.toContain('<script>alert');
    expect(page).not.toMatch(/"><script>/);
    expect(page.match(/<script[ >]/g)).toHaveLength(3);
    expect(page.match(/\u202e/g)?.length).toBe(1); // within the JSON for the script, which shows no name
    expect(page.split('&lt;script&gt;alert(1)&lt;/script&gt;&amp;\ufffd').length).toBeGreaterThan(20);
  });

  it('shows a report without ledger, files, remarks and model', async () => {
    const run = runOf(parts);
    const [only] = run.parts;
    const mesh = { ...only.mesh, triangles: 0 };
    const bare = makeReport({ ...run, files: [], parts: [{ ...only, ledger: [], steps: [], mesh }] });
    const page = await reportPage(bare, { parts: [], scan: null });
    expect(page).toContain('Nothing was measured.');
    expect(page.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('a model that is not as the patient is', () => {
  it('says so in the picture', async () => {
    const shape = { operations: [], pieces: [], mirrored: 'left-right', scale: 0.5 } as const;
    const run = runOf(parts, { shape });
    const page = await reportPage(makeReport(run), { parts, scan: null });
    expect(page).toContain('MIRRORED left-right · NOT LIFE-SIZE: SCALE 0.500');
    expect(await reportPage(makeReport(runOf(parts)), { parts, scan: null })).not.toContain(
      'class="overlay altered"',
    );
  });
});

it('keeps a long list of findings from standing before the model', async () => {
  const parts = markedBall();
  const findings = Array.from({ length: 9 }, (_, n) => ({
    severity: 'warning' as const,
    code: `odd-${n}`,
    message: `Odd thing number ${n}.`,
  }));
  const page = await reportPage(makeReport({ ...runOf(parts), findings }), { parts, scan: null });
  const [head, rest] = page.split('<main ');
  expect(head.match(/Odd thing/g)).toHaveLength(3);
  expect(head).toContain('All 9 findings');
  expect(rest.match(/Odd thing/g)).toHaveLength(9);
  expect(rest.indexOf('id="model"')).toBeLessThan(rest.indexOf('id="findings"'));
});
