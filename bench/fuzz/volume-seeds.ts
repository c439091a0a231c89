// Sound NIfTI, NRRD and MetaImage files, in every way that these store a volume.
import { gzipSync } from 'node:zlib';
import { type metaImageFile, metaImageParts } from '../../test/fixtures/meta-image-file.js';
import { niftiFile, niftiParts } from '../../test/fixtures/nifti-file.js';
import { type nrrdFile, nrrdParts } from '../../test/fixtures/nrrd-file.js';
import { labels, origin, size, slice, spacing, values } from './phantom-values.js';
import type { Seed, SeedFile } from './seed.js';

const [nx, ny, nz] = size;
const [sx, sy, sz] = spacing;
const [x, y, z] = origin;

const sform = [-sx, 0, 0, -x, 0, -sy, 0, -y, 0, 0, sz, z];
const nifti = { size: [...size], values, sform, pixdim: [...spacing], description: 'Secret^Name' };

const one = (format: string, entry: string, file: SeedFile): Seed => ({
  format,
  kind: 'scan',
  entry,
  files: { [entry]: file },
});

const labelTable = `<?xml version="1.0"?><CaretExtension><Date><![CDATA[19700102]]></Date><VolumeInformation Index="0"><LabelTable>
<Label Key="0" Red="0" Green="0" Blue="0" Alpha="0"><![CDATA[air]]></Label>
<Label Key="1" Red="0.9" Green="0.5" Blue="0.4" Alpha="1"><![CDATA[soft tissue]]></Label>
<Label Key="2" Red="1" Green="1" Blue="0.8" Alpha="1"><![CDATA[bone]]></Label>
</LabelTable></VolumeInformation></CaretExtension>`;

function labelledNifti(): Buffer {
  const body = Buffer.from(labelTable);
  const extension = Buffer.alloc(Math.ceil((body.length + 8) / 16) * 16);
  extension.writeInt32LE(extension.length, 0);
  extension.writeInt32LE(30, 4);
  body.copy(extension, 8);
  const { header, voxels } = niftiParts({
    ...nifti,
    values: labels,
    type: 2,
    intent: 1002,
    gap: extension.length,
  });
  header[348] = 1;
  extension.copy(header, 352);
  return Buffer.concat([header, voxels]);
}

function niftiSeeds(): Seed[] {
  const { header, voxels } = niftiParts({ ...nifti, pair: true });
  const quaternion = [0, 0, 1, -x, -y, z];
  return [
    one('NIfTI-1', 'scan.nii', { bytes: niftiFile(nifti) }),
    one('NIfTI-1, gzip', 'scan.nii.gz', {
      bytes: niftiFile({ ...nifti, type: 16, sform: null, quaternion }),
      gzip: true,
    }),
    one('NIfTI-1, big endian', 'scan.nii', {
      bytes: niftiFile({ ...nifti, type: 8, littleEndian: false, slope: 2, intercept: -3 }),
    }),
    {
      ...one('NIfTI-1, pair', 'scan.hdr', { bytes: header }),
      files: { 'scan.hdr': { bytes: header }, 'scan.img': { bytes: voxels } },
    },
    one('NIfTI-1, label table', 'scan.nii', { bytes: labelledNifti() }),
    one('NIfTI-2', 'scan.nii', { bytes: niftiFile({ ...nifti, version: 2, type: 64, quaternion }) }),
  ];
}

const directions = `(${sx},0,0) (0,${sy},0) (0,0,${sz})`;
const nrrd = {
  sizes: [...size],
  values,
  directions,
  origin: `(${x},${y},${z})`,
  more: ['PatientName:=Secret^Name'],
};

function nrrdSeed(format: string, file: Parameters<typeof nrrdFile>[0], gzip = false): Seed {
  const { header, data } = nrrdParts(file);
  const bytes = Buffer.concat([Buffer.from(`${header}\n`), gzip ? gzipSync(data) : data]);
  return one(format, 'scan.nrrd', { bytes, text: header.length });
}

