import { readFileSync } from 'node:fs';
import type { ByteSource } from '../files/byte-source.ts';
import { memorySource } from '../files/memory-source.ts';
import type { ExpectedTensor } from '../pytorch/fixtures.test.support.ts';

const folder = new URL('../../fixtures/onnx/', import.meta.url);

/** A file of `fixtures/onnx/`, in memory of its own. */
export const onnxFixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(name, folder)));

/** What is in each file that can be read. */
export const expectedOnnx = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, ExpectedTensor>>>
>;

/** Opens a file of `fixtures/onnx/` that a model names. */
export const openFixture = (name: string): Promise<ByteSource> => Promise.resolve(memorySource(onnxFixture(name)));
