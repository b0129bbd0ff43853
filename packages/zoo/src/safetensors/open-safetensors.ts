import type { ByteSource } from '../files/byte-source.ts';
import { readFrom } from '../files/reading.ts';
import { StateFile } from '../files/state-file.ts';
import { readHeader } from './read-header.ts';
import { readTensor } from './read-tensor.ts';

/**
 * Opens a safetensors file: its header is read and checked, its tensors when they are asked for.
 *
 * @param source such as `await fileSource('model.safetensors')` of `@cv/backend-node`
 * @throws WeightsError when the header breaks any rule of the format, as {@link decodeSafetensors} does; whatever the source throws.
 * @source https://github.com/huggingface/safetensors (format and checks of the reference implementation)
 * @example
 * ```ts
 * const file = await openSafetensors(source);
 * const { dtype, shape } = file.entries.get('fc.weight')!;
 * await model.loadStateFrom(file); // one tensor at a time
 * ```
 */
export async function openSafetensors(source: ByteSource): Promise<StateFile> {
  const { metadata, places } = await readFrom(source, readHeader(source.size));
  const entries = new Map(places.map((place) => [place.name, place]));
  return new StateFile({
    format: 'safetensors',
    metadata,
    entries,
    read: (name) => readFrom(source, readTensor(entries.get(name)!)),
  });
}
