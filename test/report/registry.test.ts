// Fields of a registry: filled where known, empty otherwise; spreadsheets get no formulas.
import { describe, expect, it } from 'vitest';
import { noOrder } from '../../src/core/order.js';
import { makeReport } from '../../src/report/make-report.js';
import { type RegistryField, registryFields } from '../../src/report/registry.js';
import { registryCsv, registryJson } from '../../src/report/registry-text.js';
import { markedBall, runOf } from '../fixtures/report.js';

const run = runOf(markedBall());
const report = makeReport({ ...run, order: { ...noOrder, indication: 'tumour', laterality: 'left' } });
const valueIn = (fields: readonly RegistryField[], name: string): RegistryField['value'] | undefined =>
  fields.find((field) => field.name === name)?.value;

describe('the registry', () => {
  it('is filled where the report knows it, and empty otherwise', () => {
    const fields = registryFields(report);
    expect(valueIn(fields, 'indication')).toBe('tumour');
    expect(valueIn(fields, 'laterality')).toBe('left');
    expect(valueIn(fields, 'modality')).toBe('CT');
    expect(valueIn(fields, 'scanner')).toBe('Phantom Works Model 1');
    expect(valueIn(fields, 'tubeVoltageKv')).toBe(120);
    expect(valueIn(fields, 'expandedUncertaintyIncludes')).toBe('finding, editing');
    for (const name of [
      'pseudonym',
      'printer',
      'personMinutesDesign',
      'machineSecondsSurface',
      'changedManagement',
    ])
      expect(valueIn(fields, name), name).toBeNull();
    expect(new Set(fields.map(({ group, name }) => `${group}.${name}`)).size).toBe(fields.length);
  });

  it('has the machine’s times from the record', () => {
    const times = [
      { step: 'threshold', seconds: 1.26 },
      { step: 'resample', seconds: 0.2 },
      { step: 'locate', seconds: 7 },
      { step: 'hollow', seconds: 3 },
    ];
    const shape = { operations: [], pieces: [], mirrored: null, scale: 1 };
    const fields = registryFields({ ...report, shape }, times);
    expect(valueIn(fields, 'machineSecondsSegmentation')).toBe(1.5);
    expect(valueIn(fields, 'machineSecondsSurface')).toBe(7);
    expect(valueIn(fields, 'machineSecondsDesign')).toBe(3);
    expect(valueIn(registryFields(report, times), 'machineSecondsDesign')).toBeNull();
  });

  it('is a table of one row, without formulas', () => {
    const evil = ['=1+1', '+1', '-1', '@x', '\t=1', ' =1', 'a,b', 'a"b', 'a\r\nb', 'plain', -2.5, null];
    const fields = evil.map((value, n): RegistryField => ({ group: 'case', name: `f${n}`, value }));
    const [names, ...rest] = registryCsv(fields).split(/\r\n(?=')/);
    expect(names).toBe(evil.map((_, n) => `case.f${n}`).join(','));
    expect(rest).toEqual([`'=1+1,'+1,'-1,'@x,'\t=1,' =1,"a,b","a""b","a\r\nb",plain,-2.5,\r\n`]);
  });

  it('is JSON by group', () => {
    const json: unknown = JSON.parse(registryJson(registryFields(report)));
    expect(json).toMatchObject({ indication: { indication: 'tumour' }, case: { pseudonym: null } });
  });
});
