// Takes the hour of printing out of a PDF, so that the same page gives the same bytes.

// As they stand in the document's information, in plain text: '/CreationDate (D:20260102030405+00'00')'.
const dates = /\/(?:CreationDate|ModDate)\s*\(D:[^()]{0,40}\)/g;

/** The same length, blanks for dates, so that every offset stays true. The caller owns the bytes. */
export function timelessPdf(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const timeless = text.replace(dates, (date) => ' '.repeat(date.length));
  return new Uint8Array(Buffer.from(timeless, 'latin1'));
}
