import type { StateDict } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { decodeSafetensors } from '@cv/zoo';
import type { FitPlan, FitProgress, TrainingState } from '../learner/training-state.ts';
import { CHECKPOINT_FORMAT } from './encode-checkpoint.ts';

interface TrainingText {
  readonly optimizer: { readonly name: string; readonly count: number };
  readonly plan?: FitPlan;
  readonly progress: FitProgress;
}

/** A checkpoint's content. */
export interface Checkpoint {
  readonly state: TrainingState;
  /** The texts given to `encodeCheckpoint`. */
  readonly metadata: Readonly<Record<string, string>>;
}

function part(tensors: StateDict, prefix: string): StateDict {
  return Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(`${prefix}.`))
      .map(([name, tensor]) => [name.slice(prefix.length + 1), tensor]),
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTraining(value: unknown): value is TrainingText {
  const text = value as Partial<TrainingText> | null;
  const { optimizer, progress } = text ?? {};
  return (
    typeof optimizer?.name === 'string' &&
    isCount(optimizer.count) &&
    isCount(progress?.epoch) &&
    isCount(progress.batch) &&
    Array.isArray(progress.history)
  );
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/**
 * Reads a checkpoint.
 *
 * @param bytes of a file made by `encodeCheckpoint`
 * @throws WeightsError when the file is damaged, or is a safetensors file but no checkpoint
 * @example
 * ```ts
 * learner.restore(decodeCheckpoint(await readBytes('checkpoint.safetensors')).state);
 * ```
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata.format !== CHECKPOINT_FORMAT) {
    throw new WeightsError(
      `decodeCheckpoint: the file is no checkpoint: its format is ${metadata.format ?? 'not given'}, expected ${CHECKPOINT_FORMAT}`,
      { format: metadata.format },
    );
  }
  const training = parsed(metadata.training);
  const program = parsed(metadata.program);
  if (!isTraining(training) || typeof program !== 'object' || program === null) {
    throw new WeightsError('decodeCheckpoint: the checkpoint says nothing usable about its training; it is damaged');
  }
  const { optimizer, plan, progress } = training;
  const state = {
    model: part(tensors, 'model'),
    optimizer: { ...optimizer, tensors: part(tensors, 'optimizer') },
    ...(plan && { plan }),
    progress,
  };
  return { state, metadata: program as Record<string, string> };
}
