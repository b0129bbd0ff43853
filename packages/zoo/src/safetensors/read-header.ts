import type { StateDType } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { type Reading, range } from '../files/reading.ts';
import { duplicateKey } from './duplicate-key.ts';
import { dtypeOfStored, storedTypes } from './stored-types.ts';

/** Largest header in bytes, the reference implementation's limit. */
const maxHeaderBytes = 100_000_000;

/** Where a tensor lies in a file. */
export interface TensorPlace {
  readonly name: string;
  readonly dtype: StateDType;
  readonly shape: readonly number[];
  /** First byte, and first byte after it, from the start of the file. */
  readonly begin: number;
  readonly end: number;
}

/** What the header of a safetensors file says, checked against the length of the file. */
export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>;
  /** In the order in which they lie in the file. */
  readonly places: readonly TensorPlace[];
}

/** Reads and checks the header of a file of `size` bytes: nothing is allocated that the file does not pay for with its own bytes. */
export function* readHeader(size: number): Reading<SafetensorsHeader> {
  const { text, dataStart } = yield* readText(size);
  const { __metadata__: metadata = {}, ...tensors } = parseObject(text);
  const places = Object.entries(tensors).map(([name, entry]) => readPlace(name, entry, dataStart));
  places.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = dataStart;
  for (const place of places) {
    if (place.begin !== end) {
      const relation = place.begin < end ? 'overlaps the tensor before it' : 'leaves a gap before it';
      throw fail(`tensor '${place.name}' starts at byte ${place.begin} and ${relation}, expected byte ${end}`);
    }
    end = place.end;
  }
  if (end !== size) {
    throw fail(`the tensors end at byte ${end}, the file at byte ${size}; it is cut off or has a tail`);
  }
  return { metadata: readMetadata(metadata), places };
}

function* readText(size: number): Reading<{ text: string; dataStart: number }> {
  if (size < 8) throw fail(`received ${size} bytes, expected at least 8`);
  const start = yield* range(0, 8);
  const length = new DataView(start.buffer, start.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(maxHeaderBytes)) {
    throw fail(`the header claims ${length} bytes, at most ${maxHeaderBytes} are allowed; is this a safetensors file?`);
  }
  const dataStart = 8 + Number(length);
  if (dataStart > size) {
    throw fail(`the header claims ${length} bytes, but only ${size - 8} follow; the file is cut off`);
  }
  const bytes = yield* range(8, dataStart);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.startsWith('{')) return { text, dataStart };
  } catch (cause) {
    throw fail('the header is not UTF-8', cause);
  }
  throw fail(`the header does not start with '{'; is this a safetensors file?`);
}

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw fail('the header is not JSON', cause);
  }
  const twice = duplicateKey(text);
  if (twice !== null) throw fail(`the name '${twice}' stands twice in the header`);
  return parsed as Record<string, unknown>; // the text starts with '{'
}

function readPlace(name: string, entry: unknown, dataStart: number): TensorPlace {
  if (!isRecord(entry)) throw fail(`tensor '${name}' is described by ${kind(entry)}, expected an object`);
  const { dtype: storedName, shape, data_offsets: offsets } = entry;
  const dtype = typeof storedName === 'string' ? dtypeOfStored.get(storedName) : undefined;
  if (dtype === undefined) {
    const known = [...dtypeOfStored.keys()].join(', ');
    throw fail(`tensor '${name}' has dtype ${JSON.stringify(storedName)}, supported are ${known}`);
  }
  if (!isWholeNumbers(shape)) throw fail(`tensor '${name}' has a shape that is no list of whole numbers`);
  if (!isWholeNumbers(offsets) || offsets.length !== 2) {
    throw fail(`tensor '${name}' has data_offsets that are no pair of whole numbers`);
  }
  const [begin, end] = offsets as [number, number]; // two by the check above
  const expected = shape.reduce((product, length) => product * length, storedTypes[dtype].bytes);
  if (end - begin !== expected) {
    throw fail(
      `tensor '${name}' has ${end - begin} bytes at [${offsets.join()}], expected ${expected} for ${storedTypes[dtype].name} [${shape.join()}]`,
    );
  }
  return { name, dtype, shape, begin: dataStart + begin, end: dataStart + end };
}

function readMetadata(value: unknown): Readonly<Record<string, string>> {
  if (isRecord(value) && Object.values(value).every((text) => typeof text === 'string')) {
    return value as Record<string, string>; // checked above
  }
  throw fail('__metadata__ is no object of texts');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWholeNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value);

function fail(reason: string, cause?: unknown): WeightsError {
  return new WeightsError(`safetensors: ${reason}`, {}, cause === undefined ? undefined : { cause });
}
