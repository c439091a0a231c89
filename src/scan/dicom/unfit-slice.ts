// Which DICOM pictures can be slices of a scan, and why the others can't.
import type { DicomSlice } from './dicom-series.js';

const scans = ['CT', 'MR', 'PT', 'NM'];
const scanClasses = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(2|2\.1|2\.2|4|4\.1|4\.4|20|128|128\.1|130)$/;
/** Cone-beam and other volumes of devices whose modality plain X-ray pictures have as well. */
const xrayVolumes = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.13\.1\.[123]$/;

const others: readonly (readonly [RegExp, string, string])[] = [
  [/^66\.[47]$/, 'SEG', 'it is a segmentation, no scan'],
  [/^66\.5$/, '', 'it is a surface, no scan'],
  [/^481\.3$/, 'RTSTRUCT', 'it holds contours, no scan'],
  [/^481\.2$/, 'RTDOSE', 'it holds a radiation dose, no scan'],
  [/^7(\.|$)/, '', 'it is a screen save or a scanned picture (secondary capture)'],
  [/^88\.|^104\./, 'SR', 'it is a report or a document'],
  [/^11\./, 'PR', 'it says how to show pictures, and holds none'],
];

const localizer = /LOCALI[SZ]ER|SCOUT|TOPOGRAM|SURVIEW|SCANOGRAM/;
const screen = /SCREEN|REPORT|DOSE.?(INFO|SUMMARY)|SNAPSHOT/;
const rendered =
  /(^|\\|[ _])(MIP|MINIP|MNIP|MAX[ _]IP|MIN[ _]IP|VRT|SSD|CPR|CURVED[ _]MPR)(\\|$|[ _])|PROJECTION|RENDER|(^|\\)3D(\\|$)/;
const mosaic = /MOSAIC/;
const fused = /(^|[\\ _])(FUSION|FUSED|RGB)(\\|$)/;

/** In a few words; null if it can be one. */
export function unfitSlice({ image, frame }: DicomSlice): string | null {
  const kind = otherKind(image.sopClass, image.modality);
  if (kind !== null) return kind;
  if (!image.hasPixels || image.rows < 1 || image.columns < 1) return 'it holds no picture';
  if (!isScan(image.sopClass, image.modality)) return 'it is no CT, MR or PET picture';
  const type = frame.imageType.join('\\');
  if (localizer.test(type)) return 'it is a localizer (scout view)';
  if (screen.test(type)) return 'it is a screen save or a report';
  if (fused.test(type)) return 'it is a fusion of several pictures';
  if (mosaic.test(type)) return 'it is a mosaic, many slices in one picture';
  if (rendered.test(type)) return 'it is a projection or a rendering (MIP, 3D view), no slice';
  if (image.samples !== 1 || image.photometric === 'PALETTE COLOR') return 'it is a colour picture';
  if (![8, 16, 32].includes(image.bitsAllocated)) return `its pixels have ${image.bitsAllocated} bits`;
  if (image.highBit >= image.bitsAllocated || image.bitsStored < 1 || image.bitsStored > image.highBit + 1)
    return 'its pixel format is damaged';
  if (image.modalityLut) return 'it maps its values by a table (Modality LUT)';
  return null;
}

function otherKind(sopClass: string | null, modality: string | null): string | null {
  const under = '1.2.840.10008.5.1.4.1.1.';
  const tail = sopClass?.startsWith(under) ? sopClass.slice(under.length) : null;
  const kind = others.find(([pattern, name]) =>
    tail === null ? name !== '' && name === modality : pattern.test(tail),
  );
  return kind?.[2] ?? null;
}

/** Where neither says what it is, its geometry will tell. */
function isScan(sopClass: string | null, modality: string | null): boolean {
  if (xrayVolumes.test(sopClass ?? '')) return true;
  if (modality !== null) return scans.includes(modality);
  return sopClass === null || scanClasses.test(sopClass);
}
