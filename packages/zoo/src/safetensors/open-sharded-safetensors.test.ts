import type { StateDict } from '@cv/layers';
import { DataError, WeightsError } from '@cv/tensor/errors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../files/byte-source.ts';
import { memorySource } from '../files/memory-source.ts';
import { encodeSafetensors } from './encode-safetensors.ts';
import { openShardedSafetensors } from './open-sharded-safetensors.ts';

const one = (value: number): StateDict[string] => ({ dtype: 'float32', shape: [1], data: Float32Array.of(value) });
const files: Readonly<Record<string, Uint8Array>> = {
  'model-1.safetensors': encodeSafetensors({ a: one(1), b: one(2) }),
  'sub/model-2.safetensors': encodeSafetensors({ c: one(3) }),
};
const map = { a: 'model-1.safetensors', b: 'model-1.safetensors', c: 'sub/model-2.safetensors' };

function openSibling(name: string): Promise<ByteSource> {
  const bytes = Object.hasOwn(files, name) ? files[name] : undefined;
  if (bytes === undefined) return Promise.reject(new DataError(`there is no ${name}`, { path: name }));
  return Promise.resolve(memorySource(bytes));
}

const textSource = (text: string) => memorySource(new TextEncoder().encode(text));
const open = (index: unknown) =>
  openShardedSafetensors(textSource(typeof index === 'string' ? index : JSON.stringify(index)), { openSibling });

test('is one file to its reader', async () => {
  const file = await open({ metadata: { total_size: 12, note: 'x' }, weight_map: map });
  expect(file.format).toBe('sharded safetensors');
  expect(file.metadata).toEqual({ total_size: '12', note: 'x' });
  expect(await file.stateDict()).toEqual({ a: one(1), b: one(2), c: one(3) });
  expect(await file.tensor('c')).toEqual(one(3));
});

describe('an index is refused with its reason', () => {
  test.each<[string, string, unknown]>([
    ['no JSON', 'it is not JSON', '{'],
    ['a list', 'it has no weight_map', []],
    ['another object', 'it has no weight_map', { a: 1 }],
    ['a map that is a list', 'it has no weight_map', { weight_map: [] }],
    ['a file that is a number', "puts 'a' in 1", { weight_map: { a: 1 } }],
    ['a name twice', "the name 'a' stands twice", '{"weight_map":{"a":"x","a":"y"}}'],
    ['a path out of the folder', 'is not allowed: expected a path inside', { weight_map: { a: '../x.safetensors' } }],
    ['an absolute path', 'is not allowed', { weight_map: { a: '/etc/passwd' } }],
    ['a URL', 'is not allowed', { weight_map: { a: 'http://127.0.0.1/x' } }],
    ['a file that is not there', 'gone.safetensors: there is no', { weight_map: { ...map, d: 'gone.safetensors' } }],
    ['a tensor that is not there', "says that 'd' is in model-1.safetensors", { weight_map: { ...map, d: map.a } }],
    ['a tensor in another file', "says that 'c' is in model-1.safetensors", { weight_map: { ...map, c: map.a } }],
    ['a tensor too many', "has 'b', which the index leaves out", { weight_map: { a: map.a, c: map.c } }],
  ])('%s', async (_, message, index) => {
    const opening = open(index);
    await expect(opening).rejects.toThrow(WeightsError);
    await expect(opening).rejects.toThrow(message);
  });

  test('one that is too large, before it is read', async () => {
    const source: ByteSource = { size: 1e9, read: () => Promise.reject(new DataError('was read')) };
    await expect(openShardedSafetensors(source, { openSibling })).rejects.toThrow('at most 100000000 are allowed');
  });

  test('a damaged file, by its name', async () => {
    const bad = { openSibling: () => Promise.resolve(memorySource(new Uint8Array(3))) };
    const opening = openShardedSafetensors(textSource(JSON.stringify({ weight_map: map })), bad);
    await expect(opening).rejects.toThrow('model-1.safetensors: safetensors: received 3 bytes');
  });
});

test('any JSON as an index is opened or refused', async () => {
  const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'weight_map');
  const file = fc.oneof(fc.constantFrom(...Object.keys(files), '../x', 'constructor'), fc.jsonValue());
  const index = fc.oneof(
    fc.jsonValue(),
    fc.record({ weight_map: fc.dictionary(name, file), metadata: fc.jsonValue() }),
  );
  await fc.assert(
    fc.asyncProperty(index, async (content) => {
      const error: unknown = await open(JSON.stringify(content)).then(
        (opened) => opened.stateDict().then(() => undefined),
        (reason: unknown) => reason,
      );
      if (error !== undefined) expect(error).toBeInstanceOf(WeightsError);
    }),
    { numRuns: 1000 },
  );
});
