import type { StateDType, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { bfloat16, encodeSmallFloat, half, type SmallFloat } from './small-float.ts';

/** The float types that {@link encodeSafetensors} converts to. */
export type FloatDType = 'float64' | 'float32' | 'float16' | 'bfloat16';

/** A tensor as it goes to the file. */
export interface EncodedTensor {
  readonly name: string;
  readonly dtype: StateDType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Checks a tensor and makes its bytes, float ones in the type `wanted`. */
export function encodeTensor(name: string, tensor: StateTensor, wanted: FloatDType | undefined): EncodedTensor {
  const { shape, data } = tensor;
  if (name === '__metadata__') throw new WeightsError(`encodeSafetensors: the name '__metadata__' is reserved`);
  requireText(name, 'name');
  const count = shape.reduce((product, length) => product * length, 1);
  if (data.length !== count) {
    throw new WeightsError(
      `encodeSafetensors: tensor '${name}' has ${data.length} values, expected ${count} for [${shape.join()}]`,
      { name, shape },
    );
  }
  if (!(data instanceof carriers[tensor.dtype])) {
    throw new WeightsError(
      `encodeSafetensors: tensor '${name}' is ${tensor.dtype} and carried by ${data.constructor.name}, expected ${carriers[tensor.dtype].name}`,
      { name },
    );
  }
  const dtype = wanted !== undefined && isFloat(tensor.dtype) ? wanted : tensor.dtype;
  return { name, dtype, shape, bytes: encodeData(name, data, dtype) };
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
    `encodeSafetensors: tensor '${name}' has the value ${value}, too large for ${dtype}; choose a wider dtype`,
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
    throw new WeightsError(`encodeSafetensors: the ${what} ${JSON.stringify(text)} is not valid Unicode`);
  }
}
