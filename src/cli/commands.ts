// Every command by its name: what `isocast --help` says of it, and where it is. Only the one that is called is loaded.
import { Command } from 'commander';

interface Entry {
  readonly does: string;
  /** As in the line of its usage. */
  readonly takes: string;
  readonly load: () => Promise<Command>;
}

const commands: Readonly<Record<string, Entry>> = {
  convert: {
    does: 'Turn a scan into a printable model (STL and 3MF) with a report, a 3D preview and a record',
    takes: '<scan>',
    load: async () => (await import('./convert.js')).convertCommand(),
  },
  resample: {
    does: 'Put a scan on another grid (isotropic voxels, or those of another scan): NIfTI, sidecar and record',
    takes: '<scan>',
    load: async () => (await import('./resample.js')).resampleCommand(),
  },
  texture: {
    does: 'Measure intensity, texture (grey-level co-occurrence) and shape of a region, as the IBSI defines them',
    takes: '<scan>',
    load: async () => (await import('./texture.js')).textureCommand(),
  },
  filter: {
    does: 'Filter a scan by the Laplacian of a Gaussian (IBSI 2), on isotropic voxels: a NIfTI file, its facts and its record',
    takes: '<scan>',
    load: async () => (await import('./filter.js')).filterCommand(),
  },
  inspect: {
    does: 'Tell what is in a scan: series, grid, orientation, values, and what to know before printing from it',
    takes: '<scan>',
    load: async () => (await import('./inspect.js')).inspectCommand(),
  },
  shape: {
    does: 'Make a mesh ready to print: cut, hollow, mark, stand it up, cut it to fit; each change measured',
    takes: '<mesh>',
    load: async () => (await import('./shape.js')).shapeCommand(),
  },
  check: {
    does: 'Check a mesh (STL, 3MF, OBJ or PLY): closed, manifold, oriented, free of self-intersection; whether a printer can print it, and whether it is as expected',
    takes: '<mesh>',
    load: async () => (await import('./check.js')).checkCommand(),
  },
  compare: {
    does: 'Measure two meshes against each other: distances both ways, volumes, sizes; as they lie or aligned; with a page',
    takes: '<a> <b>',
    load: async () => (await import('./compare.js')).compareCommand(),
  },
  measured: {
    does: 'Enter the lengths of the printed part into the report of its model, and hold them against what is allowed',
    takes: '<report>',
    load: async () => (await import('./measured.js')).measuredCommand(),
  },
  printers: {
    does: 'List the printers and printing processes that are known, with their limits',
    takes: '',
    load: async () => (await import('./printers.js')).printersCommand(),
  },
  phantom: {
    does: 'Scan a body of known shape: a NIfTI file, and the truth about it as JSON beside it',
    takes: '<name>',
    load: async () => (await import('./phantom.js')).phantomCommand(),
  },
  report: {
    does: 'Make the page of a report.json again, and print it (PDF)',
    takes: '<report>',
    load: async () => (await import('./report.js')).reportCommand(),
  },
  replay: {
    does: 'Do again what a record says was done, and say whether the same bytes come out',
    takes: '<record> [scan]',
    load: async () => (await import('./replay.js')).replayCommand(),
  },
};

/** All of them; those that none of the words names stand there by name alone. */
export function commandsFor(words: readonly string[]): Promise<Command[]> {
  return Promise.all(
    Object.entries(commands).map(async ([name, { does, takes, load }]) => {
      const command = words.includes(name) ? await load() : new Command(name).usage(`[options] ${takes}`);
      return command.description(does);
    }),
  );
}
