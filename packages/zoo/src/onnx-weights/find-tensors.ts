import type { Reading } from '../files/reading.ts';
import { shorten } from '../files/shorten.ts';
import { planTensor, type TensorPlan, tensorError } from './plan-tensor.ts';
import { onnxError, readText, WIRE, walkFields } from './protobuf-fields.ts';
import { type Place, readTensorMessage, type TensorMessage } from './tensor-message.ts';

const MODEL = { graph: 7 };
const GRAPH = { node: 1, initializer: 5, sparseInitializer: 15 };
const NODE = { output: 2, opType: 4, attribute: 5 };
const ATTRIBUTE = { name: 1, tensor: 5 };

/** Options of {@link decodeOnnxWeights} and {@link openOnnxWeights}. */
export interface OnnxWeightsOptions {
  /** Whether tensors of `Constant` nodes are read too, by the names of their outputs; `'initializers'` when left out. */
  tensors?: 'initializers' | 'with constants';
}

/** Whether a file starts as an ONNX model: with the version of its format. */
export const isOnnx = (bytes: Uint8Array): boolean => bytes[0] === 0x08 && bytes[1]! > 0 && bytes[1]! < 0x80;

/** Finds and checks the initialisers of a model file of `size` bytes; their values are not read yet. */
export function* findTensors(size: number, { tensors }: OnnxWeightsOptions): Reading<ReadonlyMap<string, TensorPlan>> {
  const plans = new Map<string, TensorPlan>();
  const add = (message: TensorMessage): void => {
    const plan = planTensor(message);
    if (plans.has(plan.name)) throw tensorError(plan.name, 'stands twice in the file');
    plans.set(plan.name, plan);
  };
  let graphs = 0;
  yield* walkFields(0, size, function* visit(field) {
    if (field.number !== MODEL.graph || field.wire !== WIRE.bytes) return;
    graphs++;
    yield* walkFields(field.begin, field.end, function* visitPart({ number, wire, begin, end }) {
      if (wire !== WIRE.bytes) return;
      if (number === GRAPH.initializer) add(yield* readTensorMessage({ begin, end }));
      if (number === GRAPH.sparseInitializer) throw onnxError('it has sparse initialisers; store them dense');
      if (number !== GRAPH.node || tensors !== 'with constants') return;
      const constant = yield* readConstant({ begin, end });
      if (constant !== undefined) add(constant);
    });
  });
  if (graphs === 0) throw onnxError('it has no graph; is this an ONNX model?');
  return plans;
}

/** The tensor of a `Constant` node by the name of its output; undefined for other nodes. */
function* readConstant(node: Place): Reading<TensorMessage | undefined> {
  const found = { output: '', opType: '', tensor: undefined as Place | undefined };
  yield* walkFields(node.begin, node.end, function* visit(field) {
    if (field.wire !== WIRE.bytes) return;
    if (field.number === NODE.output) found.output = yield* readText(field);
    if (field.number === NODE.opType) found.opType = yield* readText(field);
    if (field.number === NODE.attribute) found.tensor ??= yield* readValueAttribute(field);
  });
  if (found.opType !== 'Constant' || found.tensor === undefined) return undefined;
  if (found.output === '') throw onnxError(`the Constant ${shorten(found.output)} has no output`);
  return { ...(yield* readTensorMessage(found.tensor)), name: found.output };
}

function* readValueAttribute(attribute: Place): Reading<Place | undefined> {
  const found = { name: '', tensor: undefined as Place | undefined };
  yield* walkFields(attribute.begin, attribute.end, function* visit(field) {
    if (field.wire !== WIRE.bytes) return;
    if (field.number === ATTRIBUTE.name) found.name = yield* readText(field);
    if (field.number === ATTRIBUTE.tensor) found.tensor = { begin: field.begin, end: field.end };
  });
  return found.name === 'value' ? found.tensor : undefined;
}
