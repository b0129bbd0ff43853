import type { RunnerTensor } from './graph-runner.ts';

/** The float32 values of a run's output, which is released. */
export async function takeValues(tensor: RunnerTensor): Promise<Float32Array> {
  try {
    return (tensor.data ?? (await tensor.download!())) as Float32Array;
  } finally {
    tensor.release?.();
  }
}
