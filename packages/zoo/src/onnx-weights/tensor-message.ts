import protobuf, { type Reader } from 'protobufjs/minimal.js';
import { type Reading, range } from '../files/reading.ts';
import { shorten } from '../files/shorten.ts';
import { onnxError, type ProtobufField, readText, WIRE, walkFields } from './protobuf-fields.ts';
import { readUint64 } from './read-uint64.ts';

/** Numbers of the fields of a `TensorProto`. */
export const FIELD = {
  dims: 1,
  dataType: 2,
  segment: 3,
  floatData: 4,
  int32Data: 5,
  stringData: 6,
  int64Data: 7,
  name: 8,
  rawData: 9,
  doubleData: 10,
  uint64Data: 11,
  externalData: 13,
  dataLocation: 14,
} as const;

const TYPED: ReadonlySet<number> = new Set([
  FIELD.floatData,
  FIELD.int32Data,
  FIELD.stringData,
  FIELD.int64Data,
  FIELD.doubleData,
  FIELD.uint64Data,
]);

/** `data_location` of values that lie in another file. */
const EXTERNAL = 1;
/** More than any tensor has, and a limit for hostile files. */
const MOST_AXES = 64;

/** A range of the file. */
export interface Place {
  readonly begin: number;
  readonly end: number;
}

/** A `TensorProto`, without its values. */
export interface TensorMessage {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  /** The message itself. */
  readonly place: Place;
  /** Where `raw_data` lies. */
  readonly raw: Place | undefined;
  /** Whether it has values in the fields for single types. */
  readonly typed: boolean;
  /** The keys and values of values that lie in another file. */
  readonly external: ReadonlyMap<string, string> | undefined;
}

/** Reads the message that is in a field. */
export function* readTensorMessage(place: Place): Reading<TensorMessage> {
  const dims: number[] = [];
  const external = new Map<string, string>();
  const found = { name: '', dataType: 0, raw: undefined as Place | undefined, typed: false, location: 0 };
  yield* walkFields(place.begin, place.end, function* visit(field) {
    const { number, wire, value, begin, end } = field;
    if (number === FIELD.dims) yield* readDims(field, dims);
    else if (number === FIELD.dataType) found.dataType = value;
    else if (number === FIELD.dataLocation) found.location = value;
    else if (number === FIELD.name && wire === WIRE.bytes) found.name = yield* readText(field);
    else if (number === FIELD.rawData && wire === WIRE.bytes) found.raw = { begin, end };
    else if (number === FIELD.externalData && wire === WIRE.bytes) yield* readEntry(field, external);
    else if (number === FIELD.segment)
      throw onnxError(`the tensor at byte ${place.begin} is in segments, which nothing writes`);
    else if (TYPED.has(number) && end > begin) found.typed = true;
  });
  const { name, dataType, raw, typed, location } = found;
  return { name, dims, dataType, raw, typed, place, external: location === EXTERNAL ? external : undefined };
}

/** One length, or several that are packed. */
function* readDims({ wire, begin, end, value }: ProtobufField, dims: number[]): Reading<void> {
  if (wire === WIRE.varint) dims.push(value);
  if (wire === WIRE.bytes) {
    if (end - begin > 10 * MOST_AXES) throw onnxError(`a tensor has a shape of ${end - begin} bytes`);
    const reader = protobuf.Reader.create(yield* range(begin, end));
    while (reader.pos < reader.len) dims.push(nextLength(reader));
  }
  if (dims.length > MOST_AXES) throw onnxError(`a tensor has more than ${MOST_AXES} axes`);
}

function nextLength(reader: Reader): number {
  try {
    return Number(readUint64(reader));
  } catch (cause) {
    throw onnxError('a shape ends in the middle of a number', {}, cause);
  }
}

/** A `StringStringEntryProto`. */
function* readEntry(place: Place, entries: Map<string, string>): Reading<void> {
  const texts: [string, string] = ['', ''];
  yield* walkFields(place.begin, place.end, function* visit(field) {
    if (field.wire === WIRE.bytes && (field.number === 1 || field.number === 2))
      texts[field.number - 1] = yield* readText(field);
  });
  const [key, value] = texts;
  if (entries.has(key)) throw onnxError(`a tensor has ${shorten(key)} of its external data twice`);
  entries.set(key, value);
}
