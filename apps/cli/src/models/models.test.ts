import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { models } from '@cv/zoo';
import { describe, expect, it } from 'vitest';
import { cv, ONE_THREAD } from '../testing/run-cv.ts';

describe('cv models', () => {
  it('--json prints plain integers and the weights, without a path of this machine', async () => {
    const { code, stdout, stderr } = await cv(['models', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const entries = JSON.parse(stdout) as {
      id: string;
      params: number;
      macs: number;
      weights: Record<string, object>;
    }[];
    expect(entries.map(({ id }) => id)).toEqual(Object.keys(models));
    expect(entries[0]).toMatchObject({
      id: 'lenet5',
      params: 61706,
      macs: 416520,
      activations: 15002,
      inputShape: [28, 28, 1],
    });
    expect(entries[0]).toMatchObject({ memoryBytes: 4 * (61706 + 15002), top1: expect.closeTo(0.99, 1) });
    expect(entries[0]!.weights.mnist).toMatchObject({
      dtype: 'float16',
      testError: models.lenet5.weights.mnist!.testError,
    });
    expect(stdout).not.toContain('file:');
  });

  it('shows people a table', async () => {
    const { stdout } = await cv(['models']);
    expect(stdout).toMatch(
      /^MODEL +TITLE .*\nlenet5 +LeNet-5 \(modern\) +61,706 +416,520 +15,002 +307 kB +99\.\d\d % +28x28x1 +10\n/,
    );
    expect(stdout).toMatch(/\nresnet50 .* 25,557,032 +4,089,184,256 +32,040,424 +230 MB +80\.86 % /);
    expect(stdout).toMatch(
      /\nWEIGHTS .*\nlenet5-mnist +float16 +\d+ kB +0\.\d\d %\nmlp-mnist +float16 +\d+ kB +1\.\d\d %\n\nactivations: /,
    );
  });

  it('takes names, aliases and patterns, in the order of the catalogue or of a column', async () => {
    const ids = async (...args: string[]): Promise<string[]> => {
      const { stdout } = await cv(['models', ...args, '--json']);
      return (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids('vgg1*_bn', 'lenet*', '--sort', 'params')).toEqual([
      'lenet1',
      'lenet4',
      'lenet5',
      'lenet5_1998',
      'vgg11_bn',
      'vgg13_bn',
      'vgg16_bn',
      'vgg19_bn',
    ]);
    const byAccuracy = await ids('resnet18', 'resnet50', 'resnet20', 'alexnet', '--sort', 'top1');
    expect(byAccuracy).toEqual(['resnet50', 'resnet18', 'alexnet', 'resnet20']);
    expect(await ids('vit_base_patch16_224', 'mlp')).toEqual(['mlp', 'vit_b_16']);
    expect(await ids('vit_base*', 'resnet1?')).toEqual(['resnet18', 'vit_b_16', 'vit_b_32']);
    for (const [args, reason] of [
      [['models', 'vgg99*'], "no model fits 'vgg99*'"],
      [['models', 'vgg99', 'mlp'], "there is no model 'vgg99'"],
      [['models', 'mlp', 'vgg11', '--download'], 'name one model'],
      [['models', '--sort', 'beauty'], 'Allowed choices are id, params'],
      [['models', '--sort', 'ms'], '--sort ms is of use with --measure only'],
      [['models', 'lenet1', '--batch', '2'], '--batch is of use with --measure only'],
      [['models', '--device', 'cpu'], '--device is of use with --measure only'],
    ] as const) {
      const { code, stderr } = await cv([...args]);
      expect(stderr).toContain(reason);
      expect(code).not.toBe(0);
    }
  });

  it('measures predictions, and says on which device', async () => {
    const args = ['models', 'lenet1', 'mlp', '--measure', '--batch', '2', ...ONE_THREAD];
    const { stdout } = await cv([...args, '--json']);
    const rows = JSON.parse(stdout) as { id: string; ms: number; device: string; batch: number }[];
    expect(rows.map(({ id }) => id)).toEqual(['lenet1', 'mlp']);
    for (const { ms, device, batch } of rows) {
      expect(ms).toBeGreaterThan(0);
      expect({ device, batch }).toEqual({ device: expect.stringMatching(/^\w+$/), batch: 2 });
    }
    expect((await cv(args)).stdout).toMatch(
      / MS\n[\s\S]*\nms: median of a prediction on \w+, batch 2, random weights\n$/,
    );
  });

  it('draws accuracy, cost and size, and says what is left out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cv-models-'));
    const chart = join(folder, 'models.svg');
    const { code, stderr } = await cv(['models', 'alexnet', 'vgg11', 'resnet20', '--chart', chart]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'without a published ImageNet accuracy, and so not in the chart: resnet20\n',
    });
    const svg = await readFile(chart, 'utf8');
    for (const label of ['>alexnet<', '>vgg11<', '>parameters<']) expect(svg).toContain(label);
    expect(svg).not.toContain('resnet20');
    expect((await cv(['models', 'mlp', 'lenet1', '--chart', chart])).stderr).toContain('none of these models');
    const wrong = await cv(['models', 'vgg*', '--measure', '--chart', join(folder, 'models.png')]); // refused before the measurement
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('is an .svg file') });
    await rm(folder, { recursive: true });
  });
});
