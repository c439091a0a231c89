import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { stlBytes } from '../../src/files/stl-bytes.js';
import { threeMfBytes } from '../../src/files/three-mf-bytes.js';
import { verifyParts } from '../../src/files/verify-parts.js';
import { verifyStl } from '../../src/files/verify-stl.js';
import { type OutputFile, removeTemporaries, writeFiles } from '../../src/files/write-files.js';
import { writeTrouble } from '../../src/files/write-trouble.js';
import { letterPart } from './letter-body.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isocast-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const calm = new AbortController().signal;
const text = (words: string): Uint8Array[] => [Buffer.from(words)];
const meta = { title: 'letter', application: 'Isocast' };
const contents = (path = folder): Record<string, string> =>
  Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function failing(message: string): OutputFile {
  return {
    name: 'bad.txt',
    chunks: (function* () {
      yield Buffer.from('some bytes');
      throw new Error(message);
    })(),
  };
}

describe('writeFiles', () => {
  it('writes models that prove to be themselves, into a folder that it makes, and tells their facts', async () => {
    const part = letterPart();
    const out = join(folder, 'a', 'b');
    const facts = await writeFiles(
      out,
      [
        { name: 'model.stl', chunks: stlBytes(part), verify: verifyStl(part.mesh) },
        { name: 'model.3mf', chunks: threeMfBytes([part, part], meta), verify: verifyParts([part, part]) },
        { name: 'report.json', chunks: (before) => text(JSON.stringify(before.map((f) => f.name))) },
      ],
      calm,
    );
    expect(readdirSync(out).sort()).toEqual(['model.3mf', 'model.stl', 'report.json']);
    expect(facts.map((f) => f.name)).toEqual(['model.stl', 'model.3mf', 'report.json']);
    for (const { name, bytes, sha256: hash } of facts) {
      const written = readFileSync(join(out, name));
      expect([written.length, sha256(written)]).toEqual([bytes, hash]);
    }
    expect(contents(out)['report.json']).toBe('["model.stl","model.3mf"]');
  });

  it('replaces an earlier run as a whole, and leaves other files alone', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await writeFiles(
      folder,
      [
        { name: 'a', chunks: text('1') },
        { name: 'b', chunks: text('1') },
      ],
      calm,
    );
    await writeFiles(
      folder,
      [
        { name: 'a', chunks: text('2') },
        { name: 'b', chunks: text('2') },
      ],
      calm,
    );
    expect(contents()).toEqual({ 'notes.txt': 'mine', a: '2', b: '2' });
  });

  it('takes chunks that come later, one by one', async () => {
    async function* slowly() {
      for (const word of ['one ', 'two ', 'three']) yield Buffer.from(await Promise.resolve(word));
    }
    await writeFiles(folder, [{ name: 'a', chunks: slowly() }], calm);
    expect(contents()).toEqual({ a: 'one two three' });
  });

  it('leaves everything as it was when a later file fails', async () => {
    await writeFiles(folder, [{ name: 'good.txt', chunks: text('old') }], calm);
    const good = { name: 'good.txt', chunks: text('new') };
    await expect(writeFiles(folder, [good, failing('broken')], calm)).rejects.toThrow('broken');
    expect(contents()).toEqual({ 'good.txt': 'old' });
    const out = join(folder, 'x', 'y');
    await expect(writeFiles(out, [good, failing('broken')], calm)).rejects.toThrow('broken');
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  it('leaves everything as it was when a file does not prove to be itself', async () => {
    const part = letterPart();
    const [other] = [letterPart()];
    other.mesh.positions[5] = Math.fround(other.mesh.positions[5] * (1 + 2 ** -22));
    const stl = { name: 'model.stl', chunks: stlBytes(other), verify: verifyStl(part.mesh) };
    await expect(writeFiles(folder, [stl], calm)).rejects.toThrow(/does not read back/);
    const model = { name: 'model.3mf', chunks: threeMfBytes([other], meta), verify: verifyParts([part]) };
    await expect(writeFiles(folder, [model], calm)).rejects.toThrow(/does not read back/);
    expect(contents()).toEqual({});
  });

  it('stops when asked to, and leaves everything as it was', async () => {
    writeFileSync(join(folder, 'a'), 'old');
    const stop = new AbortController();
    function* chunks() {
      yield Buffer.from('1');
      stop.abort();
      yield Buffer.from('2');
    }
    const files = [{ name: 'a', chunks: chunks() }];
    await expect(writeFiles(folder, files, stop.signal)).rejects.toThrow(/abort/i);
    expect(contents()).toEqual({ a: 'old' });
    await expect(writeFiles(join(folder, 'new'), files, stop.signal)).rejects.toThrow(/abort/i);
    expect(contents()).toEqual({ a: 'old' });
  });

  it('can be cleaned up from a signal handler in the middle of a file', async () => {
    const out = join(folder, 'new');
    async function* chunks() {
      yield Buffer.from('1');
      expect(readdirSync(out)).toHaveLength(1);
      expect(readdirSync(out)[0]).toMatch(/^\.isocast-\d+-\d+-a\.part$/);
      removeTemporaries();
      expect(existsSync(out)).toBe(false);
      yield Buffer.from('2');
    }
    await expect(writeFiles(out, [{ name: 'a', chunks: chunks() }], calm)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
    removeTemporaries();
  });

  it('undoes what it has put in place when the last file cannot be', async () => {
    writeFileSync(join(folder, 'a'), 'old');
    mkdirSync(join(folder, 'b'));
    const files = ['a', 'b'].map((name) => ({ name, chunks: text('new') }));
    const error: unknown = await writeFiles(folder, files, calm).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old');
  });

  it('lets two runs write the same folder at once: each file is whole', async () => {
    const run = (letter: string) =>
      writeFiles(folder, [{ name: 'a', chunks: text(letter.repeat(100_000)) }], calm);
    await Promise.all(['x', 'y', 'z'].map(run));
    expect(contents().a).toMatch(/^(x{100000}|y{100000}|z{100000})$/);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  describe('tells the user', () => {
    const trouble = async (out: string): Promise<UserError | null> => {
      const error: unknown = await writeFiles(out, [{ name: 'a', chunks: text('1') }], calm).catch(
        (e: unknown) => e,
      );
      return error instanceof UserError ? error : null;
    };

    it('that the folder is a file, or lies below one', async () => {
      writeFileSync(join(folder, 'file'), 'mine');
      expect((await trouble(join(folder, 'file')))?.message).toBe(
        "The output folder 'file' is a file, not a folder.",
      );
      expect((await trouble(join(folder, 'file', 'below')))?.message).toMatch(/'below' is no folder/);
      expect(contents()).toEqual({ file: 'mine' });
    });

    it.skipIf(process.getuid?.() === 0)('that the folder is not for writing', async () => {
      const closed = join(folder, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      expect((await trouble(closed))?.message).toMatch(/'closed' may not be written/);
      chmodSync(closed, 0o700);
    });

    it('that a name is too long', async () => {
      expect((await trouble(join(folder, 'x'.repeat(300))))?.advice).toMatch(/shorter/);
    });

    it('that the disk is full, over quota, read-only; but hides no bug', () => {
      for (const code of ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO']) {
        const error = writeTrouble(Object.assign(new Error('raw'), { code }), '/home/someone/secret/out');
        expect(error).toBeInstanceOf(UserError);
        expect(error instanceof UserError && error.message).toMatch(/^The output folder 'out' .*\.$/);
      }
      const bug = new TypeError('bug');
      expect(writeTrouble(bug, 'out')).toBe(bug);
      expect(writeTrouble('odd', 'out')).toBe('odd');
    });

    it.skipIf(!existsSync('/dev/full'))('that a disk is full, on one that is', async () => {
      const { open } = await import('node:fs/promises');
      const full = await open('/dev/full', 'w');
      const error: unknown = await full.write('1').catch((e: unknown) => e);
      await full.close();
      expect(writeTrouble(error, 'out')).toBeInstanceOf(UserError);
    });
  });
});
