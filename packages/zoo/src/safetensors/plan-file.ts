import type { StateEntry } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import type { EncodeOptions } from './encode-safetensors.ts';
import { encodedDType, requireText } from './encode-tensor.ts';
import type { TensorPlace } from './read-header.ts';
import { storedTypes } from './stored-types.ts';

/** A file before it is written. */
export interface FilePlan {
  /** The length and the header: all that comes before the tensors. */
  readonly header: Uint8Array;
  /** In the order in which they are written. */
  readonly places: readonly TensorPlace[];
  /** Size of the file. */
  readonly bytes: number;
}

/** Puts tensors in their order and says where each will lie. */
export function planFile(
  tensors: Iterable<readonly [name: string, entry: StateEntry]>,
  { metadata, dtype: wanted }: EncodeOptions,
): FilePlan {
  const encoder = new TextEncoder();
  const sorted = Array.from(tensors, ([name, { dtype, shape }]) => ({
    name,
    dtype: encodedDType(name, dtype, wanted),
    shape,
    key: encoder.encode(name),
  })).sort((a, b) => storedTypes[b.dtype].rank - storedTypes[a.dtype].rank || compareBytes(a.key, b.key));
  let end = 0;
  const places = sorted.map(({ name, dtype, shape }): TensorPlace => {
    const begin = end;
    end += shape.reduce((product, length) => product * length, storedTypes[dtype].bytes);
    return { name, dtype, shape, begin, end };
  });
  const header = encodeHeader(places, metadata);
  const start = header.length;
  const moved = places.map((place) => ({ ...place, begin: start + place.begin, end: start + place.end }));
  return { header, places: moved, bytes: start + end };
}

/** The length, then compact JSON, filled up with spaces so that the data starts at a multiple of 8. */
function encodeHeader(
  places: readonly TensorPlace[],
  metadata: Readonly<Record<string, string>> | undefined,
): Uint8Array {
  const entries = places.map(({ name, dtype, shape, begin, end }): [string, unknown] => [
    name,
    { dtype: storedTypes[dtype].name, shape, data_offsets: [begin, end] },
  ]);
  if (metadata !== undefined) entries.unshift(['__metadata__', sortedTexts(metadata)]);
  // Not by way of an object: that would move names like '0' to the front.
  const json = `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
  const text = new TextEncoder().encode(json);
  const header = new Uint8Array(8 + Math.ceil(text.length / 8) * 8).fill(0x20);
  header.set(text, 8);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  return header;
}

function sortedTexts(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, text] of entries) {
    if (typeof text !== 'string') throw new WeightsError(`safetensors: metadata '${key}' is no text; convert it`);
    requireText(key, 'metadata key');
    requireText(text, `metadata '${key}'`);
  }
  return Object.fromEntries(entries);
}

/** The order of the bytes, which is the order of the code points (not that of UTF-16). */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
