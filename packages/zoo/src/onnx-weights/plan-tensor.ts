import type { StateDType, StateEntry } from '@cv/layers';
import type { WeightsError } from '@cv/tensor/errors';
import { shorten } from '../files/shorten.ts';
import { storedTypes } from '../safetensors/stored-types.ts';
import { onnxError } from './protobuf-fields.ts';
import type { Place, TensorMessage } from './tensor-message.ts';

/** Types of `TensorProto.DataType` that we hold. */
const DTYPES: Readonly<Record<number, StateDType>> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  16: 'bfloat16',
};

/** Names of the others, for the message. */
const OTHERS: Readonly<Record<number, string>> = {
  0: 'no type',
  4: 'UINT16',
  8: 'STRING',
  12: 'UINT32',
  13: 'UINT64',
  14: 'COMPLEX64',
  15: 'COMPLEX128',
  17: 'FLOAT8E4M3FN',
  18: 'FLOAT8E4M3FNUZ',
  19: 'FLOAT8E5M2',
  20: 'FLOAT8E5M2FNUZ',
  21: 'UINT4',
  22: 'INT4',
  23: 'FLOAT4E2M1',
};

/** Where values lie in another file. */
export interface ExternalPlace {
  /** A path, not checked yet. */
  readonly location: string;
  readonly begin: number;
  /** The number of bytes, where it is told. */
  readonly length: number | undefined;
}

/** An initialiser whose values have the right number of bytes, as far as that is known before they are read. */
export interface TensorPlan extends StateEntry {
  readonly name: string;
  /** Number of values. */
  readonly count: number;
  readonly values: { readonly raw: Place } | { readonly typed: Place } | { readonly external: ExternalPlace };
}

/**
 * Checks an initialiser.
 * @throws WeightsError when it has no name, is of a type that we do not hold, or its values do not fill its shape.
 */
export function planTensor(message: TensorMessage): TensorPlan {
  const { name, dims: shape, dataType } = message;
  if (name === '') throw onnxError(`the tensor at byte ${message.place.begin} has no name`);
  const dtype = DTYPES[dataType];
  if (dtype === undefined) {
    const known = Object.values(DTYPES).join(', ');
    throw tensorError(name, `is of ${OTHERS[dataType] ?? `the type ${dataType}`}, supported are ${known}`);
  }
  if (!shape.every((length) => Number.isSafeInteger(length)))
    throw tensorError(name, `has the shape [${shape.join()}], which no tensor has`);
  const count = shape.reduce((product, length) => product * length, 1);
  const bytes = count * storedTypes[dtype].bytes;
  if (!Number.isSafeInteger(bytes)) throw tensorError(name, `[${shape.join()}] has more values than numbers can count`);
  return { name, dtype, shape, count, values: valuesOf(message, bytes, count) };
}

function valuesOf(
  { name, dims, place, raw, typed, external }: TensorMessage,
  bytes: number,
  count: number,
): TensorPlan['values'] {
  if (Number(raw !== undefined) + Number(typed) + Number(external !== undefined) > 1)
    throw tensorError(name, 'has its values twice');
  if (external !== undefined) return { external: externalPlace(name, external, bytes) };
  if (raw !== undefined) {
    if (raw.end - raw.begin === bytes) return { raw };
    throw tensorError(name, `has ${raw.end - raw.begin} bytes of values, expected ${bytes} for [${dims.join()}]`);
  }
  // Each value takes a byte at least: no more room is made than the file pays for.
  if (count <= place.end - place.begin) return { typed: place };
  throw tensorError(name, `has fewer values than the ${count} of [${dims.join()}]`);
}

function externalPlace(name: string, entries: ReadonlyMap<string, string>, bytes: number): ExternalPlace {
  const location = entries.get('location');
  if (location === undefined) throw tensorError(name, 'lies in another file that is not named');
  const [begin = 0, length] = ['offset', 'length'].map((key) => {
    const text = entries.get(key);
    if (text === undefined) return undefined;
    if (/^\d{1,15}$/.test(text)) return Number(text);
    throw tensorError(name, `lies in another file at the ${key} ${shorten(text)}, expected a whole number`);
  });
  if (length === undefined || length === bytes) return { location, begin, length };
  throw tensorError(name, `has ${length} bytes of values in ${shorten(location)}, expected ${bytes}`);
}

/** What is wrong with an initialiser. */
export function tensorError(name: string, what: string, cause?: unknown): WeightsError {
  return onnxError(`the tensor ${shorten(name)} ${what}`, { name }, cause);
}