const segments = [
  'kinds: domain domain domain',
  'Segment0_ID:=Segment_1',
  'Segment0_Name:=soft tissue',
  'Segment0_LabelValue:=1',
  'Segment0_Layer:=0',
  'Segment0_Color:=0.9 0.5 0.4',
  'Segment0_Extent:=0 13 0 11 0 6',
  'Segment1_ID:=Segment_2',
  'Segment1_Name:=bone',
  'Segment1_LabelValue:=2',
  'Segment1_Layer:=0',
  'Segment1_Color:=1 1 0.8',
  'Segmentation_MasterRepresentation:=Binary labelmap',
];

function nrrdSeeds(): Seed[] {
  const { header, data } = nrrdParts({ ...nrrd, more: [...nrrd.more, 'data file: SECRET-voxels.raw'] });
  const list = nrrdParts({ ...nrrd, more: [`data file: SECRET-%d.raw 1 ${nz} 1 2`] });
  const each = 2 * nx * ny;
  const slices = Array.from({ length: nz }, (_, k) => [
    `SECRET-${k + 1}.raw`,
    { bytes: list.data.subarray(k * each, (k + 1) * each) },
  ]);
  const head = Buffer.from(header);
  const listHead = Buffer.from(list.header);
  return [
    nrrdSeed('NRRD, raw', { ...nrrd, endian: 'big' }),
    nrrdSeed('NRRD, gzip', { ...nrrd, encoding: 'gzip', type: 'float', kind: 'float32' }),
    nrrdSeed('NRRD, text', { ...nrrd, encoding: 'ascii' }),
    {
      ...one('NRRD, detached', 'scan.nhdr', { bytes: head }),
      files: { 'scan.nhdr': { bytes: head, text: head.length }, 'SECRET-voxels.raw': { bytes: data } },
    },
    {
      ...one('NRRD, one file a slice', 'scan.nhdr', { bytes: listHead }),
      files: { 'scan.nhdr': { bytes: listHead, text: listHead.length }, ...Object.fromEntries(slices) },
    },
    nrrdSeed('NRRD, segments', {
      ...nrrd,
      values: labels,
      type: 'uchar',
      kind: 'uint8',
      encoding: 'gzip',
      more: segments,
    }),
  ];
}

const meta = {
  sizes: [...size],
  values,
  spacing: [...spacing],
  offset: [...origin],
  more: ['Comment = Secret^Name'],
};

function metaSeed(format: string, file: Parameters<typeof metaImageFile>[0]): Seed {
  const { header, data } = metaImageParts(file);
  return one(format, 'scan.mha', { bytes: Buffer.concat([header, data]), text: header.length });
}

function metaImageSeeds(): Seed[] {
  const { header, data } = metaImageParts({ ...meta, packed: true, dataFile: 'SECRET.zraw' });
  const list = metaImageParts({ ...meta, dataFile: 'LIST' });
  const names = Array.from({ length: nz }, (_, k) => `SECRET-${k}.raw`);
  const listHead = Buffer.concat([list.header, Buffer.from(`${names.join('\n')}\n`)]);
  const parts = names.map((name, k) => [
    name,
    { bytes: metaImageParts({ sizes: [nx, ny], values: slice(values, k) }).data },
  ]);
  return [
    metaSeed('MetaImage', { ...meta, big: true }),
    metaSeed('MetaImage, zlib', { ...meta, packed: true, type: 'MET_DOUBLE', kind: 'float64' }),
    {
      ...one('MetaImage, detached', 'scan.mhd', { bytes: header }),
      files: { 'scan.mhd': { bytes: header, text: header.length }, 'SECRET.zraw': { bytes: data } },
    },
    {
      ...one('MetaImage, list', 'scan.mhd', { bytes: listHead }),
      files: { 'scan.mhd': { bytes: listHead, text: listHead.length }, ...Object.fromEntries(parts) },
    },
  ];
}

export const volumeSeeds = (): Seed[] => [...niftiSeeds(), ...nrrdSeeds(), ...metaImageSeeds()];
