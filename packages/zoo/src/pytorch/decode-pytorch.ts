import type { StateDict } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { ByteCursor } from './byte-cursor.ts';
import { findStateDict } from './find-state-dict.ts';
import { type PyTorchFile, readLegacyFile } from './read-legacy-file.ts';
import { StridedReader } from './read-strided.ts';
import { StoredZip } from './stored-zip.ts';
import { torchWorld } from './torch-world.ts';
import { Unpickler } from './unpickler.ts';

/**
 * Reads the state dict of a `.pth` or `.pt` file that `torch.save` wrote: the zip format of PyTorch 1.6 and later, or the one before
 * it. A checkpoint that has the state dict under `state_dict`, `model_state_dict`, `model_state`, `model` or the like is looked through,
 * and a prefix `module.` of all names is dropped.
 *
 * Nothing of the file is run. Its pickle may hold tensors, parameters and plain containers; anything else is refused by its name. Tensors
 * of all types of safetensors are read, strided ones are laid out in row-major order. Where values lie so in the file and are aligned,
 * the arrays are views of `bytes`; `float16` and `bfloat16` become float32 values and keep their dtype.
 * @param bytes the whole file.
 * @throws WeightsError when the file is damaged, cut off, compressed or a TorchScript archive, names what is not allowed, has no state
 * dict, or has tensors that do not lie in their storage. Memory stays in proportion to the size of the file.
 * @source PyTorch's `torch/serialization.py` (formats) and `torch/_weights_only_unpickler.py` (what is allowed; we allow less)
 * @example
 * ```ts
 * model.loadStateDict(decodePyTorch(bytes));
 * ```
 */
export function decodePyTorch(bytes: Uint8Array): StateDict {
  const { root, storage } = isZip(bytes) ? readZipFile(bytes) : readLegacy(bytes);
  const reader = new StridedReader(storage, bytes.length);
  const tensors = [...findStateDict(root)].map(([name, tensor]) => [name, reader.read(name, tensor)] as const);
  // fromEntries defines own properties: a tensor named __proto__ is only a tensor.
  return Object.fromEntries(tensors);
}

/** Whether a file starts as those that {@link decodePyTorch} reads; one of safetensors never does. */
export const isPyTorchFile = (bytes: Uint8Array): boolean => isZip(bytes) || isPickle(bytes);

/** Whether a file starts as a zip file. */
const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** Whether a file starts as a pickle of protocol 2 or later. */
const isPickle = (bytes: Uint8Array): boolean => bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5;

function readZipFile(bytes: Uint8Array): PyTorchFile {
  const zip = new StoredZip(bytes);
  const place = zip.names.find((name) => name.endsWith('/data.pkl') || name === 'data.pkl');
  const pickle = place === undefined ? undefined : zip.entry(place);
  if (place === undefined || pickle === undefined)
    throw new WeightsError('decodePyTorch: this zip file is not one of PyTorch: it has no data.pkl');
  const folder = place.slice(0, -'data.pkl'.length);
  if (zip.names.includes(`${folder}constants.pkl`)) {
    throw new WeightsError(
      'decodePyTorch: this is a TorchScript archive, which holds code; save model.state_dict() instead',
    );
  }
  const order = zip.entry(`${folder}byteorder`);
  if (order !== undefined && new TextDecoder().decode(order.subarray(0, 16)) !== 'little') {
    throw new WeightsError('decodePyTorch: this file was written on a big-endian machine');
  }
  const root = new Unpickler(new ByteCursor(pickle), torchWorld).load();
  return { root, storage: ({ key }) => zip.entry(`${folder}data/${key}`) };
}

function readLegacy(bytes: Uint8Array): PyTorchFile {
  if (isPickle(bytes)) return readLegacyFile(bytes);
  throw new WeightsError(
    'decodePyTorch: this file starts neither as a zip file nor as a pickle; is it one of PyTorch?',
  );
}
