// Whose scan a DICOM file is, read only where the user has asked for it.
// DICOM PS3.5 chapter 6.1 and PS3.3 C.12.1.1.2 (specific character set).
import type { DataSet } from 'dicom-parser';
import type { Identity } from '../../core/facts.js';
import { textIn } from './dicom-values.js';
import { parseDicom } from './parse-dicom.js';
import type { StoredFile } from './stored-file.js';

/** Encodings by the file's own name for them; whatever else there is reads as Latin-1. */
const encodings: Readonly<Record<string, string>> = {
  'ISO_IR 192': 'utf-8',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 13': 'shift_jis',
  'ISO 2022 IR 13': 'shift_jis',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 149': 'euc-kr',
  GB18030: 'gb18030',
  GBK: 'gbk',
};
const longest = 200;

/** Null where the file can't be read. One line of text each, without what could trouble a page or a terminal. */
export async function readIdentity(file: StoredFile): Promise<Identity | null> {
  const parsed = parseDicom(await file.bytes(), 'x7fe00010');
  if (parsed === null) return null;
  const { set } = parsed;
  const text = (tag: string): string | null => decoded(textIn(set, tag), set);
  const name = text('x00100010')
    ?.replace(/=.*$/, '')
    .split('^')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');
  return {
    name: name || null,
    id: text('x00100020'),
    birthDate: date(text('x00100030')),
    sex: text('x00100040'),
    studyDate: date(text('x00080020')),
    accession: text('x00080050'),
  };
}

function decoded(latin1: string | null, set: DataSet): string | null {
  if (latin1 === null) return null;
  const sets = (textIn(set, 'x00080005') ?? '').split('\\').map((one) => one.trim());
  const encoding = encodings[sets.find((one) => encodings[one] !== undefined) ?? ''] ?? 'latin1';
  const text = new TextDecoder(encoding).decode(Buffer.from(latin1, 'latin1'));
  return (
    text
      .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
      .trim()
      .slice(0, longest) || null
  );
}

/** 19700102 as 1970-01-02; what is no date stays as it is. */
const date = (text: string | null): string | null =>
  text?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? null;
