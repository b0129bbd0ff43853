import type { StateDict } from '@cv/layers';
import { encodeSafetensors } from '@cv/zoo';
import type { TrainingState } from '../learner/training-state.ts';

/** The `format` in the metadata of a safetensors file that is a checkpoint of this package. */
export const CHECKPOINT_FORMAT = 'cv-checkpoint-1';

const prefixed = (prefix: string, tensors: StateDict): [string, StateDict[string]][] =>
  Object.entries(tensors).map(([name, tensor]) => [`${prefix}.${name}`, tensor]);

/**
 * A training as the bytes of a safetensors file: `model.*` and `optimizer.*` tensors, everything else in the metadata.
 *
 * @param state from `learner.state()`
 * @param metadata texts of the program's own, given back by `decodeCheckpoint`
 * @example
 * ```ts
 * await writeFileAtomic('checkpoint.safetensors', encodeCheckpoint(await learner.state()));
 * ```
 */
export function encodeCheckpoint(state: TrainingState, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const { model, optimizer, plan, progress } = state;
  const tensors = Object.fromEntries([...prefixed('model', model), ...prefixed('optimizer', optimizer.tensors)]);
  const training = { optimizer: { name: optimizer.name, count: optimizer.count }, plan, progress };
  return encodeSafetensors(tensors, {
    metadata: { format: CHECKPOINT_FORMAT, training: JSON.stringify(training), program: JSON.stringify(metadata) },
  });
}
