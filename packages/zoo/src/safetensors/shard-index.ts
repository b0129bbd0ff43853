import { WeightsError } from '@cv/tensor/errors';
import type { ByteSource } from '../files/byte-source.ts';
import { range, readFrom } from '../files/reading.ts';
import { duplicateKey } from './duplicate-key.ts';

/** As large as the largest header. */
const MOST_BYTES = 100_000_000;

/** What an index says. */
export interface ShardIndex {
  readonly metadata: Readonly<Record<string, string>>;
  /** The file of each tensor. */
  readonly fileOf: ReadonlyMap<string, string>;
}

/** Reads an index of safetensors files; the files themselves are not looked at. */
export async function readShardIndex(source: ByteSource): Promise<ShardIndex> {
  if (source.size > MOST_BYTES) throw fail(`it has ${source.size} bytes, at most ${MOST_BYTES} are allowed`);
  const content = parse(await readFrom(source, range(0, source.size)));
  const { weight_map: map, metadata } = isRecord(content) ? content : {};
  if (!isRecord(map)) throw fail('it has no weight_map; is this a model.safetensors.index.json?');
  const fileOf = new Map<string, string>();
  for (const [name, file] of Object.entries(map)) {
    if (typeof file !== 'string')
      throw fail(`it puts '${name}' in ${JSON.stringify(file)}, expected the name of a file`);
    fileOf.set(name, file);
  }
  return { metadata: textsOf(metadata), fileOf };
}

function parse(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const parsed: unknown = JSON.parse(text);
    const twice = duplicateKey(text);
    if (twice === null) return parsed;
    throw fail(`the name '${twice}' stands twice in it`);
  } catch (cause) {
    if (cause instanceof WeightsError) throw cause;
    throw fail('it is not JSON', cause);
  }
}

/** Facts such as `total_size`, as texts. */
function textsOf(metadata: unknown): Record<string, string> {
  if (!isRecord(metadata)) return {};
  const texts = Object.entries(metadata).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(texts) as Record<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fail(reason: string, cause?: unknown): WeightsError {
  return new WeightsError(`safetensors index: ${reason}`, {}, cause === undefined ? undefined : { cause });
}
