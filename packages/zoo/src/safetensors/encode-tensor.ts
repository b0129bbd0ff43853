import type { StateDType, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { bfloat16, encodeSmallFloat, half, type SmallFloat } from './small-float.ts';

/** The float types that {@link encodeSafetensors} converts to. */
export type FloatDType = 'float64' | 'float32' | 'float16' | 'bfloat16';

/** Checks the name of a tensor, and says in which type it goes to the file: a float one in the type `wanted`. */
export function encodedDType(name: string, dtype: StateDType, wanted: FloatDType | undefined): StateDType {
  if (name === '__metadata__') throw new WeightsError(`safetensors: the name '__metadata__' is reserved`);
  requireText(name, 'name');
  return wanted !== undefined && isFloat(dtype) ? wanted : dtype;
}

/** Checks a tensor and makes its bytes in the type `dtype`: its own, or another float type. */
export function encodeTensor(name: string, tensor: StateTensor, dtype: StateDType): Uint8Array {
  requireFilled(name, tensor);
  return encodeData(name, tensor.data, dtype);
}

/** @throws WeightsError when the data does not fill the shape or is not of its dtype. */
export function requireFilled(name: string, { dtype, shape, data }: StateTensor): void {
  const count = shape.reduce((product, length) => product * length, 1);
  if (data.length !== count) {
    throw new WeightsError(
      `safetensors: tensor '${name}' has ${data.length} values, expected ${count} for [${shape.join()}]`,
      { name, shape },
    );
  }
  if (data instanceof carriers[dtype]) return;
  throw new WeightsError(
    `safetensors: tensor '${name}' is ${dtype} and carried by ${data.constructor.name}, expected ${carriers[dtype].name}`,
    { name },
  );
}

function encodeData(name: string, data: StateTensor['data'], dtype: StateDType): Uint8Array {
  if (!isFloat(dtype)) return bytesOf(data);
  const floats = data as Float32Array | Float64Array; // the carriers of all float types
  if (dtype === 'float16') return bytesOf(narrow(name, floats, half, dtype));
  if (dtype === 'bfloat16') return bytesOf(narrow(name, floats, bfloat16, dtype));
  const same = dtype === 'float32' ? floats instanceof Float32Array : floats instanceof Float64Array;
  if (same) return bytesOf(floats);
  return bytesOf(
    dtype === 'float32' ? requireFits(name, floats, Float32Array.from(floats)) : Float64Array.from(floats),
  );
}

function narrow(name: string, floats: Float32Array | Float64Array, format: SmallFloat, dtype: FloatDType): Uint16Array {
  const bits = encodeSmallFloat(floats, format);
  const infinity = 0x7fff & ~((1 << format.mantissaBits) - 1);
  for (let i = 0; i < bits.length; i++) {
    if ((bits[i]! & 0x7fff) === infinity && Number.isFinite(floats[i])) throw tooLarge(name, floats[i]!, dtype);
  }
  return bits;
}

function requireFits(name: string, wide: Float32Array | Float64Array, narrowed: Float32Array): Float32Array {
  const at = narrowed.findIndex((value, i) => !Number.isFinite(value) && Number.isFinite(wide[i]));
  if (at >= 0) throw tooLarge(name, wide[at]!, 'float32');
  return narrowed;
}

function tooLarge(name: string, value: number, dtype: FloatDType): WeightsError {
  return new WeightsError(
    `safetensors: tensor '${name}' has the value ${value}, too large for ${dtype}; choose a wider dtype`,
    { name, value, dtype },
  );
}

const carriers = {
  float64: Float64Array,
  float32: Float32Array,
  float16: Float32Array,
  bfloat16: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const satisfies Record<StateDType, unknown>;

const isFloat = (dtype: StateDType): dtype is FloatDType => dtype.includes('float');

const bytesOf = (data: ArrayBufferView): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** Throws for half of a surrogate pair which has no UTF-8: the encoder would silently write another character. */
export function requireText(text: string, what: string): void {
  if (new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text)) !== text) {
    throw new WeightsError(`safetensors: the ${what} ${JSON.stringify(text)} is not valid Unicode`);
  }
}
