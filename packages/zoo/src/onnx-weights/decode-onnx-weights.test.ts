import { WeightsError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { describeTensors } from '../pytorch/fixtures.test.support.ts';
import { decodeOnnxWeights } from './decode-onnx-weights.ts';
import { expectedOnnx, onnxFixture } from './fixtures.test.support.ts';
import { bytesField, floatField, modelFile, tensorMessage } from './model-file.test.support.ts';

test.each(['raw.onnx', 'typed.onnx', 'constants.onnx'])(
  '%s has the tensors that were put in, in their order',
  (name) => {
    const tensors = decodeOnnxWeights(onnxFixture(name));
    expect(Object.keys(tensors)).toEqual(Object.keys(expectedOnnx[name]!));
    expect(describeTensors(tensors)).toEqual(expectedOnnx[name]);
  },
);

test('a model of PyTorch has the names and values of its state dict', () => {
  const tensors = describeTensors(decodeOnnxWeights(onnxFixture('torch.onnx')));
  expect(tensors).toMatchObject(expectedOnnx['torch.onnx']!);
});

test('constants are read by the names of their outputs when they are asked for', () => {
  const tensors = decodeOnnxWeights(onnxFixture('constants.onnx'), { tensors: 'with constants' });
  expect(describeTensors(tensors)).toEqual(expectedOnnx['constants.onnx, with constants']);
});

test('aligned raw values are views of the file; a file at any byte of a buffer is read', () => {
  const file = onnxFixture('raw.onnx');
  expect(decodeOnnxWeights(file).uint8!.data.buffer).toBe(file.buffer);
  const moved = new Uint8Array(file.length + 3);
  moved.set(file, 3);
  expect(describeTensors(decodeOnnxWeights(moved.subarray(3)))).toEqual(expectedOnnx['raw.onnx']);
  expect(describeTensors(decodeOnnxWeights(Buffer.from(file)))).toEqual(expectedOnnx['raw.onnx']);
});

test('values in fields of their own, as old writers store them, and packed ones may be mixed', () => {
  const packed = new Uint8Array(Float32Array.of(3, 4).buffer);
  const more = [floatField(4, 1), floatField(4, 2), bytesField(4, packed)];
  const { x } = decodeOnnxWeights(modelFile(tensorMessage({ dims: [4], more })));
  expect(x).toEqual({ dtype: 'float32', shape: [4], data: Float32Array.of(1, 2, 3, 4) });
});

test('a shape may be packed', () => {
  const more = [bytesField(1, Uint8Array.of(2, 3))];
  const { x } = decodeOnnxWeights(modelFile(tensorMessage({ dims: [], raw: new Uint8Array(24), more })));
  expect(x!.shape).toEqual([2, 3]);
});

describe('what cannot be held is refused by name', () => {
  test.each([
    ['refused-uint16.onnx', "the tensor 'x' is of UINT16, supported are float32, uint8"],
    ['refused-uint64.onnx', "the tensor 'x' is of UINT64"],
    ['refused-complex64.onnx', "the tensor 'x' is of COMPLEX64"],
    ['refused-string.onnx', "the tensor 'x' is of STRING"],
    ['refused-sparse.onnx', 'it has sparse initialisers'],
    [
      'external.onnx',
      "the tensor 'float' has its values in the file 'external.bin'; open the model with openOnnxWeights",
    ],
  ])('%s', (name, message) => {
    expect(() => decodeOnnxWeights(onnxFixture(name))).toThrow(WeightsError);
    expect(() => decodeOnnxWeights(onnxFixture(name))).toThrow(message);
  });
});
