import { UnsupportedError } from '@cv/tensor/errors';
import { describeGraph, type GraphDescription } from '../describe-graph.ts';
import { encodeModel } from '../encode-model.ts';
import { type CachedGraph, GraphCache } from '../graph-cache.ts';
import type { GraphRunner } from '../graph-runner.ts';
import type { GraphRecorder, RecordedGraph } from './graph-recorder.ts';
import { INPUT_NAME } from './lower-trace.ts';

/** A compiled graph of a forward pass. */
export interface ReadyGraph extends CachedGraph {
  readonly grouping: RecordedGraph['grouping'];
  readonly description: GraphDescription;
}

/** The compiled graphs of a model, by batch size. */
export interface BatchGraphs {
  graphFor(batch: number): Promise<ReadyGraph>;
  release(): Promise<void>;
}

async function ready(runner: GraphRunner, opset: number, recorded: RecordedGraph): Promise<ReadyGraph> {
  const { graph, outputNames, grouping } = recorded;
  try {
    const compiled = await runner.compile(encodeModel(graph, { opset }));
    return { compiled, inputNames: [INPUT_NAME], outputNames, grouping, description: describeGraph(graph) };
  } catch (cause) {
    throw new UnsupportedError(`compile: ${runner.name} refuses the graph: ${String(cause)}`, {}, { cause });
  }
}

/** One graph that takes any batch size. */
export async function graphForAnyBatch(runner: GraphRunner, recorder: GraphRecorder): Promise<BatchGraphs> {
  const graph = await ready(runner, recorder.opset, await recorder.anyBatch());
  return { graphFor: () => Promise.resolve(graph), release: () => graph.compiled.release() };
}

/** A graph for each batch size, made when the size first comes; the first one at once. */
export async function graphForEachBatch(
  runner: GraphRunner,
  recorder: GraphRecorder,
  maxGraphs: number,
): Promise<BatchGraphs> {
  const cache = new GraphCache<ReadyGraph>(maxGraphs);
  const graphFor = async (batch: number): Promise<ReadyGraph> => {
    const known = cache.get(`${batch}`);
    if (known !== undefined) return known;
    const graph = await ready(runner, recorder.opset, await recorder.oneBatch(batch));
    await cache.add(`${batch}`, graph);
    return graph;
  };
  await graphFor(recorder.inputShape[0]!);
  return { graphFor, release: () => cache.clear() };
}
