import { readFileSync } from 'node:fs';
import { WeightsError } from '@cv/tensor/errors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeSafetensors } from '../safetensors/encode-safetensors.ts';
import { memorySource } from './memory-source.ts';
import { openWeights } from './open-weights.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)));
const textSource = (text: string) => memorySource(Uint8Array.from(text, (character) => character.charCodeAt(0)));
const openSibling = () => Promise.resolve(memorySource(encodeSafetensors({})));

test.each([
  ['every-type.safetensors', 'safetensors'],
  ['no-metadata.safetensors', 'safetensors'],
  ['pytorch/every-type-2.pth', 'pytorch'],
  ['pytorch/legacy.pth', 'pytorch'],
  ['onnx/raw.onnx', 'onnx'],
  ['onnx/torch.onnx', 'onnx'],
])('%s is %s by its first bytes', async (name, format) => {
  const file = await openWeights(memorySource(fixture(name)));
  expect(file.format).toBe(format);
  expect(file.entries.size).toBeGreaterThan(0);
});

test('a header of any length is one of safetensors', async () => {
  for (let names = 0; names < 60; names++) {
    const entries = Array.from({ length: names }, (_, i) => [
      `t${i}`,
      { dtype: 'bool', shape: [0], data: new Uint8Array(0) },
    ]);
    const bytes = encodeSafetensors(Object.fromEntries(entries) as Parameters<typeof encodeSafetensors>[0]);
    expect((await openWeights(memorySource(bytes))).format).toBe('safetensors');
  }
});

test('an index needs its folder', async () => {
  const index = '\n {"metadata": {}, "weight_map": {}}';
  expect((await openWeights(textSource(index), { openSibling })).format).toBe('sharded safetensors');
  await expect(openWeights(textSource(index))).rejects.toThrow('pass openSibling to open them');
});

describe('another file is refused by what it is', () => {
  test.each([
    ['', 'the file is empty, expected safetensors, PyTorch (.pth, .pt) or ONNX'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:', 'this is a pointer of Git LFS'],
    ['<!DOCTYPE html><html>', 'this is a web page or XML'],
    ['\x89HDF\r\n\x1a\n', 'this is an HDF5 file (Keras)'],
    ['GGUF\x03', 'this is a GGUF file'],
    ['\x1f\x8b\x08', 'this is compressed by gzip'],
    ['hello', 'this is no file of weights that we know: it starts with 68 65 6c 6c 6f, expected'],
    ['{"a": 1}', 'safetensors index: it has no weight_map'],
  ])('%j', async (text, message) => {
    await expect(openWeights(textSource(text), { openSibling })).rejects.toThrow(WeightsError);
    await expect(openWeights(textSource(text), { openSibling })).rejects.toThrow(message);
  });

  test('any bytes', async () => {
    const start = fc.constantFrom<number[]>(
      [],
      [0x50, 0x4b, 3, 4],
      [0x80, 2],
      [8, 8],
      [2, 0, 0, 0, 0, 0, 0, 0, 0x7b],
      [0x7b],
    );
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 40 }), async (first, rest) => {
        const bytes = Uint8Array.from([...first, ...rest]);
        const error: unknown = await openWeights(memorySource(bytes), { openSibling }).then(
          (file) => file.stateDict().then(() => undefined),
          (reason: unknown) => reason,
        );
        if (error !== undefined) expect(error).toBeInstanceOf(WeightsError);
      }),
      { numRuns: 1000 },
    );
  });
});
