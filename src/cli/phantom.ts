// isocast phantom: a scan of known shapes, with the truth as numbers beside it.
import { Command } from 'commander';
export const phantomCommand = (): Command => new Command('phantom');
