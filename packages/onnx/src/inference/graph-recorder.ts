import { OptionError } from '@cv/tensor/errors';
import { type DataId, Tensor } from '@tensorflow/tfjs-core';
import { OPSET_VERSION, OPSET_VERSIONS } from '../encode-model.ts';
import type { HostData } from '../host-data.ts';
import type { OnnxGraph } from '../onnx-graph.ts';
import type { Three } from './affine.ts';
import { foldConstants } from './fold-constants.ts';
import type { ForwardFunction, ForwardModel } from './forward-model.ts';
import { type BatchGraph, generaliseBatch } from './generalise-batch.ts';
import { lowerTrace } from './lower-trace.ts';
import { mergeTransposes } from './merge-transposes.ts';
import { pruneGraph } from './prune-graph.ts';
import { readLeaves } from './read-leaves.ts';
import { type Trace, trace } from './trace.ts';

/** Sizes that nothing else in a model is likely to have; recording takes no memory for them. */
const BATCHES: Three<number> = [1009, 1013, 1019];

/** A graph with what is known of the model's outputs. */
export interface RecordedGraph {
  readonly graph: OnnxGraph;
  readonly grouping: Trace['grouping'];
  readonly outputNames: readonly string[];
}

/** Options of {@link GraphRecorder}. */
export interface RecordOptions {
  /** Shape of the float32 input, batch first. */
  readonly inputShape: readonly number[];
  /** Version of ONNX's default operator set, 18 to 22. */
  readonly opset?: number | undefined;
}

/** Makes ONNX graphs of a model's forward pass, for any batch size or for one. */
export class GraphRecorder {
  readonly inputShape: readonly number[];
  readonly opset: number;
  readonly #model: ForwardModel | ForwardFunction;
  readonly #known = new Map<DataId, HostData>();

  /** @param caller for messages */
  constructor(
    caller: string,
    model: ForwardModel | ForwardFunction,
    { inputShape, opset = OPSET_VERSION }: RecordOptions,
  ) {
    if (inputShape.length === 0 || inputShape.some((size) => !Number.isInteger(size) || size < 1)) {
      throw new OptionError(
        `${caller}: inputShape is [${inputShape.join()}], expected whole numbers above 0, batch first, such as [1, 224, 224, 3]`,
        { received: inputShape },
      );
    }
    if (!OPSET_VERSIONS.includes(opset)) {
      throw new OptionError(
        `${caller}: opset is ${opset}, expected one of ${OPSET_VERSIONS.join(', ')} (${OPSET_VERSION} by default)`,
        { received: opset, expected: OPSET_VERSIONS },
      );
    }
    this.inputShape = inputShape;
    this.opset = opset;
    this.#model = model;
  }

  /**
   * One graph for every batch size, `N` in its shapes.
   *
   * @throws BatchDependence when the forward pass does not have one
   */
  async anyBatch(): Promise<RecordedGraph> {
    const recorded = await this.#record(BATCHES);
    const graphs = recorded.map(({ graph }, i): BatchGraph => ({ batch: BATCHES[i]!, graph }));
    return finished(recorded[0]!, generaliseBatch(graphs as unknown as Three<BatchGraph>));
  }

  /** The graph for one batch size. */
  async oneBatch(batch: number): Promise<RecordedGraph> {
    const [recorded] = (await this.#record([batch])) as [RecordedGraph];
    return finished(recorded, recorded.graph);
  }

  /** All passes are recorded before anything else can happen to the model. */
  async #record(batches: readonly number[]): Promise<RecordedGraph[]> {
    const names = this.#weightNames();
    const traces = batches.map((batch) => trace(this.#model, [batch, ...this.inputShape.slice(1)]));
    const data = await readLeaves(traces, this.#known);
    return traces.map((recorded) => ({
      graph: lowerTrace(recorded, { opset: this.opset, data, names }),
      grouping: recorded.grouping,
      outputNames: recorded.outputNames,
    }));
  }

  #weightNames(): Map<DataId, string> {
    const names = new Map<DataId, string>();
    if (typeof this.#model === 'function') return names;
    for (const [name, { value }] of this.#model.namedState?.() ?? []) {
      if (value instanceof Tensor && !names.has(value.dataId)) names.set(value.dataId, name);
    }
    return names;
  }
}

function finished(recorded: RecordedGraph, graph: OnnxGraph): RecordedGraph {
  return { ...recorded, graph: foldConstants(pruneGraph(mergeTransposes(graph))) };
}
