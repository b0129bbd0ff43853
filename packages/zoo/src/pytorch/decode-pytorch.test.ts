import { readFileSync } from 'node:fs';
import { WeightsError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { decodePyTorch, isPyTorchFile } from './decode-pytorch.ts';
import { describeTensors, expectedFiles, fixture } from './fixtures.test.support.ts';

test.each(Object.keys(expectedFiles))('%s has the tensors that PyTorch put in, in their order', (name) => {
  const tensors = decodePyTorch(fixture(name));
  expect(Object.keys(tensors)).toEqual(Object.keys(expectedFiles[name]!));
  expect(describeTensors(tensors)).toEqual(expectedFiles[name]);
});

test('values that lie in a row are views of the file; a file at any byte of a buffer is read', () => {
  const file = fixture('every-type-2.pth');
  expect(decodePyTorch(file).float32!.data.buffer).toBe(file.buffer);
  for (const offset of [1, 2, 4]) {
    const moved = new Uint8Array(file.length + offset);
    moved.set(file, offset);
    const read = describeTensors(decodePyTorch(moved.subarray(offset)));
    expect(read).toEqual(expectedFiles['every-type-2.pth']);
  }
});

test('tied tensors are views of the same values', () => {
  const { every_second: odd, channels_last: last } = decodePyTorch(fixture('strided.pth'));
  expect([...odd!.data.subarray(0, 3)]).toEqual([1, 3, 5]);
  expect(last!.shape).toEqual([2, 3, 4, 4]);
});

test.each([
  ['refused-module.pth', "names 'torch.nn.modules.container.Sequential', which is not allowed"],
  ['refused-complex.pth', "names 'torch.ComplexFloatStorage', which is not allowed"],
  ['refused-namespace.pth', "names 'argparse.Namespace', which is not allowed"],
  ['refused-sparse.pth', "names 'torch._utils._rebuild_sparse_tensor', which is not allowed"],
  [
    'refused-expanded.pth',
    "the tensor 'x' [1000,1000] repeats the 1 values of its storage; save it after contiguous()",
  ],
  ['refused-list.pth', 'there is no state dict in the file: it holds something else'],
  ['refused-keys.pth', "it holds the keys 'epoch', 'loss'; save model.state_dict()"],
  ['refused-script.pt', 'this is a TorchScript archive, which holds code'],
])('%s is refused by name', (name, message) => {
  expect(() => decodePyTorch(fixture(name))).toThrow(message);
  expect(() => decodePyTorch(fixture(name))).toThrow(WeightsError);
});

test('its files are known by their first bytes', () => {
  expect(Object.keys(expectedFiles).every((name) => isPyTorchFile(fixture(name)))).toBe(true);
  expect(
    isPyTorchFile(new Uint8Array(readFileSync(new URL('../../fixtures/every-type.safetensors', import.meta.url)))),
  ).toBe(false);
  expect(isPyTorchFile(new Uint8Array(0))).toBe(false);
});
