import type { StateDict } from '@cv/layers';
import { type Reading, readNow } from '../files/reading.ts';
import { storedTypes } from '../safetensors/stored-types.ts';
import { type TensorPlan, tensorError } from './plan-tensor.ts';
import { isPickle, isZip, readPyTorch } from './read-pytorch.ts';
import { readStrided } from './read-strided.ts';

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
  return readNow(bytes, readAll(bytes.length));
}

/** Whether a file starts as those that {@link decodePyTorch} reads; one of safetensors never does. */
export const isPyTorchFile = (bytes: Uint8Array): boolean => isZip(bytes) || isPickle(bytes);

function* readAll(size: number): Reading<StateDict> {
  const plans = yield* readPyTorch(size);
  requireFairCopies(plans, size);
  const tensors: [string, StateDict[string]][] = [];
  for (const plan of plans) tensors.push([plan.name, yield* readStrided(plan, 'whole')]);
  // fromEntries defines own properties: a tensor named __proto__ is only a tensor.
  return Object.fromEntries(tensors);
}

/** Shared storages may be copied for each of their tensors, but not without end. */
function requireFairCopies(plans: readonly TensorPlan[], fileBytes: number): void {
  let budget = 8 * fileBytes;
  for (const { name, dtype, shape, contiguous, begin, end } of plans) {
    if (dtype === 'float16' || dtype === 'bfloat16') budget -= 2 * (end - begin);
    if (!contiguous) budget -= shape.reduce((product, length) => product * length, storedTypes[dtype].bytes);
    if (budget < 0)
      throw tensorError(name, 'and those before it use the same values over and over; save them separately');
  }
}
