// One file of DICOM, wherever it is stored: in a folder, in an archive.

export interface StoredFile {
  /** Tells files of one source apart and puts them in order. Never shown, never written anywhere. */
  readonly key: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** The first bytes, `length` of them, or all where there are fewer. Throws where they can't be had. */
  readonly start: (length: number) => Promise<Uint8Array>;
  /** All bytes; the caller's. Throws where they can't be had. */
  readonly bytes: () => Promise<Uint8Array>;
}
