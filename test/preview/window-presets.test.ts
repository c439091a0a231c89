import { describe, expect, it } from 'vitest';
import { windowEnds, windowPreset } from '../../src/preview/window-presets.js';

describe('windowPreset', () => {
  it('knows bone and soft tissue in Hounsfield units alone', () => {
    const ct = { unit: 'HU', window: [-200, 1200] } as const;
    expect(windowPreset('scanned', ct)).toEqual({ level: 500, width: 1400 });
    expect(windowPreset('soft', ct)).toEqual({ level: 40, width: 400 });
    expect(windowPreset('bone', { ...ct, unit: '' })).toBeNull();
    expect(windowPreset('scanned', { unit: '', window: [7, 7] })).toEqual({ level: 7, width: 1 });
  });
});

describe('windowEnds', () => {
  it('lie half a width from the level', () => {
    expect(windowEnds({ level: 40, width: 400 })).toEqual([-160, 240]);
  });
});
