// The package ships no types.
declare module '@3mfconsortium/lib3mf';
