import type { ByteSource } from '../files/byte-source.ts';
import { readFrom } from '../files/reading.ts';
import { StateFile } from '../files/state-file.ts';
import { readPyTorch } from './read-pytorch.ts';
import { readStrided } from './read-strided.ts';

/**
 * Opens a `.pth` or `.pt` file: the object in it is read and checked as {@link decodePyTorch} does, the values of a tensor when it is
 * asked for. PyTorch stores them uncompressed, so that each is a range of the file.
 *
 * A tensor that has its storage for itself is held against the checksum of the zip file; of a storage that several share only the part
 * that is needed is read, and no checksum tells of it.
 * @param source such as `await fileSource('model.pth')` of `@cv/backend-node`
 * @throws WeightsError as {@link decodePyTorch} does, for damaged values when they are read; whatever the source throws.
 * @source PyTorch's `torch/serialization.py` (formats) and `torch/_weights_only_unpickler.py` (what is allowed; we allow less)
 * @example
 * ```ts
 * const file = await openPyTorch(source);
 * await model.loadStateFrom(file); // one tensor at a time
 * ```
 */
export async function openPyTorch(source: ByteSource): Promise<StateFile> {
  const plans = await readFrom(source, readPyTorch(source.size));
  const entries = new Map(plans.map((plan) => [plan.name, plan]));
  return new StateFile({
    format: 'pytorch',
    entries,
    read: (name) => readFrom(source, readStrided(entries.get(name)!, 'needed')),
  });
}
