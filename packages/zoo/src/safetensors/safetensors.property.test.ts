import type { StateDict, StateDType, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memorySource } from '../files/memory-source.ts';
import { decodeSafetensors } from './decode-safetensors.ts';
import { encodeSafetensors } from './encode-safetensors.ts';
import { openSafetensors } from './open-safetensors.ts';
import { streamSafetensors } from './stream-safetensors.ts';

const data = {
  float64: (n: number) => fc.float64Array({ minLength: n, maxLength: n }),
  float32: (n: number) => fc.float32Array({ minLength: n, maxLength: n }),
  int64: (n: number) => fc.bigInt64Array({ minLength: n, maxLength: n }),
  int32: (n: number) => fc.int32Array({ minLength: n, maxLength: n }),
  int16: (n: number) => fc.int16Array({ minLength: n, maxLength: n }),
  int8: (n: number) => fc.int8Array({ minLength: n, maxLength: n }),
  uint8: (n: number) => fc.uint8Array({ minLength: n, maxLength: n }),
  bool: (n: number) => fc.uint8Array({ minLength: n, maxLength: n, max: 1 }),
} as const satisfies Partial<Record<StateDType, unknown>>;

const tensor: fc.Arbitrary<StateTensor> = fc
  .tuple(fc.constantFrom(...(Object.keys(data) as (keyof typeof data)[])), fc.array(fc.nat(3), { maxLength: 4 }))
  .chain(([dtype, shape]) =>
    data[dtype](shape.reduce((product, length) => product * length, 1)).map(
      (values): StateTensor => ({ dtype, shape, data: values }),
    ),
  );
const name = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => text !== '__metadata__');
const dict: fc.Arbitrary<StateDict> = fc
  .array(fc.tuple(name, tensor), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries));
const metadata = fc.dictionary(name, fc.string({ unit: 'grapheme' }), { maxKeys: 3 });

test('what is written is read, in every order the same bytes', () => {
  fc.assert(
    fc.property(dict, metadata, (tensors, texts) => {
      const bytes = encodeSafetensors(tensors, { metadata: texts });
      const read = decodeSafetensors(bytes);
      expect(new Map(Object.entries(read.tensors))).toEqual(new Map(Object.entries(tensors)));
      expect(new Map(Object.entries(read.metadata))).toEqual(new Map(Object.entries(texts)));
      expect(encodeSafetensors(read.tensors, { metadata: texts })).toEqual(bytes);
    }),
    { numRuns: 300 },
  );
});

test('pieces are the bytes of the whole file, and what is opened is what is decoded', async () => {
  await fc.assert(
    fc.asyncProperty(dict, metadata, async (tensors, texts) => {
      const bytes = encodeSafetensors(tensors, { metadata: texts });
      const pieces: Uint8Array[] = [];
      for await (const piece of streamSafetensors(tensors, { metadata: texts })) pieces.push(piece);
      expect(new Uint8Array(Buffer.concat(pieces))).toEqual(bytes);
      const file = await openSafetensors(memorySource(bytes));
      expect(new Map(Object.entries(await file.stateDict()))).toEqual(new Map(Object.entries(tensors)));
      expect(new Map(Object.entries(file.metadata))).toEqual(new Map(Object.entries(texts)));
    }),
    { numRuns: 200 },
  );
});

test('a file with changed bytes is opened and read as it is decoded, or refused by both', async () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  const outcome = (error: unknown): string => {
    expect(error).toBeInstanceOf(WeightsError);
    return (error as WeightsError).message;
  };
  await fc.assert(
    fc.asyncProperty(dict, fc.array(change, { minLength: 1, maxLength: 4 }), async (tensors, changes) => {
      const bytes = encodeSafetensors(tensors);
      for (const [place, value] of changes) bytes[place % bytes.length] = value;
      const opened = await openSafetensors(memorySource(bytes))
        .then((file) => file.stateDict())
        .catch(outcome);
      let decoded: StateDict | string;
      try {
        decoded = decodeSafetensors(bytes).tensors;
      } catch (error) {
        decoded = outcome(error);
      }
      expect(opened).toEqual(decoded);
    }),
    { numRuns: 1000 },
  );
});

/** Reading must give a file that fits its own bytes, or a WeightsError; nothing else may come out. */
function expectReadOrRefused(bytes: Uint8Array): void {
  let tensors: StateDict;
  try {
    tensors = decodeSafetensors(bytes).tensors;
  } catch (error) {
    expect(error).toBeInstanceOf(WeightsError);
    return;
  }
  for (const { shape, data: values } of Object.values(tensors)) {
    expect(values.length).toBe(shape.reduce((product, length) => product * length, 1));
    expect(values.length).toBeLessThanOrEqual(bytes.length);
  }
}

test('a file with changed bytes is read or refused', () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  fc.assert(
    fc.property(dict, fc.array(change, { minLength: 1, maxLength: 4 }), (tensors, changes) => {
      const bytes = encodeSafetensors(tensors);
      for (const [place, value] of changes) bytes[place % bytes.length] = value;
      expectReadOrRefused(bytes);
    }),
    { numRuns: 2000 },
  );
});

test('a file that is cut off is refused', () => {
  fc.assert(
    fc.property(dict, fc.nat(), (tensors, place) => {
      const bytes = encodeSafetensors(tensors);
      expect(() => decodeSafetensors(bytes.subarray(0, place % bytes.length))).toThrow(WeightsError);
    }),
    { numRuns: 500 },
  );
});

test('any JSON as a header is read or refused', () => {
  const field = fc.oneof(fc.jsonValue(), fc.constantFrom('F32', 'U8', [0, 4], [4], [0], []));
  const entry = fc.oneof(
    fc.jsonValue(),
    fc.record({ dtype: field, shape: field, data_offsets: field }, { requiredKeys: [] }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(name, fc.constant('__metadata__')), entry), fc.nat(8), (header, extra) => {
      const text = new TextEncoder().encode(JSON.stringify(header));
      const bytes = new Uint8Array(8 + text.length + extra);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
      bytes.set(text, 8);
      expectReadOrRefused(bytes);
    }),
    { numRuns: 2000 },
  );
});

test('any bytes are read or refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), expectReadOrRefused), { numRuns: 1000 });
});
