import type { StateDict } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { type EncodedTensor, encodeTensor, type FloatDType, requireText } from './encode-tensor.ts';
import { storedTypes } from './stored-types.ts';

/** Options of {@link encodeSafetensors}. */
export interface EncodeOptions {
  /** Texts that travel with the tensors. */
  metadata?: Readonly<Record<string, string>>;
  /** Stores every float tensor in this type; each keeps its own when left out. Other types are never converted. */
  dtype?: FloatDType;
}

/**
 * Writes a safetensors file. The same tensors and metadata give the same bytes, in whatever order they come; with at
 * most one metadata entry they are the bytes of the reference implementation (which writes more in random order).
 *
 * `float16` and `bfloat16` are rounded to nearest, ties to even.
 * @param tensors by name.
 * @throws WeightsError for a name that the format cannot hold, data that does not fill its shape or is not of its
 * dtype, or a finite value that does not fit the chosen type.
 * @source https://github.com/huggingface/safetensors
 * @example
 * ```ts
 * const bytes = encodeSafetensors(await model.stateDict(), { dtype: 'float16', metadata: { seed: '1' } });
 * ```
 */
export function encodeSafetensors(tensors: StateDict, { metadata, dtype }: EncodeOptions = {}): Uint8Array {
  const encoder = new TextEncoder();
  const parts = Object.entries(tensors)
    .map(([name, tensor]) => encodeTensor(name, tensor, dtype))
    .map((part) => ({ ...part, key: encoder.encode(part.name) }))
    .sort((a, b) => storedTypes[b.dtype].rank - storedTypes[a.dtype].rank || compareBytes(a.key, b.key));
  const header = encodeHeader(parts, metadata);
  const total = parts.reduce((sum, { bytes }) => sum + bytes.length, 8 + header.length);
  const file = new Uint8Array(total);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let at = 8 + header.length;
  for (const { bytes } of parts) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/** Compact JSON, filled up with spaces so that the data starts at a multiple of 8. */
function encodeHeader(
  parts: readonly EncodedTensor[],
  metadata: Readonly<Record<string, string>> | undefined,
): Uint8Array {
  let begin = 0;
  const entries = parts.map(({ name, dtype, shape, bytes }): [string, unknown] => {
    const offsets = [begin, begin + bytes.length];
    begin += bytes.length;
    return [name, { dtype: storedTypes[dtype].name, shape, data_offsets: offsets }];
  });
  if (metadata !== undefined) entries.unshift(['__metadata__', sortedTexts(metadata)]);
  // Not by way of an object: that would move names like '0' to the front.
  const json = `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
  const text = new TextEncoder().encode(json);
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  padded.set(text);
  return padded;
}

function sortedTexts(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, text] of entries) {
    if (typeof text !== 'string') throw new WeightsError(`encodeSafetensors: metadata '${key}' is no text; convert it`);
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
