import { models } from '@cv/zoo';
import { describe, expect, it } from 'vitest';
import { cv } from '../testing/run-cv.ts';

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
    expect(entries[0]).toMatchObject({ id: 'lenet5', params: 61706, macs: 416520, inputShape: [28, 28, 1] });
    expect(entries[0]!.weights.mnist).toMatchObject({
      dtype: 'float16',
      testError: models.lenet5.weights.mnist!.testError,
    });
    expect(stdout).not.toContain('file:');
  });

  it('shows people a table', async () => {
    const { stdout } = await cv(['models']);
    expect(stdout).toMatch(/^MODEL +TITLE .*\nlenet5 +LeNet-5 \(modern\) +61,706 +416,520 +28x28x1 +10\n/);
    expect(stdout).toMatch(
      /\nWEIGHTS .*\nlenet5-mnist +float16 +\d+ kB +0\.\d\d %\nmlp-mnist +float16 +\d+ kB +1\.\d\d %\n$/,
    );
  });
});
