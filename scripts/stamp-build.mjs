// Notes what this build was made from, dist/build.json: the commit, whether it was changed, the locked dependencies.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const root = realpathSync(path('..'));

/** What git says here; null without git, or where the repository is not this one (a package inside another's). */
function git(...args) {
  try {
    const ask = (...words) =>
      execFileSync('git', ['-C', root, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    if (realpathSync(ask('rev-parse', '--show-toplevel').trim()) !== root) return null;
    return ask(...args).trim();
  } catch {
    return null;
  }
}

function lockHash() {
  try {
    return createHash('sha256')
      .update(readFileSync(path('../package-lock.json')))
      .digest('hex');
  } catch {
    return null;
  }
}

const commit = git('rev-parse', 'HEAD');
const changes = git(
  'status',
  '--porcelain',
  '--',
  'src',
  'scripts',
  'bin',
  'package.json',
  'package-lock.json',
);
const stamp = { commit, dirty: commit === null ? null : changes !== '', lockSha256: lockHash() };
const draft = path(`../dist/build.json.${process.pid}`);
mkdirSync(path('../dist'), { recursive: true });
writeFileSync(draft, `${JSON.stringify(stamp, null, 2)}\n`);
renameSync(draft, path('../dist/build.json'));
