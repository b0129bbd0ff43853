import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { encodeModel } from '../encode-model.ts';
import type { OnnxGraph } from '../onnx-graph.ts';
import { BatchDependence } from './batch-dependence.ts';
import type { ForwardFunction, ForwardModel } from './forward-model.ts';
import { GraphRecorder, type RecordedGraph } from './graph-recorder.ts';
import { halfPrecision } from './half-precision.ts';

/** Options of {@link exportOnnx}. */
export interface ExportOnnxOptions {
  /** Shape of the float32 input with its batch, such as `[1, 224, 224, 3]`. */
  readonly inputShape: readonly number[];
  /** Version of ONNX's default operator set, 18 to 22. */
  readonly opset?: number;
  /** Whether the batch size is left open (the symbol `N`) rather than the one of `inputShape`. */
  readonly dynamicBatch?: boolean;
  /** Type of the weights and of the arithmetic; input and outputs are float32 all the same. */
  readonly dtype?: 'float32' | 'float16';
  /** Written to `metadata_props`: text as it is, anything else as JSON. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A protobuf message cannot be longer. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * Writes a forward pass as an ONNX model: operators of the standard only, weights under the names of the model's state, nodes under those
 * of its modules.
 *
 * The input is called `input` and has the model's own layout, channels last; a single output is called `output`, several `output0`,
 * `output1`, ... or by their keys.
 *
 * @param model a module, or a function of the input tensor
 * @returns the bytes of the file
 * @throws OptionError for a bad option; UnsupportedError when the pass reads values, ignores its input, uses a kernel without a rule, has no
 *   graph for every batch size (`dynamicBatch: false` helps), or is too large for one file; WeightsError when a weight exceeds float16
 * @source https://onnx.ai/onnx/repo-docs/IR.html
 * @example
 * const bytes = await exportOnnx(model, { inputShape: [1, 28, 28, 1], metadata: { labels: ['0', '1', '2'] } });
 */
export async function exportOnnx(
  model: ForwardModel | ForwardFunction,
  { inputShape, opset, dynamicBatch = true, dtype = 'float32', metadata = {} }: ExportOnnxOptions,
): Promise<Uint8Array> {
  if (dtype !== 'float32' && dtype !== 'float16') {
    throw new OptionError(`exportOnnx: dtype is '${String(dtype)}', expected 'float32' or 'float16'`, {
      received: dtype,
    });
  }
  const recorder = new GraphRecorder('exportOnnx', model, { inputShape, opset });
  const recorded = await (dynamicBatch ? anyBatch(recorder) : recorder.oneBatch(inputShape[0]!));
  requireStandard(recorded.graph);
  const graph = dtype === 'float16' ? halfPrecision(recorded.graph) : recorded.graph;
  const size = graph.initializers.reduce((bytes, constant) => bytes + constant.bytes.length, 0);
  if (size > MOST_BYTES) {
    throw new UnsupportedError(
      `exportOnnx: the weights take ${size} bytes, an ONNX file holds ${MOST_BYTES}; export as float16`,
      { received: size },
    );
  }
  return encodeModel(graph, { opset: recorder.opset, metadata: asText(metadata) });
}

/** Gradients use operators of the runtime's own here and there; a file must not. */
function requireStandard(graph: OnnxGraph): void {
  const operators = new Set(graph.nodes.flatMap(({ op, domain }) => (domain === '' ? [] : [`${domain}:${op}`])));
  if (operators.size === 0) return;
  throw new UnsupportedError(
    `exportOnnx: the forward pass needs operators outside the ONNX standard: ${[...operators].join(', ')}; export a prediction, not gradients`,
    { operators: [...operators] },
  );
}

async function anyBatch(recorder: GraphRecorder): Promise<RecordedGraph> {
  try {
    return await recorder.anyBatch();
  } catch (cause) {
    if (!(cause instanceof BatchDependence)) throw cause;
    const message = `exportOnnx: ${cause.message}; export for one batch size (dynamicBatch: false)`;
    throw new BatchDependence(message, cause.fields, { cause });
  }
}

function asText(metadata: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(metadata).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
