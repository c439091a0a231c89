// What playwright-core carries with it and ships no types for: pngjs, someone else's reader of PNG.
declare module 'playwright-core/lib/utilsBundle' {
  export const PNG: {
    readonly sync: { read(bytes: Buffer): { width: number; height: number; data: Buffer } };
  };
}
