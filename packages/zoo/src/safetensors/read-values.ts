import type { StateArray, StateDType } from '@cv/layers';
import { bfloat16, decodeSmallFloat, half } from './small-float.ts';

/**
 * Little-endian bytes as the values of a stored type: a view where they are aligned, else a copy; `float16` and `bfloat16` become
 * float32.
 * @param bytes a whole number of values.
 * @returns null where `bool` bytes are other than 0 and 1.
 */
export function readValues(dtype: StateDType, bytes: Uint8Array): StateArray | null {
  const values = readers[dtype](bytes);
  return dtype === 'bool' && (values as Uint8Array).some((value) => value > 1) ? null : values;
}

interface ArrayType<A> {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
  readonly BYTES_PER_ELEMENT: number;
}

/** A view where the bytes are aligned, else a copy. */
function view<A>(Type: ArrayType<A>): (bytes: Uint8Array) => A {
  return (bytes) => {
    // Not `bytes.slice()`: that of a Buffer is a view.
    const aligned = bytes.byteOffset % Type.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes);
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
