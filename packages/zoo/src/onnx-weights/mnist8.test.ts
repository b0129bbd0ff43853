import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { decodeSafetensors } from '../safetensors/decode-safetensors.ts';
import { decodeOnnxWeights } from './decode-onnx-weights.ts';

const weights = fileURLToPath(new URL('../../../../../shared/data/weights/', import.meta.url));
const bytesOf = (name: string) => new Uint8Array(readFileSync(`${weights}${name}`));

/** The names of the net that was converted from the file, with the shapes there. */
const NAMES = {
  'conv1.weight': 'Parameter5',
  'conv1.bias': 'Parameter6',
  'conv2.weight': 'Parameter87',
  'conv2.bias': 'Parameter88',
  'fc.bias': 'Parameter194',
} as const;

test.skipIf(!existsSync(weights))(
  'MNIST-8 of the ONNX model zoo has the values that were converted from it (skipped where ../shared/data is not there)',
  () => {
    const { tensors } = decodeSafetensors(bytesOf('mnist8-cnn.safetensors'));
    const read = decodeOnnxWeights(bytesOf('mnist-8.onnx'));
    expect(Object.keys(read)).toHaveLength(8);
    for (const [name, inFile] of Object.entries(NAMES)) expect(read[inFile]!.data, name).toEqual(tensors[name]!.data);
    // [256, 10] in the order of the features there, [10, 256] in PyTorch's.
    const [linear, stored] = [tensors['fc.weight']!.data, read.Parameter193!.data];
    expect(read.Parameter193!.shape).toEqual([16, 4, 4, 10]);
    for (let out = 0; out < 10; out++)
      for (let feature = 0; feature < 256; feature++)
        expect(linear[out * 256 + feature]).toBe(stored[feature * 10 + out]);
    expect(read.Parameter193_reshape1_shape).toEqual({ dtype: 'int64', shape: [2], data: BigInt64Array.of(256n, 10n) });
  },
);
