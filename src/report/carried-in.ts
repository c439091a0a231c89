// Takes out of a page what it carries: strictly, since a page comes from outside and goes into another one.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Carried, carriedHash, dataStart, manifestStart } from './page-carried.js';
import { picturesIn } from './page-picture.js';
import { plausibleManifest } from './plausible-manifest.js';
import type { ByteRange, PreviewManifest } from './preview-manifest.js';
import { previewManifestSchema } from './preview-manifest-schema.js';

/** Null where this is no page of a report, or not as it was written. */
export function carriedIn(page: string): Carried | null {
  const manifestText = elementText(page, manifestStart);
  const dataText = elementText(page, dataStart);
  if (manifestText === null || dataText === null || !page.endsWith('</html>\n')) return null;
  const manifest = manifestOf(manifestText);
  const [hash, base64] = [dataText.slice(0, 64), dataText.slice(64 + '">'.length)];
  if (manifest === null || dataText.slice(64, 66) !== '">') return null;
  const data = Buffer.from(base64, 'base64');
  const pictures = picturesIn(page.slice(0, page.indexOf(manifestStart)));
  const carried = { manifest, data, pictures };
  const whole = data.length === endOf(manifest) && data.toString('base64') === base64;
  return whole && carriedHash(carried) === hash ? carried : null;
}

/** From the words that begin it to its end; null unless they stand there once. */
function elementText(page: string, start: string): string | null {
  const at = page.indexOf(start);
  const end = page.indexOf('</script>', at);
  if (at < 0 || end < 0 || page.indexOf(start, at + 1) >= 0) return null;
  return page.slice(at + start.length, end);
}

function manifestOf(text: string): PreviewManifest | null {
  const fits = new Ajv2020().compile<PreviewManifest>(previewManifestSchema);
  try {
    const manifest: unknown = JSON.parse(text);
    return fits(manifest) && plausibleManifest(manifest) ? manifest : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Where the last of its ranges ends; NaN where one of them runs backward. */
function endOf({ parts, scan }: PreviewManifest): number {
  const ranges: readonly ByteRange[] = [
    ...parts.flatMap((part) => [part.vertexBytes, part.indexBytes, ...part.values.map(({ bytes }) => bytes)]),
    ...(scan === null ? [] : [scan.bytes]),
  ];
  return ranges.reduce((end, [from, to]) => (from > to ? Number.NaN : Math.max(end, to)), 0);
}
