// What a sound file is made of before it is damaged, and what a case is made of after.
import type { Elements } from '../../test/fixtures/dicom-file.js';

/** How a file is opened: as a scan, as a mask on the scan of the drawer, as a mesh, as a record. */
export type Kind = 'scan' | 'mask' | 'mesh' | 'record';

export interface DicomParts {
  readonly elements: Elements;
  readonly syntax: string;
  /** Compressed pixels, each a fragment; takes the place of the pixel element. */
  readonly fragments?: readonly Buffer[];
}

export interface SeedFile {
  readonly bytes: Buffer;
  /** So many bytes at its start are text. */
  readonly text?: number;
  /** Compressed as a whole once it is damaged. */
  readonly gzip?: boolean;
  /** What `bytes` were written from. */
  readonly dicom?: DicomParts;
}

/** Sound files, by their place in the case's folder. */
export interface Seed {
  readonly format: string;
  readonly kind: Kind;
  /** What is given to the program: a name in the case's folder. */
  readonly entry: string;
  readonly files: Readonly<Record<string, SeedFile>>;
  /** All files are members of the archive `entry`. */
  readonly zip?: boolean;
}

/** What lies in the folder of a case; sparse = that many bytes of nothing. */
export type Item =
  | Buffer
  | { readonly link: string }
  | { readonly folder: true }
  | { readonly sparse: number; readonly start: Buffer }
  | { readonly fifo: true }
  | { readonly locked: Buffer };

export interface Case {
  readonly format: string;
  readonly kind: Kind;
  readonly entry: string;
  readonly items: ReadonlyMap<string, Item>;
  readonly options: CaseOptions;
}

/** How it is read, beside the default. */
export interface CaseOptions {
  readonly series?: number;
  readonly maxGap?: number;
  readonly orientation?: string;
  readonly segment?: string;
  readonly identity?: boolean;
  /** Where it can be read, it is looked through as `inspect` does. */
  readonly inspect?: boolean;
  /** Where it can be read, a model is made. */
  readonly model?: boolean;
}
