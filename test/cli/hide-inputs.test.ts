import { describe, expect, it } from 'vitest';
import { hideInputs } from '../../src/cli/hide-inputs.js';

const scan = [{ called: 'the scan', path: '/data/doe/DOE_JOHN.nii.gz' }];

describe('hideInputs', () => {
  it('says what an input is for, not what it is called', () => {
    expect(hideInputs('DOE_JOHN.nii.gz: the file is cut off.', scan)).toBe('the scan: the file is cut off.');
    expect(hideInputs("can't read '/data/doe/DOE_JOHN.nii.gz'", scan)).toBe("can't read 'the scan'");
    expect(hideInputs('DOE_JOHN.img: its voxels are missing.', scan)).toBe(
      'the scan: its voxels are missing.',
    );
  });

  it('leaves words alone that an input happens to be called', () => {
    const short = [{ called: 'the scan', path: 'a' }];
    expect(hideInputs('a: it is a folder.', short)).toBe('the scan: it is a folder.');
    const word = [{ called: 'the scan', path: 'skulls' }];
    expect(hideInputs('skulls: it holds no skulls.', word)).toBe('the scan: it holds no skulls.');
    expect(hideInputs("no such file 'skulls'", word)).toBe("no such file 'the scan'");
  });

  it('is not led astray by signs that mean something to a search', () => {
    const odd = [{ called: 'the scan', path: 'J. (Doe)+[1].nii' }];
    expect(hideInputs('J. (Doe)+[1].nii: empty.', odd)).toBe('the scan: empty.');
  });
});
