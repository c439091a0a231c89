// The panels beside the picture: whose millimetres the maps of a scaled model are in.
import { expect, it } from 'vitest';
import { mapsPanel } from '../../src/report/page-panels.js';

const map = { name: 'deviation', limits: [-1, 1], marks: [] } as const;
const manifest = { origin: [0, 0, 0], step: 1, thinned: null, parts: [], maps: [map], scan: null } as const;

it('says of a scaled model alone that its maps are in mm of the patient', () => {
  expect(mapsPanel(manifest, 0.5).markup).toContain('in mm of the patient');
  expect(mapsPanel(manifest).markup).not.toContain('of the patient');
  expect(mapsPanel({ ...manifest, maps: [] }, 0.5).markup).not.toContain('of the patient');
});
