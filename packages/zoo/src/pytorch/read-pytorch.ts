import { WeightsError } from '@cv/tensor/errors';
import { type Reading, range } from '../files/reading.ts';
import { findStateDict } from './find-state-dict.ts';
import { planTensor, type TensorPlan } from './plan-tensor.ts';
import { readLegacyFile } from './read-legacy-file.ts';
import { readZipFile } from './read-zip-file.ts';

/** Whether a file starts as a zip file. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Whether a file starts as a pickle of protocol 2 or later. */
export const isPickle = (bytes: Uint8Array): boolean => bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5;

/** Finds and checks the tensors of a file of `size` bytes; their values are not read yet. */
export function* readPyTorch(size: number): Reading<readonly TensorPlan[]> {
  const start = yield* range(0, Math.min(4, size));
  if (!isZip(start) && !isPickle(start)) {
    throw new WeightsError(
      'PyTorch file: this file starts neither as a zip file nor as a pickle; is it one of PyTorch?',
    );
  }
  const file = yield* isZip(start) ? readZipFile(size) : readLegacyFile(size);
  return Array.from(findStateDict(file.root), ([name, tensor]) => planTensor(name, tensor, file));
}
