// Puts the files of a case into a folder, with links and oddities where the system allows them.
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Item } from './seed.js';

/** What can't be made here (a link on a system without them) is left out. */
export function layOut(folder: string, items: ReadonlyMap<string, Item>): void {
  for (const [name, item] of items) {
    const path = join(folder, normalize(`/${name}`));
    try {
      mkdirSync(dirname(path), { recursive: true });
      put(path, item);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
}

function put(path: string, item: Item): void {
  if (Buffer.isBuffer(item)) writeFileSync(path, item);
  else if ('link' in item) symlinkSync(item.link, path);
  else if ('folder' in item) mkdirSync(path, { recursive: true });
  else if ('fifo' in item) execFileSync('mkfifo', [path], { stdio: 'ignore' });
  else if ('locked' in item) {
    writeFileSync(path, item.locked);
    chmodSync(path, 0);
  } else {
    closeSync(openSync(path, 'w'));
    writeFileSync(path, item.start);
    truncateSync(path, item.sparse);
  }
}
