import type { StateArray, StateDict, StateDType, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { readHeader, type TensorPlace } from './read-header.ts';
import { bfloat16, decodeSmallFloat, half } from './small-float.ts';

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
  const tensors = Object.fromEntries(places.map((place) => [place.name, readTensor(bytes, place)]));
  return { tensors, metadata };
}

function readTensor(bytes: Uint8Array, { name, dtype, shape, begin, end }: TensorPlace): StateTensor {
  const data = readers[dtype](bytes.subarray(begin, end));
  if (dtype === 'bool' && (data as Uint8Array).some((value) => value > 1)) {
    throw new WeightsError(`decodeSafetensors: tensor '${name}' is BOOL and has values other than 0 and 1`, { name });
  }
  return { dtype, shape, data };
}

interface ArrayType<A> {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
  readonly BYTES_PER_ELEMENT: number;
}

/** A view where the bytes are aligned, else a copy. */
function view<A>(Type: ArrayType<A>): (bytes: Uint8Array) => A {
  return (bytes) => {
    const aligned = bytes.byteOffset % Type.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
    return new Type(aligned.buffer, aligned.byteOffset, aligned.byteLength / Type.BYTES_PER_ELEMENT);
  };
}

const words = view(Uint16Array);

const readers: Readonly<Record<StateDType, (bytes: Uint8Array) => StateArray>> = {
  float64: view(Float64Array),
  float32: view(Float32Array),
  float16: (bytes) => decodeSmallFloat(words(bytes), half),
  bfloat16: (bytes) => decodeSmallFloat(words(bytes), bfloat16),
  int64: view(BigInt64Array),
  int32: view(Int32Array),
  int16: view(Int16Array),
  int8: view(Int8Array),
  uint8: view(Uint8Array),
  bool: view(Uint8Array),
};
