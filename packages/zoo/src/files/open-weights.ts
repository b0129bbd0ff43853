import { WeightsError } from '@cv/tensor/errors';
import { isOnnx } from '../onnx-weights/find-tensors.ts';
import { openOnnxWeights } from '../onnx-weights/open-onnx-weights.ts';
import { isPyTorchFile } from '../pytorch/decode-pytorch.ts';
import { openPyTorch } from '../pytorch/open-pytorch.ts';
import { openSafetensors } from '../safetensors/open-safetensors.ts';
import { openShardedSafetensors } from '../safetensors/open-sharded-safetensors.ts';
import type { ByteSource } from './byte-source.ts';
import { otherFormat } from './other-format.ts';
import { range, readFrom } from './reading.ts';
import type { OpenSibling } from './sibling-path.ts';
import type { StateFile } from './state-file.ts';

/** Options of {@link openWeights}. */
export interface OpenWeightsOptions {
  /** Opens a file of the same folder, for weights that lie in several; paths that leave the folder never come here. */
  openSibling?: OpenSibling;
}

/** Enough to tell every format. */
const START_BYTES = 64;

/**
 * Opens weights of any format that this package reads, told by the first bytes: safetensors, the index of several safetensors files
 * (`model.safetensors.index.json`), PyTorch's `.pth` and `.pt`, ONNX. Names, types and shapes are read and checked, values when they are
 * asked for.
 *
 * @param source such as `await fileSource(path)` of `@cv/backend-node`, `blobSource(file)` of `@cv/backend-web`, {@link httpSource} or
 * {@link memorySource}
 * @throws WeightsError when the file is of another format, which is named where it is a known one, or is damaged, and as
 * {@link openSafetensors}, {@link openShardedSafetensors}, {@link openPyTorch} and {@link openOnnxWeights} do; whatever the source throws.
 * @example
 * ```ts
 * const file = await openWeights(source);
 * console.log(file.format, file.entries.size);
 * await model.loadStateFrom(file);
 * ```
 */
export async function openWeights(source: ByteSource, { openSibling }: OpenWeightsOptions = {}): Promise<StateFile> {
  const start = await readFrom(source, range(0, Math.min(START_BYTES, source.size)));
  if (isPyTorchFile(start)) return await openPyTorch(source);
  if (isSafetensors(start)) return await openSafetensors(source);
  if (isOnnx(start)) return await openOnnxWeights(source, openSibling === undefined ? {} : { openSibling });
  if (!isObject(start)) throw otherFormat(start, source.size);
  if (openSibling !== undefined) return await openShardedSafetensors(source, { openSibling });
  throw new WeightsError(
    'openWeights: this starts as the index of several safetensors files; pass openSibling to open them',
  );
}

/** A length of less than 4 GiB, then an object. */
const isSafetensors = (start: Uint8Array): boolean =>
  start[8] === 0x7b && start.subarray(4, 8).every((byte) => byte === 0);

/** Whether it starts as the text of a JSON object. */
const isObject = (start: Uint8Array): boolean => new TextDecoder().decode(start).trimStart().startsWith('{');
