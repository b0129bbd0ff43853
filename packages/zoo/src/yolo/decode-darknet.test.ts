import '@tensorflow/tfjs-backend-cpu';
import { numTensors } from '@cv/tensor';
import { WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DarknetDetector } from './darknet-detector.ts';
import { decodeDarknet } from './decode-darknet.ts';

/** Two convolutions and the predictions of one class, one box for each cell: small enough to write down the file. */
const table = {
  sections: [
    { type: 'convolutional', filters: 2, size: 3, stride: 2 },
    { type: 'convolutional', filters: 4, size: 1, stride: 1 },
    { type: 'predictions' },
    { type: 'yolo', mask: [0] },
  ],
  anchors: [[10, 20]],
} as const;

/** Names in the order in which Darknet writes them. */
const ORDER = [
  ['module_list.0.batch_norm_0.bias', 2],
  ['module_list.0.batch_norm_0.weight', 2],
  ['module_list.0.batch_norm_0.running_mean', 2],
  ['module_list.0.batch_norm_0.running_var', 2],
  ['module_list.0.conv_0.weight', 2 * 3 * 9],
  ['module_list.1.batch_norm_1.bias', 4],
  ['module_list.1.batch_norm_1.weight', 4],
  ['module_list.1.batch_norm_1.running_mean', 4],
  ['module_list.1.batch_norm_1.running_var', 4],
  ['module_list.1.conv_1.weight', 4 * 2],
  ['module_list.2.conv_2.bias', 6],
  ['module_list.2.conv_2.weight', 6 * 4],
] as const;
const COUNT = ORDER.reduce((sum, [, size]) => sum + size, 0);

/** A file whose numbers are 1, 2, 3, ... */
function file(version: readonly [number, number], count = COUNT): Uint8Array {
  const header = version[0] * 10 + version[1] >= 2 ? 20 : 16;
  const view = new DataView(new ArrayBuffer(header + 4 * count));
  for (const [i, part] of version.entries()) view.setInt32(4 * i, part, true);
  for (let i = 0; i < count; i++) view.setFloat32(header + 4 * i, i + 1, true);
  return new Uint8Array(view.buffer);
}

describe('decodeDarknet', () => {
  const before = numTensors();
  let model: DarknetDetector;
  beforeAll(() => {
    model = new DarknetDetector(table, { rng: new Rng(1), classes: 1 });
  });
  afterAll(() => {
    model.dispose();
    expect(numTensors(), 'tensors left').toBe(before);
  });

  test.each([
    [0, 1],
    [0, 2],
    [1, 0],
  ] as const)('version %i.%i: every number is where Darknet wrote it', async (...version) => {
    const odd = new Uint8Array([7, ...file(version)]).subarray(1); // at no multiple of four bytes
    const state = decodeDarknet(odd, model);
    let next = 1;
    for (const [name, size] of ORDER) {
      const first = next;
      expect(Array.from(state[name]!.data as Float32Array), name).toEqual(
        Array.from({ length: size }, (_, i) => first + i),
      );
      next += size;
    }
    expect(Object.keys(state)).toHaveLength(ORDER.length);
    expect(model.loadStateDict(state)).toMatchObject({ missing: [], unexpected: [], mismatched: [] });
    expect(Array.from((await model.stateDict())['module_list.2.conv_2.bias']!.data as Float32Array)[0]).toBe(
      COUNT - 29,
    );
  });

  test('refuses a file that is cut, too long, or none', () => {
    for (const count of [COUNT - 1, COUNT + 1, 0]) {
      expect(() => decodeDarknet(file([0, 2], count), model), String(count)).toThrow(WeightsError);
    }
    expect(() => decodeDarknet(file([0, 2]).subarray(0, -1), model)).toThrow(`takes ${COUNT}`);
    expect(() => decodeDarknet(new Uint8Array(5), model)).toThrow('no weights file of Darknet');
  });
});
