// A PDF loses its dates and nothing else: every offset stays where it was.
import { expect, it } from 'vitest';
import { timelessPdf } from '../../src/files/timeless-pdf.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const text = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');
const pdf = (date: string): string =>
  `%PDF-1.4\n%\xd3\xeb\n1 0 obj\n<</Title (a)\n/CreationDate (D:${date}+00'00')\n/ModDate (D:${date}+00'00')>>\nstream\n\x00\xff(D:2026)\nendstream`;

it('gives the same bytes for the same page at any hour', () => {
  const early = timelessPdf(bytes(pdf('20260102030405')));
  expect(early).toEqual(timelessPdf(bytes(pdf('20361122334455'))));
  expect(text(early)).not.toMatch(/Date|03040/);
});

it('keeps the length and all else', () => {
  const before = pdf('20260102030405');
  const after = text(timelessPdf(bytes(before)));
  expect(after.length).toBe(before.length);
  expect(after.indexOf('stream')).toBe(before.indexOf('stream'));
  expect(after.slice(after.indexOf('stream'))).toBe(before.slice(before.indexOf('stream')));
  expect(text(timelessPdf(bytes('no dates')))).toBe('no dates');
});
