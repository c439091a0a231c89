import { describe, expect, it } from 'vitest';
import { uncertaintyFindings } from '../../src/report/uncertainty-findings.js';
import { uncertainty } from '../fixtures/report.js';

const codes = (more: Partial<typeof uncertainty>): string[] =>
  uncertaintyFindings({ ...uncertainty, ...more }).map(({ code, severity }) => `${severity}: ${code}`);

describe('uncertaintyFindings', () => {
  it('has none where nothing is known, or all is well', () => {
    expect(uncertaintyFindings(null)).toEqual([]);
    expect(codes({ doubtful: 0.2 })).toEqual([]);
  });

  it('warns of more than a fifth of the area without a clean edge, and tells how much', () => {
    expect(codes({ doubtful: 0.21 })).toEqual(['warning: doubtful-edges']);
    expect(uncertaintyFindings({ ...uncertainty, doubtful: 0.374 })[0].message).toContain('37 %');
  });

  it('warns where the blur is assumed', () => {
    expect(codes({ blurAssumed: true })).toEqual(['warning: blur-assumed']);
  });
});
