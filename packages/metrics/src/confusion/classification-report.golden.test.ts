import { describe, expect, it } from 'vitest';
import { goldens } from '../testing/evaluation-goldens.ts';
import { classificationReport } from './classification-report.ts';
import { formatClassificationReport } from './format-classification-report.ts';

describe('classification reports read as scikit-learn’s', () => {
  it.each(goldens.reports.map((golden, i) => [i, golden] as const))('report %i', (_, { text, digits, ...golden }) => {
    const { yTrue, yPred, ...options } = golden;
    expect(formatClassificationReport(classificationReport(yTrue, yPred, options), { digits })).toBe(text);
  });
});

describe('classificationReport', () => {
  it('holds the table’s numbers as plain data', () => {
    const report = classificationReport(['a', 'b', 'b'], ['a', 'a', 'b'], { names: ['first', 'second'] });
    expect(JSON.parse(JSON.stringify(report))).toEqual({
      classes: [
        { label: 'a', name: 'first', precision: 0.5, recall: 1, f1: 2 / 3, support: 1 },
        { label: 'b', name: 'second', precision: 1, recall: 0.5, f1: 2 / 3, support: 2 },
      ],
      accuracy: 2 / 3,
      macroAverage: { precision: 0.75, recall: 0.75, f1: 2 / 3, support: 3 },
      weightedAverage: { precision: 2.5 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 },
    });
  });

  it('refuses too few names and digits that cannot be', () => {
    expect(() => classificationReport([0, 1], [0, 1], { names: ['one'] })).toThrow(/1 names for 2 classes/);
    const report = classificationReport([0, 1], [0, 1]);
    expect(() => formatClassificationReport(report, { digits: -1 })).toThrow(/digits is -1/);
  });

  it('weighs samples', () => {
    const { classes } = classificationReport([0, 1], [0, 0], { sampleWeight: [3, 1] });
    expect(classes[0]).toMatchObject({ precision: 0.75, support: 3 });
  });
});
