import type { StateDict, StateEntry, StateSource, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import type { EncodeOptions } from './encode-safetensors.ts';
import { encodeTensor } from './encode-tensor.ts';
import { planFile } from './plan-file.ts';

/**
 * Writes a safetensors file piece by piece: the header, then one tensor after the other, so that the file is never in memory. The bytes
 * are those of {@link encodeSafetensors}.
 *
 * Give the pieces to what writes files whole or not at all: `writeFileAtomic` of `@cv/backend-node`, or in a browser
 * `ReadableStream.from(pieces).pipeTo(await handle.createWritable())`.
 * @param source tensors by name, or a source that reads them one by one, such as an opened file of another format.
 * @throws WeightsError as {@link encodeSafetensors} does, for a tensor when it is its turn; whatever the source throws.
 * @source https://github.com/huggingface/safetensors
 * @example
 * ```ts
 * // A .pth of any size as safetensors, in half precision.
 * const file = await openPyTorch(source);
 * await writeFileAtomic('model.safetensors', streamSafetensors(file, { dtype: 'float16' }));
 * ```
 */
export async function* streamSafetensors(
  source: StateDict | StateSource,
  options: EncodeOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const tensors = isSource(source) ? source : held(source);
  const { header, places } = planFile(tensors.entries, options);
  yield header;
  for (const { name, dtype } of places) {
    const read = await tensors.tensor(name);
    requireSame(name, tensors.entries.get(name)!, read);
    const bytes = encodeTensor(name, read, dtype);
    if (bytes.length > 0) yield bytes;
  }
}

/** No tensor is a function. */
function isSource(source: StateDict | StateSource): source is StateSource {
  return typeof source.tensor === 'function';
}

function held(dict: StateDict): StateSource {
  return { entries: new Map(Object.entries(dict)), tensor: (name) => Promise.resolve(dict[name]!) };
}

/** The header is written already when the tensor comes. */
function requireSame(name: string, expected: StateEntry, received: StateTensor): void {
  if (expected.dtype === received.dtype && String(expected.shape) === String(received.shape)) return;
  throw new WeightsError(
    `safetensors: tensor '${name}' was said to be ${expected.dtype} [${expected.shape.join()}] and is ${received.dtype} [${received.shape.join()}]`,
    { name },
  );
}
