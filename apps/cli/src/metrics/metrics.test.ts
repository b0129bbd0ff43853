import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { averagePrecision, classificationReport, prAuc, rocAuc } from '@cv/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npy } from '../testing/npy.ts';
import { cv } from '../testing/run-cv.ts';

let folder = '';
const metrics = (...args: string[]) => cv(['metrics', ...args], { cwd: folder });
const put = (name: string, text: string | Uint8Array): Promise<void> => writeFile(join(folder, name), text);

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await metrics(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const yTrue = Array.from({ length: 60 }, (_, i) => (i % 5 === 0 ? 1 : 0));
const scores = yTrue.map((label, i) => Math.round(1000 * ((((i * 37) % 60) / 60) * 0.6 + 0.35 * label)) / 1000);
const species = ['ant', 'bee', 'wasp'];
const truth = Array.from({ length: 30 }, (_, i) => species[(i * 7) % 3]!);
const rows = truth.map((name, i) => {
  const raw = species.map((one, k) => 1 + ((i * 31 + k * 17) % 10) + (one === name ? 6 : 0));
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-metrics-'));
  await put('two.csv', `label,score\n${yTrue.map((label, i) => `${label},${scores[i]}\n`).join('')}`);
  await put(
    'named.csv',
    `\u{feff}file;Label;Score\r\n${yTrue.map((label, i) => `"a;${i}";${label === 1 ? 'ill' : 'well'};${scores[i]}\r\n`).join('')}`,
  );
  await put(
    'several.csv',
    `label,score_ant,score_bee,score_wasp\n${truth.map((name, i) => `${name},${rows[i]!.join(',')}\n`).join('')}`,
  );
  const objects = truth.map((label, i) => ({
    label,
    scores: Object.fromEntries(species.map((one, k) => [one, rows[i]![k]])),
  }));
  await put('several.jsonl', objects.map((one) => `${JSON.stringify(one)}\n`).join(''));
  await put('two.jsonl', yTrue.map((label, i) => `${JSON.stringify({ label, score: scores[i] })}\n`).join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('cv metrics', () => {
  it('prints the numbers of the package as JSON', async () => {
    const result = await json('two.csv');
    const report = classificationReport(
      yTrue,
      scores.map((score) => Number(score >= 0.5)),
    );
    expect(result).toMatchObject({
      count: 60,
      positive: '1',
      threshold: 0.5,
      accuracy: report.accuracy,
      precision: report.classes[1]!.precision,
      recall: report.classes[1]!.recall,
      f1: report.classes[1]!.f1,
      rocAuc: rocAuc(yTrue, scores),
      averagePrecision: averagePrecision(yTrue, scores),
      prAuc: prAuc(yTrue, scores),
      recommendation: { area: 'rocAuc' },
    });
    const confusion = result.confusion as number[][];
    expect(confusion.flat().reduce((sum, n) => sum + n, 0)).toBe(60);
  });

  it('reads the same from JSON lines, NumPy and CSV with other columns', async () => {
    const { file: _, ...expected } = await json('two.csv');
    const pairs = Float64Array.from(yTrue.flatMap((label, i) => [label, scores[i]!]));
    await put('two.npy', npy(pairs, '60, 2'));
    await put('scores.npy', npy(Float64Array.from(scores), '60,'));
    await put('labels.npy', npy(BigInt64Array.from(yTrue, BigInt), '60,'));
    for (const args of [['two.jsonl'], ['two.npy'], ['scores.npy', '--labels', 'labels.npy']]) {
      const { file, ...result } = await json(...args);
      expect({ file, result }).toEqual({ file: args[0], result: expected });
    }
    const named = await json('named.csv', '--positive', 'ill');
    expect(named).toMatchObject({ positive: 'ill', classes: ['well', 'ill'], rocAuc: expected.rocAuc });
  });

  it('judges several classes, and one of them against the rest', async () => {
    const result = await json('several.csv');
    const areas = species.map((name, k) =>
      rocAuc(
        truth,
        rows.map((row) => row[k]!),
        { posLabel: name },
      ),
    );
    expect(result.rocAuc).toBeCloseTo(areas.reduce((sum, area) => sum + area, 0) / 3, 12);
    expect(result).toMatchObject({ classes: species, count: 30, logLoss: expect.any(Number) });
    expect(await json('several.jsonl')).toEqual({ ...result, file: 'several.jsonl' });
    expect(await json('several.csv', '--positive', 'bee')).toMatchObject({
      rocAuc: areas[1],
      classes: ['not bee', 'bee'],
    });
  });

  it.each([
    ['best:f1', 'recall', 1],
    ['best:recall@precision=0.9', 'precision', 0.9],
    ['best:precision@recall=1', 'recall', 1],
    ['best:cost=0,1', 'recall', 1],
    ['0.9', 'precision', 1],
  ])('chooses the threshold by %s', async (threshold, name, least) => {
    const result = await json('two.csv', '--threshold', threshold);
    expect(result.threshold).not.toBe(0.5);
    expect(Number(result[name])).toBeGreaterThanOrEqual(threshold === 'best:f1' ? 0 : least);
    if (threshold === 'best:f1') expect(Number(result.f1)).toBeGreaterThan(Number((await json('two.csv')).f1));
  });

  it('prints a report, what to look at, and what guessing gives', async () => {
    const { stdout } = await metrics('named.csv', '--positive', 'ill');
    expect(stdout).toMatch(/^named\.csv: 60 samples, 2 classes; ill is positive from 0\.5 on\n/);
    for (const text of [
      /\* ROC AUC +0\.\d{4} +guessing 0\.5000/,
      /look at ROC AUC and accuracy/,
      /ill +[\d.]+ +[\d.]+ +[\d.]+ +12/,
    ]) {
      expect(stdout).toMatch(text);
    }
  });

  it('writes charts and JSON, over others only with --force', async () => {
    const { code, stdout } = await metrics('two.csv', '--plot', 'out/charts', '--threshold', 'best:youden');
    expect([code, stdout.includes('written: ')]).toEqual([0, true]);
    const names = [
      'calibration.svg',
      'confusion.svg',
      'metrics.json',
      'precision-recall.svg',
      'roc.svg',
      'thresholds.svg',
    ];
    expect((await readdir(join(folder, 'out/charts'))).sort()).toEqual(names);
    const roc = await readFile(join(folder, 'out/charts/roc.svg'), 'utf8');
    expect(roc).toContain(`AUC ${rocAuc(yTrue, scores).toFixed(3)}`);
    expect(JSON.parse(await readFile(join(folder, 'out/charts/metrics.json'), 'utf8'))).toEqual(
      await json('two.csv', '--threshold', 'best:youden'),
    );
    const again = await metrics('two.csv', '--plot', 'out/charts');
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--force writes over it')]);
    expect((await metrics('two.csv', '--plot', 'out/charts', '--force')).code).toBe(0);
    await metrics('several.csv', '--plot', 'several');
    expect((await readdir(join(folder, 'several'))).length).toBe(4);
  });

  it('says null of what has no answer', async () => {
    await put('one.csv', 'label,score\n0,0.3\n0,0.7\n');
    expect(await json('one.csv')).toMatchObject({ count: 2, rocAuc: null, accuracy: 0.5 });
    expect((await metrics('one.csv', '--plot', 'one')).code).toBe(0);
  });

  it('takes scores that are no probabilities at 0', async () => {
    await put('logits.csv', 'label\tscore\n0\t-3\n1\t2.5\n');
    expect(await json('logits.csv')).toMatchObject({ threshold: 0, accuracy: 1 });
  });
});

describe('cv metrics refuses', () => {
  it.each([
    ['a.csv', 'label,score\n1,0.3\n\n0,oops\n', [], 'a.csv, line 4: score is "oops"; expected a number'],
    ['r.csv', 'label,score\na,1\nb,2\n', [], 'the classes are a, b; say with --positive'],
    ['s.csv', 'label,score\na,1\nb,2\n', ['--positive', 'z'], '--positive z is no class; there are a, b'],
    ['t.csv', 'label,score_a,score_b\na,1,2\n', ['--threshold', '1'], '--threshold is for one class against the rest'],
    ['u.csv', 'label,score\n1,1\n', ['--threshold', 'best:g'], 'Expected best:f1'],
    ['v.csv', 'label,score\n1,1\n', ['--labels', 'x.npy'], '--labels is for .npy files'],
  ])('%s: %j %j', async (name, text, args, message) => {
    await put(name, text);
    const { code, stdout, stderr } = await metrics(name, ...args);
    expect([code !== 0, stdout, stderr]).toEqual([true, '', expect.stringContaining(message)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
