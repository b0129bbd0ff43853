import type { StateDict } from '@cv/layers';
import { encodeTensor, type FloatDType, requireFilled } from './encode-tensor.ts';
import { planFile } from './plan-file.ts';

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
export function encodeSafetensors(tensors: StateDict, options: EncodeOptions = {}): Uint8Array {
  for (const [name, tensor] of Object.entries(tensors)) requireFilled(name, tensor); // before room is made for it
  const plan = planFile(Object.entries(tensors), options);
  const file = new Uint8Array(plan.bytes);
  file.set(plan.header);
  for (const { name, dtype, begin } of plan.places) file.set(encodeTensor(name, tensors[name]!, dtype), begin);
  return file;
}
