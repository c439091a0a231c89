// What kind of file this is, by its first bytes; names and extensions mean nothing.
import { niftiVersion } from './volumes/nifti-header.js';

export type ScanFormat =
  | { readonly kind: 'nifti'; readonly version: 1 | 2 }
  | { readonly kind: 'nrrd' }
  | { readonly kind: 'meta-image' }
  | { readonly kind: 'dicom' }
  /** A .zip, with whatever in it. */
  | { readonly kind: 'archive' }
  | { readonly kind: 'other'; readonly looksLike: string };

/** Enough bytes for every test below. */
export const FORMAT_BYTES = 1024;

/** One of the fields that every header has, at the start of a line. */
const metaImage = /^[ \t]*(ObjectType|NDims|DimSize|ElementType|ElementDataFile)[ \t]*[=:]/m;

/** `bytes`: the start of the file, unpacked if gzipped. */
export function scanFormat(bytes: Uint8Array): ScanFormat {
  const version = niftiVersion(bytes);
  if (version === 'analyze')
    return { kind: 'other', looksLike: 'an ANALYZE 7.5 header, which does not tell left from right' };
  if (version !== null) return { kind: 'nifti', version };
  const text = String.fromCharCode(...bytes.subarray(0, FORMAT_BYTES));
  if (/^NRRD\d\d/.test(text)) return { kind: 'nrrd' };
  if (looksDicom(bytes)) return { kind: 'dicom' };
  if (text.startsWith('PK\u0003\u0004')) return { kind: 'archive' };
  if (metaImage.test(text)) return { kind: 'meta-image' };
  return { kind: 'other', looksLike: otherKind(bytes) };
}

/** DICOM with its preamble, or that starts with group 0002 without it, or with group 0008 in either byte order. */
export function looksDicom(bytes: Uint8Array): boolean {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (text(128, 132) === 'DICM' || text(0, 4) === 'DICM') return true;
  if (bytes[0] === 2 && bytes[1] === 0 && /^(UL|OB|UI)$/.test(text(4, 6))) return true;
  return bareSyntax(bytes) !== null;
}

/** The transfer syntax of a data set without preamble and file meta, judged by its first element; null if it is none. */
export function bareSyntax(bytes: Uint8Array): string | null {
  if (bytes.length < 16) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const named = /^(AE|AS|CS|DA|DS|IS|LO|LT|PN|SH|SQ|ST|TM|UI|UL|US|UT|OB|OW|UN)$/.test(
    String.fromCharCode(bytes[4], bytes[5]),
  );
  if (view.getUint16(0, true) === 8 && view.getUint16(2, true) < 0x20)
    return named ? '1.2.840.10008.1.2.1' : view.getUint32(4, true) <= 128 ? '1.2.840.10008.1.2' : null;
  if (view.getUint16(0, false) === 8 && view.getUint16(2, false) < 0x20 && named)
    return '1.2.840.10008.1.2.2';
  return null;
}

function otherKind(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const text = String.fromCharCode(...bytes.subarray(0, 512));
  if (/^(PK|Rar!|7z)/.test(text)) return 'a packed archive; unpack it first';
  if (/^(\u0089PNG|\u00ff\u00d8\u00ff|GIF8|II\*|MM)/.test(text)) return 'a picture';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text has no control characters
  if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return 'a text';
  return 'something else';
}
