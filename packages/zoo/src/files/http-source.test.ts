import { DataError, OptionError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { encodeSafetensors } from '../safetensors/encode-safetensors.ts';
import { openSafetensors } from '../safetensors/open-safetensors.ts';
import { httpSource } from './http-source.ts';
import { type RangeBehaviour, rangeServer } from './range-server.test.support.ts';

const file = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);

test('reads ranges, small ones in blocks, after redirects and with its headers', async () => {
  await using server = await rangeServer(file);
  const headers = { Authorization: 'Bearer x' };
  const source = await httpSource(new URL('/moved', server.url), { fetch, headers, readAheadBytes: 100 });
  expect(source.size).toBe(5000);
  for (const [begin, end] of [
    [0, 8],
    [8, 100],
    [90, 120],
    [120, 130],
    [1000, 3000],
    [4990, 5000],
  ] as const) {
    expect(await source.read(begin, end)).toEqual(file.slice(begin, end));
  }
  const ranges = server.requests.map(({ range }) => range);
  expect(ranges).toEqual(['0-99', '90-189', '1000-2999', '4990-4999'].map((range) => `bytes=${range}`));
  expect(server.requests.every(({ authorization }) => authorization === 'Bearer x')).toBe(true);
});

test('a file of weights takes one request where it is small', async () => {
  const bytes = encodeSafetensors({ x: { dtype: 'float32', shape: [3], data: Float32Array.of(1, 2, 3) } });
  await using server = await rangeServer(bytes);
  const weights = await openSafetensors(await httpSource(server.url, { fetch }));
  expect((await weights.tensor('x')).data).toEqual(Float32Array.of(1, 2, 3));
  expect(server.requests).toHaveLength(1);
});

test('an empty file', async () => {
  await using server = await rangeServer(new Uint8Array(0));
  expect((await httpSource(server.url, { fetch })).size).toBe(0);
});

describe('is refused when it is opened', () => {
  test.each<[string, string, RangeBehaviour]>([
    ['a server that ignores Range', 'ignores Range requests; download the whole file', { status: 200 }],
    ['a missing file', 'there is no such file (status 404)', { status: 404 }],
    ['a gated file', 'the server refuses the file (status 401)', { status: 401 }],
    ['a busy server', 'status 503; try again later', { status: 503 }],
    ['a compressed part', 'compresses a part of the file (gzip)', { headers: { 'content-encoding': 'gzip' } }],
    ['no Content-Range', 'does not say which bytes it sends', { headers: { 'content-range': undefined } }],
    ['no size', "sends 'bytes 0-99/*'", { headers: { 'content-range': 'bytes 0-99/*' } }],
    ['other bytes', 'expected the bytes from 0', { headers: { 'content-range': 'bytes 7-106/5000' } }],
    ['a range backwards', 'expected the bytes from 0', { headers: { 'content-range': 'bytes 0-99/50' } }],
    [
      '100 GB in one answer',
      'more than the 100 bytes',
      { headers: { 'content-range': `bytes 0-${1e11 - 1}/${1e11}` } },
    ],
    ['a shorter range', '50 of the 100 bytes', { headers: { 'content-range': 'bytes 0-49/5000' } }],
    ['a shorter body', '60 of the 100 bytes', { send: 60, chunked: true }],
    ['a longer body', 'more than the 100 bytes', { send: 200, chunked: true }],
    ['a broken connection', 'the connection broke off', { send: -40 }],
  ])('%s', async (_, message, behaviour) => {
    await using server = await rangeServer(file, () => behaviour);
    const opening = httpSource(server.url, { fetch, readAheadBytes: 100 });
    await expect(opening).rejects.toThrow(DataError);
    await expect(opening).rejects.toThrow(message);
  });

  test('a server that is not there', async () => {
    const server = await rangeServer(file);
    await server[Symbol.asyncDispose]();
    await expect(httpSource(server.url, { fetch })).rejects.toThrow('no answer; check the network and the URL');
  });

  test('a block of no bytes', async () => {
    await expect(httpSource('http://127.0.0.1/', { fetch, readAheadBytes: 0 })).rejects.toThrow(OptionError);
  });
});

describe('a later read is refused', () => {
  const longer = new Uint8Array(6000);
  test.each<[string, string, RangeBehaviour]>([
    ['of another ETag', 'was replaced by another version', { headers: { etag: '"2"' } }],
    ['of another size', 'was replaced by another version', { file: longer }],
    ['of a file that became shorter', 'the file is shorter than it was', { file: new Uint8Array(10) }],
    ['of a whole answer', 'ignores Range requests', { status: 200 }],
    ['of a shorter answer', '10 of the 1000 bytes', { send: 10, chunked: true }],
    ['of a broken connection', 'the connection broke off', { send: -10 }],
  ])('%s, and one that goes well is not', async (_, message, behaviour) => {
    await using server = await rangeServer(file, (count) => (count === 1 ? behaviour : {}));
    const source = await httpSource(server.url, { fetch, readAheadBytes: 100 });
    const reading = source.read(2000, 3000);
    await expect(reading).rejects.toThrow(DataError);
    await expect(reading).rejects.toThrow(message);
    expect(await source.read(2000, 3000)).toEqual(file.slice(2000, 3000));
  });

  test('of another date, where no ETag tells; a weak one does not', async () => {
    await using server = await rangeServer(file, (count) => ({
      headers: { etag: `W/"${count}"`, 'last-modified': count < 2 ? 'Mon, 01 Jan 2024' : 'Tue, 02 Jan 2024' },
    }));
    const source = await httpSource(server.url, { fetch, readAheadBytes: 100 });
    expect(await source.read(2000, 3000)).toEqual(file.slice(2000, 3000));
    await expect(source.read(3000, 4000)).rejects.toThrow('was replaced by another version');
  });

  test('after an abort', async () => {
    await using server = await rangeServer(file);
    const controller = new AbortController();
    const source = await httpSource(server.url, { fetch, signal: controller.signal, readAheadBytes: 100 });
    controller.abort(new DataError('enough'));
    await expect(source.read(2000, 3000)).rejects.toThrow('enough');
  });
});
