import type { StateDType } from '@cv/layers';
import protobuf, { type Reader } from 'protobufjs/minimal.js';
import { storedTypes } from '../safetensors/stored-types.ts';
import { type TensorPlan, tensorError } from './plan-tensor.ts';
import { WIRE } from './protobuf-fields.ts';
import { readUint64 } from './read-uint64.ts';
import { FIELD } from './tensor-message.ts';

/** How one value is taken from the field of its type and put down in little-endian bytes. */
interface TypedField {
  readonly field: number;
  readonly put: (reader: Reader, to: DataView, at: number) => void;
}

/** Values of 32 bits and less are stored as `int32`; those of half precision by their bits. */
function narrow(least: number, most: number, put: (to: DataView, at: number, value: number) => void): TypedField {
  return {
    field: FIELD.int32Data,
    put: (reader, to, at) => {
      const value = reader.int32();
      if (value < least || value > most) throw new RangeError(`${value} is out of range`);
      put(to, at, value);
    },
  };
}

const bits16 = narrow(0, 0xffff, (to, at, value) => to.setUint16(at, value, true));

const TYPED_FIELDS: Readonly<Record<StateDType, TypedField>> = {
  float32: { field: FIELD.floatData, put: (reader, to, at) => to.setUint32(at, reader.fixed32(), true) },
  float64: { field: FIELD.doubleData, put: (reader, to, at) => to.setFloat64(at, reader.double(), true) },
  int64: {
    field: FIELD.int64Data,
    put: (reader, to, at) => to.setBigInt64(at, BigInt.asIntN(64, readUint64(reader)), true),
  },
  int32: narrow(-(2 ** 31), 2 ** 31 - 1, (to, at, value) => to.setInt32(at, value, true)),
  int16: narrow(-(2 ** 15), 2 ** 15 - 1, (to, at, value) => to.setInt16(at, value, true)),
  int8: narrow(-128, 127, (to, at, value) => to.setInt8(at, value)),
  uint8: narrow(0, 255, (to, at, value) => to.setUint8(at, value)),
  bool: narrow(0, 1, (to, at, value) => to.setUint8(at, value)),
  float16: bits16,
  bfloat16: bits16,
};

/**
 * The values of a `TensorProto` that stand in the field for its type, as little-endian bytes.
 * @param message its bytes
 * @throws WeightsError when there are more or fewer than its shape has, or one does not fit its type.
 */
export function typedValues({ name, dtype, shape, count }: TensorPlan, message: Uint8Array): Uint8Array {
  const width = storedTypes[dtype].bytes;
  const bytes = new Uint8Array(count * width);
  const to = new DataView(bytes.buffer);
  const { field, put } = TYPED_FIELDS[dtype];
  const reader = protobuf.Reader.create(message);
  let at = 0;
  try {
    while (reader.pos < reader.len) {
      const tag = reader.uint32();
      if (tag >>> 3 !== field) {
        reader.skipType(tag & 7);
        continue;
      }
      // Packed, or one value in a field of its own.
      const end = (tag & 7) === WIRE.bytes ? reader.uint32() + reader.pos : reader.pos + 1;
      for (; reader.pos < end; at += width) put(reader, to, at);
    }
  } catch (cause) {
    throw tensorError(name, 'has values that are damaged or more than its shape has', cause);
  }
  if (at === bytes.length) return bytes;
  throw tensorError(name, `has ${at / width} values, expected ${count} for [${shape.join()}]`);
}
