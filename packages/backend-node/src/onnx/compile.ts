import {
  type CompiledModel,
  compile as compileFor,
  type ForwardFunction,
  type ForwardModel,
  type ForwardOutput,
} from '@cv/onnx';
import { loadOrt } from '../devices/load-ort.ts';
import { ortRunner } from '../devices/ort-runner.ts';
import { resolveThreads } from '../threads.ts';

/** Options of {@link compile}. */
export interface CompileOptions {
  /** Shape of the float32 input with its batch, such as `[1, 224, 224, 3]`; the batch may differ at each run. */
  readonly inputShape: readonly number[];
  /** Threads of the compiled model, its own; all cores by default. */
  readonly threads?: number;
  /** Compiled graphs kept where each batch size needs its own. */
  readonly maxGraphs?: number;
}

/**
 * Compiles a model for prediction with ONNX Runtime on the CPU: its weights, as they are now, become constants of a graph that the runtime
 * optimises as a whole (batch norm folded into convolutions, blocked layouts), and every run after that builds nothing. The model may live
 * on any device.
 *
 * @param model a module, or a function of the input tensor
 * @returns runs batches of any size; see `CompiledModel` of `@cv/onnx`
 * @throws OptionError for a bad option; UnsupportedError when the forward pass cannot be recorded, or where ONNX Runtime does not load
 * @example
 * const compiled = await compile(model, { inputShape: [1, 224, 224, 3] });
 * const { data, shape } = await compiled.run(images); // Float32Array or tensor of [N, 224, 224, 3]
 * await compiled.dispose();
 */
export async function compile<O extends ForwardOutput>(
  model: ForwardModel<O> | ForwardFunction<O>,
  { threads, ...options }: CompileOptions,
): Promise<CompiledModel<O>> {
  const count = resolveThreads(threads, 'compile');
  const ort = await loadOrt('compile', 'run the model itself, on another device');
  return await compileFor(model, { ...options, runner: ortRunner(ort, { threads: count }) });
}
