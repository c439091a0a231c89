// The flags that name a printer.
import type { Command } from 'commander';

/** As commander gives them. */
export interface PrinterFlags {
  readonly printer?: string;
  readonly printers?: string;
  readonly process?: string;
}

export const addPrinterFlags = (command: Command): Command =>
  command
    .option(
      '--printer <name>',
      'what it is to be printed on (isocast printers lists them): checked, and asked where an option says printer',
    )
    .option('--printers <file>', 'printers of your own, as YAML or JSON')
    .option('--process <name>', 'another way of printing than the usual one of the printer');
