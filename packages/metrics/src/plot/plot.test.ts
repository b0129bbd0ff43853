import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  calibrationCurve,
  confusionAtThresholds,
  confusionMatrix,
  detCurve,
  MetricError,
  precisionRecallCurve,
  rocCurve,
} from '../index.ts';
import { scoredSample } from '../testing/scored-sample.ts';
import {
  type ChartOptions,
  calibrationChart,
  confusionMatrixChart,
  detChart,
  precisionRecallChart,
  rocChart,
  thresholdChart,
} from './index.ts';

const { yTrue, yScore } = scoredSample(300, { seed: 1, shift: 0.7 });
const worse = scoredSample(300, { seed: 2, shift: 0.2 }).yScore;
const both = <T>(curve: (labels: number[], scores: number[]) => T): Record<string, T> => ({
  'A & B': curve(yTrue, yScore),
  '<lenet>': curve(yTrue, worse),
});
const charts: [string, (options?: ChartOptions) => Promise<string>][] = [
  ['ROC', (options) => rocChart(rocCurve(yTrue, yScore), options)],
  ['ROC of two', (options) => rocChart(both(rocCurve), options)],
  ['PR', (options) => precisionRecallChart(precisionRecallCurve(yTrue, yScore), options)],
  ['PR of two', (options) => precisionRecallChart(both(precisionRecallCurve), options)],
  ['DET', (options) => detChart(both(detCurve), options)],
  ['thresholds', (options) => thresholdChart(confusionAtThresholds(yTrue, yScore), { ...options, threshold: 0.4 })],
  ['calibration', (options) => calibrationChart(both(calibrationCurve), options)],
  ['confusion', (options) => confusionMatrixChart(confusionMatrix([0, 1, 1], [0, 1, 0]), options)],
];

describe.each(charts)('%s chart', (_, chart) => {
  it('is an SVG image with a title and a description, which can be drawn', async () => {
    const svg = await chart({ title: 'Ants & <bees>' });
    expect(svg).toMatch(
      /^<svg role="img" class="cv-chart" [^>]*><title>Ants &amp; &lt;bees&gt;<\/title><desc>[^<]{10,}<\/desc>/,
    );
    expect(svg).not.toMatch(/NaN|undefined|<lenet>/);
    const { width, height } = await sharp(Buffer.from(svg)).metadata();
    expect([width > 250, height > 250]).toEqual([true, true]);
  });

  it('follows the scheme of the reader unless told a theme', async () => {
    const [auto, light, dark] = await Promise.all([chart(), chart({ theme: 'light' }), chart({ theme: 'dark' })]);
    const [before, style, after] = auto.split(/<\/?style>/) as [string, string, string];
    expect(style).toContain('prefers-color-scheme: dark');
    expect(before + after).toBe(light);
    expect(style).not.toMatch(/[{}]\s*\[/); // reaches nothing but charts
    const rest = style.replaceAll('.cv-chart ', '');
    for (const [rule, attribute, color] of rest.matchAll(/\[((?:fill|stroke)="[^"]+")\]\{\w+:(#\w+)\}/g)) {
      expect(rule).toContain(color);
      expect(dark).not.toContain(attribute);
    }
    expect(dark).toContain('#0d1117');
  });

  it('is as large as told, and refuses wrong options', async () => {
    const area = (svg: string): number => Number(/ width="(\d+)"/.exec(svg)![1]);
    expect(area(await chart({ width: 700, height: 200 }))).toBeGreaterThan(
      area(await chart({ width: 250, height: 200 })),
    );
    await expect(chart({ width: 0 })).rejects.toThrow(MetricError);
    await expect(chart({ theme: 'sepia' as 'dark' })).rejects.toThrow(/theme is "sepia"/);
  });
});

it('names every curve with its areas', async () => {
  const svg = await precisionRecallChart(both(precisionRecallCurve));
  expect(svg).toMatch(/A &amp; B: average precision 0\.\d{3}, PR-AUC 0\.\d{3}/);
  const one = await precisionRecallChart(precisionRecallCurve([1, 0, 0, 0, 1, 0], [1, 1, 0, 0, 0, 0]));
  expect(one).toContain('average precision 0.417 (steps)');
  expect(one).toContain('PR-AUC 0.583 (straight lines)');
  expect(one).toContain('guessing 0.333');
});

it('refuses what are no curves, none, and too many', async () => {
  const curve = rocCurve(yTrue, yScore);
  await expect(rocChart({})).rejects.toThrow(/0 curves/);
  await expect(rocChart({ a: {} } as never)).rejects.toThrow(/"a" is no curve; expected one with fpr, tpr/);
  await expect(rocChart(undefined as never)).rejects.toThrow(MetricError);
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`m${i}`, curve]));
  await expect(rocChart(many)).rejects.toThrow(/7 curves/);
  await expect(confusionMatrixChart({ labels: [], matrix: [] })).rejects.toThrow(/no classes/);
  await expect(confusionMatrixChart(confusionMatrix([0, 1], [0, 1]), { names: ['a'] })).rejects.toThrow(
    /1 names for 2/,
  );
});

it('stays small for a hundred thousand points and a thousand classes', async () => {
  const many = scoredSample(200_000, { seed: 3, shift: 0.4 });
  const svg = await rocChart(rocCurve(many.yTrue, many.yScore, { dropIntermediate: false }));
  expect(svg.length).toBeLessThan(150_000);
  const labels = Array.from({ length: 1000 }, (_, i) => i);
  const large = await confusionMatrixChart(confusionMatrix(labels, labels));
  expect(large.length).toBeLessThan(300_000);
  expect(large).toContain('1000 classes, 1,000 of 1,000 right');
});

it('draws the curve of one class only without a line', async () => {
  const svg = await rocChart(rocCurve([0, 0], [0.1, 0.9]));
  expect(svg).toContain('AUC NaN');
});

it('is reached by its own entry alone', () => {
  const main = readFileSync(new URL('../index.ts', import.meta.url), 'utf8');
  expect(main).not.toContain('plot/');
});
