import type { StateDict } from '@cv/layers';
import { type Reading, readNow } from '../files/reading.ts';
import { readHeader } from './read-header.ts';
import { readTensor } from './read-tensor.ts';

/** The content of a safetensors file. */
export interface Safetensors {
  /** In the order of the file. */
  readonly tensors: StateDict;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads a safetensors file: `F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL`.
 *
 * Where the alignment allows it the arrays are views of `bytes`, so a change of one shows in the other. `F16` and `BF16` become float32
 * values and keep their dtype, so writing them again gives the same bytes.
 * @param bytes the whole file.
 * @throws WeightsError when the file breaks any rule of the format: length, JSON, duplicate names, types, overlapping
 * or missing bytes. Nothing big is allocated before the header is checked.
 * @source https://github.com/huggingface/safetensors (format and checks of the reference implementation)
 * @example
 * ```ts
 * const { tensors, metadata } = decodeSafetensors(bytes);
 * model.loadStateDict(tensors);
 * ```
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  return readNow(bytes, readAll(bytes.length));
}

function* readAll(size: number): Reading<Safetensors> {
  const { metadata, places } = yield* readHeader(size);
  const tensors: [string, StateDict[string]][] = [];
  for (const place of places) tensors.push([place.name, yield* readTensor(place)]);
  // fromEntries defines own properties: a tensor named __proto__ is only a tensor.
  return { tensors: Object.fromEntries(tensors), metadata };
}
