import { DataError } from '@cv/tensor/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIdx } from './read-idx.ts';
import { gzip, idxFile } from './testing.ts';

const pictures = idxFile([2, 2, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);

describe('readIdx', () => {
  it('reads shape and data, gzipped or not', async () => {
    for (const file of [pictures, gzip(pictures)]) {
      const { dtype, shape, data } = await readIdx(file);
      expect([dtype, shape, [...data]]).toEqual(['uint8', [2, 2, 3], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]]);
    }
  });

  it('reads big-endian numbers of every type', async () => {
    const file = (type: number, bytes: number[], count = 1): Uint8Array =>
      Uint8Array.from([0, 0, type, 1, 0, 0, 0, count, ...bytes]);
    expect([...(await readIdx(file(9, [0xfe]))).data]).toEqual([-2]);
    expect([...(await readIdx(file(11, [0xff, 0xfe]))).data]).toEqual([-2]);
    expect([...(await readIdx(file(12, [0, 0, 1, 0]))).data]).toEqual([256]);
    expect([...(await readIdx(file(13, [0x40, 0x49, 0x0f, 0xdb]))).data]).toEqual([Math.fround(Math.PI)]);
    expect([...(await readIdx(file(14, [0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18]))).data]).toEqual([Math.PI]);
  });

  it('reads a file inside a larger buffer', async () => {
    const padded = new Uint8Array(pictures.length + 10);
    padded.set(pictures, 5);
    expect((await readIdx(padded.subarray(5, 5 + pictures.length))).shape).toEqual([2, 2, 3]);
  });

  it('accepts an empty array', async () => {
    expect((await readIdx(idxFile([0, 28, 28], []))).shape).toEqual([0, 28, 28]);
  });

  it.each([
    ['an empty file', new Uint8Array(), /truncated IDX file: 0 bytes/],
    ['a cut header', pictures.subarray(0, 9), /do not hold its header/],
    ['a cut body', pictures.subarray(0, 20), /truncated IDX file: 20 bytes, its shape 2x2x3 of uint8 needs 28/],
    ['bytes left over', Uint8Array.from([...pictures, 1]), /bytes left over: 29 bytes/],
    ['another format', new TextEncoder().encode('<html>not found'), /not an IDX file: it begins with 3c 68 74 6d/],
    ['an unknown type', Uint8Array.from([0, 0, 10, 1, 0, 0, 0, 0]), /not an IDX file/],
    ['rank 0', Uint8Array.from([0, 0, 8, 0]), /not an IDX file/],
    ['a cut gzip', gzip(pictures).subarray(0, 25), /damaged or truncated gzip/],
    ['a damaged gzip', gzip(pictures).map((b, i) => (i === 14 ? b ^ 0xff : b)), /damaged or truncated gzip|IDX file/],
    ['an absurd shape', Uint8Array.from([0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255]), /more than the allowed/],
  ])('refuses %s by name', async (_, file, message) => {
    const error = await readIdx(file, { name: 'digits.idx' }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).message).toMatch(message);
    expect((error as DataError).message).toContain('digits.idx');
  });

  it('refuses bytes after the end of the gzip stream', async () => {
    const zipped = gzip(pictures);
    await expect(readIdx(Uint8Array.from([...zipped, 0, 1, 2]))).rejects.toThrow(/is something appended/);
  });

  it('stops unpacking a gzip bomb at the size that the header announces', async () => {
    const bomb = new Uint8Array(50_000_000);
    bomb.set(idxFile([1], [7]));
    await expect(readIdx(gzip(bomb))).rejects.toThrow(/more than the 9 bytes that its header announces/);
  });

  it('never throws anything but a DataError on random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), fc.boolean(), async (bytes, head) => {
        const file = head ? Uint8Array.from([0, 0, 8, 1, ...bytes]) : bytes;
        const result = await readIdx(file, { maxBytes: 1e6 }).catch((e: unknown) => e);
        expect(result instanceof DataError || 'shape' in (result as object)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
