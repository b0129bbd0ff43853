import { describe, expect, it } from 'vitest';
import { cv } from '../testing/run-cv.ts';
import { deviceText } from './show-devices.ts';

interface Report {
  readonly name: string;
  readonly available: boolean;
  readonly reason?: string;
  readonly capabilities: Readonly<Record<string, boolean>>;
}

describe('cv devices', () => {
  it('--json prints name, availability, reason and capabilities of each', async () => {
    const { code, stdout, stderr } = await cv(['devices', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const reports = JSON.parse(stdout) as Report[];
    expect(reports.map(({ name }) => name)).toEqual(['tensorflow-gpu', 'onnxruntime', 'tensorflow', 'wasm', 'cpu']);
    for (const { available, reason, capabilities } of reports) {
      expect(reason === undefined).toBe(available);
      expect(Object.keys(capabilities)).toEqual(['infer', 'train', 'float16']);
    }
    expect(reports.find(({ name }) => name === 'onnxruntime')).toMatchObject({
      available: true,
      capabilities: { infer: true, train: true },
    });
  });

  it('shows people a table, and why others are missing', () => {
    const can = { infer: true, train: true, float16: false };
    const cannot = { infer: false, train: false, float16: false };
    const text = deviceText([
      {
        name: 'tensorflow',
        available: false,
        reason: "device 'tensorflow': is not installed",
        capabilities: cannot,
        missingToTrain: [],
      },
      { name: 'onnxruntime', available: true, description: 'ort 1, cpu', capabilities: can, missingToTrain: [] },
      {
        name: 'wasm',
        available: true,
        description: 'tfjs',
        capabilities: { ...can, train: false },
        missingToTrain: ['A', 'B'],
      },
    ]);
    expect(text).toBe(`DEVICE       AVAILABLE  INFER  TRAIN  FLOAT16  RUNS ON
tensorflow   no         no     no     no
onnxruntime  yes        yes    yes    no       ort 1, cpu
wasm         yes        yes    no     no       tfjs

tensorflow: is not installed
wasm: cannot train, it lacks A, B`);
  });
});
