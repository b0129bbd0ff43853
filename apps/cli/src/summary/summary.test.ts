import type { ModelSummary } from '@cv/layers';
import { models } from '@cv/zoo';
import { describe, expect, it } from 'vitest';
import { cv } from '../testing/run-cv.ts';

describe('cv summary', () => {
  it('shows people a table with the totals below', async () => {
    const { code, stdout, stderr } = await cv(['summary', 'lenet5']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^LAYER +KIND +OUTPUT +PARAMETERS +MACS +ACTIVATION BYTES +SEES$/);
    expect(lines[4]).toMatch(/^conv2 +Conv2d +1x10x10x16 +2,416 +240,000 +6,400 +14x14$/);
    expect(stdout).toContain('\nparameters 61,706, 246.8 kB\nmultiply-accumulates 416,520 (');
  });

  it('--json gives other programs plain data, for a batch of another size', async () => {
    const { stdout } = await cv(['summary', 'resnet50', '--batch-size', '2', '--json']);
    const found = JSON.parse(stdout) as ModelSummary & { model: string };
    expect(found).toMatchObject({ model: 'resnet50', inputShape: [2, 224, 224, 3], params: models.resnet50.params });
    expect(found.macs).toBe(2 * models.resnet50.macs);
    expect(found.layers[0]).toEqual({
      name: 'conv1',
      kind: 'Conv2d',
      outputShape: [2, 112, 112, 64],
      params: 9408,
      macs: 2 * 112 * 112 * 64 * 147,
      activationBytes: 2 * 112 * 112 * 64 * 4,
      receptiveField: { size: [7, 7], jump: [2, 2], start: [0, 0] },
    });
  });

  it('--size changes the pictures; a model that takes one size alone says so', async () => {
    const { stdout } = await cv(['summary', 'resnet18', '--size', '320', '--json']);
    const found = JSON.parse(stdout) as ModelSummary;
    expect(found.inputShape).toEqual([1, 320, 320, 3]);
    expect(found.layers[0]!.outputShape).toEqual([1, 160, 160, 64]);
    expect(found.params).toBe(models.resnet18.params);
    const { code, stderr } = await cv(['summary', 'lenet5', '--size', '32']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: LeNet: /);
  });

  it('names the models for a name that is none', async () => {
    const { code, stderr } = await cv(['summary', 'lenet6']);
    expect(code).toBe(2);
    expect(stderr).toContain("there is no model 'lenet6'; choose from lenet5, lenet1, lenet4");
  });
});
