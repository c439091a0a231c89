// Which program did the work, on what.
import { readFileSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { version } from '../version.js';
import { type BuildStamp, buildStamp } from './build-stamp.js';

export interface SoftwareFacts extends BuildStamp {
  readonly name: string;
  readonly version: string;
  readonly node: string;
  readonly os: { readonly platform: string; readonly release: string; readonly arch: string };
}

export const softwareFacts = (): SoftwareFacts => ({
  name: 'isocast',
  version,
  ...buildStamp(),
  node: process.version,
  os: { platform: platform(), release: release(), arch: arch() },
});

/** Where the code is to be had, as package.json says; null where it doesn't. */
export function codeUrl(): string | null {
  const { repository } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const url: unknown = typeof repository === 'object' ? repository?.url : repository;
  return typeof url === 'string' ? url.replace(/^git\+/, '').replace(/\.git$/, '') : null;
}
