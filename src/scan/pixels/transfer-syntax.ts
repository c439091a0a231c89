// How a DICOM file's transfer syntax stores its pixels, and what it is called.

/** How the pixels are packed; null where nothing here unpacks them. */
export type Packing = 'little' | 'big' | 'wrapped' | 'deflated' | 'rle' | 'jpeg' | 'jpeg-ls' | 'jpeg-2000';

export interface TransferSyntax {
  readonly name: string;
  readonly packing: Packing | null;
  /** Whether it can't be without loss; some others may lose as well. */
  readonly lossy: boolean;
}

const DICOM = '1.2.840.10008.1.2';
const JPEG = `${DICOM}.4.`;

const read: Readonly<Record<string, readonly [Packing, string]>> = {
  [DICOM]: ['little', 'Implicit VR Little Endian'],
  [`${DICOM}.1`]: ['little', 'Explicit VR Little Endian'],
  [`${DICOM}.1.99`]: ['little', 'Deflated Explicit VR Little Endian'],
  [`${DICOM}.1.98`]: ['wrapped', 'Encapsulated Uncompressed Explicit VR Little Endian'],
  [`${DICOM}.2`]: ['big', 'Explicit VR Big Endian'],
  [`${DICOM}.5`]: ['rle', 'RLE Lossless'],
  [`${DICOM}.8.1`]: ['deflated', 'Deflated Image Frame'],
  [`${JPEG}50`]: ['jpeg', 'JPEG Baseline'],
  [`${JPEG}51`]: ['jpeg', 'JPEG Extended'],
  [`${JPEG}57`]: ['jpeg', 'JPEG Lossless, process 14'],
  [`${JPEG}70`]: ['jpeg', 'JPEG Lossless, process 14, first-order prediction'],
  [`${JPEG}80`]: ['jpeg-ls', 'JPEG-LS Lossless'],
  [`${JPEG}81`]: ['jpeg-ls', 'JPEG-LS Near-Lossless'],
  [`${JPEG}90`]: ['jpeg-2000', 'JPEG 2000 Lossless'],
  [`${JPEG}91`]: ['jpeg-2000', 'JPEG 2000'],
  [`${JPEG}92`]: ['jpeg-2000', 'JPEG 2000 Part 2 Lossless'],
  [`${JPEG}93`]: ['jpeg-2000', 'JPEG 2000 Part 2'],
  [`${JPEG}201`]: ['jpeg-2000', 'High-Throughput JPEG 2000 Lossless'],
  [`${JPEG}202`]: ['jpeg-2000', 'High-Throughput JPEG 2000 Lossless, RPCL'],
  [`${JPEG}203`]: ['jpeg-2000', 'High-Throughput JPEG 2000'],
};

const lossy = [`${JPEG}50`, `${JPEG}51`, `${JPEG}81`];

const refused: Readonly<Record<string, string>> = {
  [`${JPEG}52`]: 'JPEG Extended, process 3 and 5 (retired)',
  [`${JPEG}53`]: 'JPEG Spectral Selection, process 6 and 8 (retired)',
  [`${JPEG}54`]: 'JPEG Spectral Selection, process 7 and 9 (retired)',
  [`${JPEG}55`]: 'JPEG Full Progression, process 10 and 12 (retired)',
  [`${JPEG}56`]: 'JPEG Full Progression, process 11 and 13 (retired)',
  [`${JPEG}58`]: 'JPEG Lossless, process 15 (retired)',
  [`${JPEG}59`]: 'JPEG Extended Hierarchical, process 16 and 18 (retired)',
  [`${JPEG}60`]: 'JPEG Extended Hierarchical, process 17 and 19 (retired)',
  [`${JPEG}61`]: 'JPEG Spectral Selection Hierarchical, process 20 and 22 (retired)',
  [`${JPEG}62`]: 'JPEG Spectral Selection Hierarchical, process 21 and 23 (retired)',
  [`${JPEG}63`]: 'JPEG Full Progression Hierarchical, process 24 and 26 (retired)',
  [`${JPEG}64`]: 'JPEG Full Progression Hierarchical, process 25 and 27 (retired)',
  [`${JPEG}65`]: 'JPEG Lossless Hierarchical, process 28 (retired)',
  [`${JPEG}66`]: 'JPEG Lossless Hierarchical, process 29 (retired)',
  [`${JPEG}94`]: 'JPIP Referenced (the pixels are on a server, not in the file)',
  [`${JPEG}95`]: 'JPIP Referenced Deflate (the pixels are on a server, not in the file)',
  [`${JPEG}204`]: 'JPIP HTJ2K Referenced (the pixels are on a server, not in the file)',
  [`${JPEG}205`]: 'JPIP HTJ2K Referenced Deflate (the pixels are on a server, not in the file)',
  [`${JPEG}100`]: 'MPEG-2 video',
  [`${JPEG}101`]: 'MPEG-2 video, high level',
  [`${JPEG}102`]: 'MPEG-4 video',
  [`${JPEG}103`]: 'MPEG-4 video, BD-compatible',
  [`${JPEG}104`]: 'MPEG-4 video, 2D',
  [`${JPEG}105`]: 'MPEG-4 video, 3D',
  [`${JPEG}106`]: 'MPEG-4 video, stereo',
  [`${JPEG}107`]: 'HEVC video',
  [`${JPEG}108`]: 'HEVC video, 10 bit',
  [`${JPEG}110`]: 'JPEG XL Lossless',
  [`${JPEG}111`]: 'JPEG XL, recompressed JPEG',
  [`${JPEG}112`]: 'JPEG XL',
  [`${DICOM}.6.1`]: 'RFC 2557 MIME (retired)',
  [`${DICOM}.6.2`]: 'XML Encoding (retired)',
  [`${DICOM}.7.1`]: 'SMPTE ST 2110-20 video',
  [`${DICOM}.7.2`]: 'SMPTE ST 2110-20 video, interlaced',
  [`${DICOM}.7.3`]: 'SMPTE ST 2110-30 audio',
  '1.2.840.10008.1.20': 'Papyrus 3 (retired)',
  '1.2.840.113619.5.2': "GE's private implicit syntax with big-endian pixels",
};

/** What is known of the syntax named by `uid`; text from a file, so its name is cleaned where it is not known. */
export function transferSyntax(uid: string): TransferSyntax {
  if (Object.hasOwn(read, uid))
    return { packing: read[uid][0], name: read[uid][1], lossy: lossy.includes(uid) };
  // Fragmentable videos have their video's name with one number more.
  const video = uid.replace(/^(1\.2\.840\.10008\.1\.2\.4\.10[0-6])\.1$/, '$1');
  if (Object.hasOwn(refused, video)) return { packing: null, name: refused[video], lossy: false };
  const clean = uid.replace(/[^0-9.]/g, '').slice(0, 64);
  return { packing: null, name: `an unknown compression (${clean || 'unnamed'})`, lossy: false };
}
