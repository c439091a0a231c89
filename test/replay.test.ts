// Records and their replay, as a user goes it: the same bytes again, or a plain word on what is not the same.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordHash } from '../src/commands/record-hash.js';
import { replayRecord } from '../src/commands/replay-record.js';
import { UserError } from '../src/core/errors.js';
import { isocast, scratch } from './command-line.js';
import { niftiFile } from './fixtures/nifti-file.js';

const folder = scratch();
const scan = join(folder, 'secret-name.nii.gz');
const other = join(folder, 'other.nii.gz');
const mask = join(folder, 'roi.nii');
const iso = join(folder, 'iso.nii.gz');
const model = join(folder, 'model');

async function run(...args: string[]): Promise<string> {
  const { code, out, err } = await isocast(...args);
  expect([code, err], args.join(' ')).toEqual([0, '']);
  return out;
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const record = join(folder, 'iso.record.json');

/** The same record with something changed, hashed anew if asked for. */
function altered(name: string, change: (record: Record<string, unknown>) => void, rehash: boolean): string {
  const changed = json(record);
  change(changed);
  if (rehash) changed.hash = recordHash(changed);
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(changed));
  return path;
}

describe('a record and its replay', () => {
  it('a phantom: made again without any input', async () => {
    await run(
      'phantom',
      'asymmetric',
      '--spacing',
      '1.6,1.6,2.2',
      '--axes',
      'RIP',
      '--noise',
      '7',
      '--seed',
      '3',
      '--out',
      scan,
    );
    await run(
      'phantom',
      'asymmetric',
      '--spacing',
      '2,2,2.5',
      '--axes',
      'RIP',
      '--noise',
      '7',
      '--seed',
      '4',
      '--out',
      other,
    );
    expect(hashOf(other)).not.toBe(hashOf(scan));
    const inside = Uint8Array.from({ length: 20 * 20 * 12 }, (_, n) => (n % 20 > 4 && n % 7 > 1 ? 1 : 0));
    const sform = [-2, 0, 0, 19, 0, 2, 0, -21, 0, 0, 2.5, -13];
    writeFileSync(mask, niftiFile({ size: [20, 20, 12], type: 2, bits: 8, values: inside, sform }));
    expect(await run('replay', join(folder, 'secret-name.record.json'))).toMatch(/SAME: every byte/);
    expect(json(join(folder, 'secret-name.record.json')).randomness).toMatch(/seed 3/);
  });

  it('resample: the same bytes on one thread and on two, with the reference or without it', async () => {
    const made = await isocast(
      ...['resample', scan, '--like', other, '--mask', mask, '--out', iso, '--threads', '2'],
    );
    expect(made.code).toBe(0);
    const said = await run('replay', record, scan, '--mask', mask, '--threads', '1');
    for (const file of ['iso.nii.gz', 'iso_mask.nii.gz', 'iso.json'])
      expect(said).toContain(`same       ${file}  sha256 ${hashOf(join(folder, file))}`);
    const kept = join(folder, 'kept');
    const { same, files } = JSON.parse(
      await run('replay', record, scan, '--mask', mask, '--like', other, '--out', kept, '--json'),
    );
    expect([same, files.length]).toEqual([true, 3]);
    expect(readdirSync(kept).sort()).toEqual([
      'iso.json',
      'iso.nii.gz',
      'iso.record.json',
      'iso_mask.nii.gz',
    ]);
    expect(json(join(kept, 'iso.record.json')).hash).toBe(recordHash(json(join(kept, 'iso.record.json'))));
  });

  it('convert: model, report and page come out again; an unlimited bound survives', async () => {
    await run(
      'convert',
      scan,
      '--threshold',
      '226',
      '--spacing',
      '1.2',
      '--largest',
      '--out',
      model,
      '--threads',
      '1',
    );
    const steps: { name: string; options: Record<string, unknown> }[] = json(
      join(model, 'record.json'),
    ).steps;
    expect(steps.map(({ name }) => name).slice(0, 3)).toEqual(['clip-metal', 'resample', 'crop']);
    expect(await run('replay', join(model, 'record.json'), scan)).toMatch(/SAME: every byte/);
  });

  it('tells who made what of what, in the keys of BIDS too, and identifies nobody', () => {
    const text = readFileSync(record, 'utf8');
    const all = JSON.parse(text);
    expect(all).toMatchObject({
      schema: { name: 'isocast-record', version: 1 },
      Sources: [hashOf(scan), hashOf(other), hashOf(mask)].map((sha) => `hash://sha256/${sha}`),
      SpatialReference: `hash://sha256/${hashOf(other)}`,
      GeneratedBy: [{ Name: 'isocast' }],
      command: { name: 'resample' },
      software: { node: process.version, threads: 2 },
      randomness: 'Nothing is random.',
    });
    expect(all.inputs.map(({ role }: { role: string }) => role)).toEqual(['scan', 'like', 'mask']);
    for (const one of all.inputs) expect(one.stored.affine.ras).toHaveLength(4);
    expect(all.result.affine.lps).toHaveLength(4);
    expect(all.software).toHaveProperty('commit');
    expect(all.software.lockSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(all.steps.map(({ name, of }: { name: string; of: string }) => `${name} ${of}`)).toEqual([
      'resample scan',
      'store scan',
      'resample mask',
      'storeMask mask',
    ]);
    expect(all.outputs.map(({ name, sha256 }: { name: string; sha256: string }) => [name, sha256])).toEqual(
      ['iso.nii.gz', 'iso_mask.nii.gz', 'iso.json'].map((name) => [name, hashOf(join(folder, name))]),
    );
    for (const path of [
      record,
      join(folder, 'iso.json'),
      join(model, 'record.json'),
      join(model, 'report.json'),
    ])
      expect(readFileSync(path, 'utf8')).not.toMatch(/secret|other\.nii|isocast-test|\/tmp/);
  });

  it('time and hash apart, only the number of threads differs between one thread and two', async () => {
    await run('replay', record, scan, '--mask', mask, '--threads', '1', '--out', join(folder, 'one'));
    const [one, two] = [json(join(folder, 'one', 'iso.record.json')), json(record)];
    expect(one.software.threads).toBe(1);
    one.software.threads = 2;
    expect(recordHash(one)).toBe(recordHash(two));
    expect(two.hash).toBe(recordHash(two));
  });
});

describe('what is not the same', () => {
  it('another scan, mask or reference: said, exit code 3', async () => {
    for (const [what, ...args] of [
      ['scan', other, '--mask', mask],
      ['mask', scan, '--mask', scan],
      ['like', scan, '--mask', mask, '--like', scan],
    ]) {
      const { code, out } = await isocast('replay', record, ...args);
      expect([code, out]).toEqual([
        3,
        expect.stringMatching(
          `OTHER INPUT: the ${what === 'like' ? 'reference grid' : what} .*is not the one`,
        ),
      ]);
      expect(out).toContain(hashOf(what === 'scan' ? other : scan));
    }
  });

  it('a scan that was damaged since is another scan', async () => {
    const bytes = readFileSync(scan);
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    const damaged = join(folder, 'damaged.nii.gz');
    writeFileSync(damaged, bytes);
    const { code, out } = await isocast('replay', record, damaged, '--mask', mask);
    expect([code, out]).toEqual([3, expect.stringContaining(`${hashOf(damaged)} now`)]);
  });

  it('other options, an altered record: said, exit code 3', async () => {
    const kernel = (r: Record<string, unknown>) => {
      const steps = r.steps;
      if (Array.isArray(steps)) steps[0].options.kernel = 'linear';
    };
    const linear = await isocast('replay', altered('linear.json', kernel, true), scan, '--mask', mask);
    expect([linear.code, linear.out]).toEqual([3, expect.stringMatching(/DIFFERENT {2}iso\.nii\.gz/)]);
    const touched = altered('touched.json', (r) => Object.assign(r, { Description: 'mine' }), false);
    const said = await isocast('replay', touched, scan, '--mask', mask);
    expect([said.code, said.out]).toEqual([3, expect.stringMatching(/ALTERED[\s\S]*SAME BYTES, but/)]);
    const later = altered('later.json', (r) => Object.assign(r, { time: 'later' }), false);
    expect((await isocast('replay', later, scan, '--mask', mask)).code).toBe(0);
  });

  it('another program: what changed is said where the bytes are not the same', async () => {
    const older = altered(
      'older.json',
      (r) => {
        Object.assign(r, { software: { ...json(record).software, version: '0.0.1', node: 'v1.0.0' } });
        if (Array.isArray(r.outputs)) r.outputs[0].sha256 = '0'.repeat(64);
      },
      true,
    );
    const { code, out } = await isocast('replay', older, scan, '--mask', mask);
    expect([code, out]).toEqual([
      3,
      expect.stringMatching(/version: "0\.0\.1" then[\s\S]*node: "v1\.0\.0" then/),
    ]);
  });

  it.each([
    ['no file', () => [join(folder, 'nowhere.json')]],
    ['no JSON', () => [scan, scan]],
    ['JSON, but no record', () => [join(folder, 'iso.json'), scan]],
    [
      'a record of a later kind',
      () => [
        altered('v9.json', (r) => Object.assign(r, { schema: { name: 'isocast-record', version: 9 } }), true),
        scan,
      ],
    ],
    [
      'a step that nobody knows',
      () => [
        altered('step.json', (r) => Object.assign(r, { steps: [{ name: 'magic', options: {} }] }), true),
        scan,
      ],
    ],
    [
      'an option that can be none',
      () => [
        altered(
          'option.json',
          (r) => Object.assign(r, { steps: [{ name: 'resample', options: { grid: 7 } }] }),
          true,
        ),
        scan,
      ],
    ],
    [
      'a file outside its folder',
      () => [
        altered(
          'way.json',
          (r) =>
            Object.assign(r, {
              command: {
                name: 'resample',
                options: { ...json(record).command.options, file: '../../escape.nii' },
              },
            }),
          true,
        ),
        scan,
      ],
    ],
    [
      'a reference that is none',
      () => [
        altered(
          'like.json',
          (r) =>
            Object.assign(r, {
              command: {
                name: 'resample',
                options: { ...json(record).command.options, like: { sha256: 'x' } },
              },
            }),
          true,
        ),
        scan,
        '--mask',
        other,
      ],
    ],
    ['no scan', () => [record]],
    ['no mask', () => [record, scan]],
    ['a mask too many', () => [join(model, 'record.json'), scan, '--mask', mask]],
    ['its own folder to write to', () => [record, scan, '--mask', mask, '--out', folder]],
  ])('%s: refused in words that help', async (_name, args) => {
    const before = hashOf(record);
    const [path, given, ...more] = args();
    const flag = (name: string): string | undefined => more[more.indexOf(name) + 1 || more.length];
    const options = { scan: given, mask: flag('--mask'), out: flag('--out') };
    await expect(replayRecord(path, options)).rejects.toThrow(UserError);
    expect(hashOf(record)).toBe(before);
    expect(existsSync(join(folder, '..', '..', basename('escape.nii')))).toBe(false);
  });

  it('in two lines on the terminal, exit code 2', async () => {
    const { code, err } = await isocast('replay', join(folder, 'iso.json'), scan);
    expect([code, err.trim().split('\n').length], err).toEqual([2, 2]);
  });
});
