import { OptionError } from '@cv/tensor/errors';
import type { GraphRunner } from '../graph-runner.ts';
import { BatchDependence } from './batch-dependence.ts';
import { type BatchGraphs, graphForAnyBatch, graphForEachBatch } from './batch-graphs.ts';
import { CompiledModel } from './compiled-model.ts';
import type { ForwardFunction, ForwardModel, ForwardOutput } from './forward-model.ts';
import { GraphRecorder } from './graph-recorder.ts';

/** Options of {@link compile}. */
export interface CompileOptions {
  /** Shape of the float32 input with its batch, such as `[1, 224, 224, 3]`; the batch may differ at each run. */
  readonly inputShape: readonly number[];
  /** What compiles and runs the graph. */
  readonly runner: GraphRunner;
  /** Compiled graphs kept where each batch size needs its own; the least recently used one goes first. */
  readonly maxGraphs?: number;
}

/**
 * Compiles a forward pass for prediction: it is recorded once, its weights become constants of the graph, and every run after that is one
 * call of the runtime, for any batch size.
 *
 * Weights are copied as they are now: after training, compile again. A forward pass must compute with tensors only, and do the same for
 * every batch size. Where its operations depend on the size in more than shapes, a graph for each size is compiled at its first run, which
 * needs the model still alive; `dynamicBatch` of the result is false then, and `reason` says why.
 *
 * @param model a module, or a function of the input tensor
 * @throws OptionError for a bad option; UnsupportedError when the pass reads values, ignores its input, uses a kernel without a rule, or
 *   the runtime refuses the graph
 * @example
 * const compiled = await compile(model, { inputShape: [1, 224, 224, 3], runner });
 * const { data, shape } = await compiled.run(images); // images: Float32Array of N * 224 * 224 * 3 values
 * await compiled.dispose();
 */
export async function compile<O extends ForwardOutput>(
  model: ForwardModel<O> | ForwardFunction<O>,
  { inputShape, runner, maxGraphs = 8 }: CompileOptions,
): Promise<CompiledModel<O>> {
  if (!Number.isInteger(maxGraphs) || maxGraphs < 1) {
    throw new OptionError(`compile: maxGraphs is ${maxGraphs}, expected a whole number above 0`, {
      received: maxGraphs,
    });
  }
  const recorder = new GraphRecorder('compile', model, { inputShape });
  let graphs: BatchGraphs;
  let reason: string | undefined;
  try {
    graphs = await graphForAnyBatch(runner, recorder);
  } catch (error) {
    if (!(error instanceof BatchDependence)) throw error;
    reason = error.message;
    graphs = await graphForEachBatch(runner, recorder, maxGraphs);
  }
  const { description } = await graphs.graphFor(inputShape[0]!);
  return new CompiledModel<O>({ runner, graphs, inputShape, description, reason });
}
