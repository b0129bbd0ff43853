import type { StateDict, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { readHeader, type TensorPlace } from './read-header.ts';
import { readValues } from './read-values.ts';

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
  const { metadata, places } = readHeader(bytes);
  // fromEntries defines own properties: a tensor named __proto__ is only a tensor.
  const tensors = Object.fromEntries(
    places.map((place) => [place.name, readTensor(bytes.subarray(place.begin, place.end), place)]),
  );
  return { tensors, metadata };
}

/** One tensor from its own bytes. */
function readTensor(bytes: Uint8Array, { name, dtype, shape }: Omit<TensorPlace, 'begin' | 'end'>): StateTensor {
  const data = readValues(dtype, bytes);
  if (data !== null) return { dtype, shape, data };
  throw new WeightsError(`decodeSafetensors: tensor '${name}' is BOOL and has values other than 0 and 1`, { name });
}
