import { type AttributeMessage, onnx, type ValueInfoMessage } from '#onnx-schema';
import {
  type AttributeValue,
  ELEMENT_TYPE_CODE,
  type GraphNode,
  type GraphValue,
  type OnnxGraph,
} from './onnx-graph.ts';

/** Version of the default operator set (`ai.onnx`) that the kernel table is written for. */
export const OPSET_VERSION = 20;

/** The oldest version of the format that may hold each operator set. */
const IR_VERSION: Readonly<Record<number, number>> = { 18: 8, 19: 9, 20: 9, 21: 10, 22: 10 };

/** Versions of the default operator set that models can be written for. */
export const OPSET_VERSIONS: readonly number[] = Object.keys(IR_VERSION).map(Number);

const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, ints: 7 } as const;

const text = new TextEncoder();

function attributeMessage(name: string, value: AttributeValue): AttributeMessage {
  if (typeof value === 'number') return { name, type: ATTRIBUTE_TYPE.int, i: value };
  if (typeof value === 'string') return { name, type: ATTRIBUTE_TYPE.string, s: text.encode(value) };
  if ('float' in value) return { name, type: ATTRIBUTE_TYPE.float, f: value.float };
  return { name, type: ATTRIBUTE_TYPE.ints, ints: [...value] };
}

function valueMessage({ name, type, shape }: GraphValue): ValueInfoMessage {
  const dim = shape.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPE_CODE[type], shape: { dim } } } };
}

function operatorSets(nodes: readonly GraphNode[], opset: number): { domain: string; version: number }[] {
  const domains = new Set(nodes.map((node) => node.domain));
  domains.delete('');
  return [{ domain: '', version: opset }, ...[...domains].map((domain) => ({ domain, version: 1 }))];
}

/** What {@link encodeModel} writes beside the graph. */
export interface EncodeOptions {
  /** Version of the default operator set that the nodes are meant for. */
  readonly opset?: number;
  /** Written to `metadata_props`. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Encodes a graph as the bytes of an ONNX model file (protobuf).
 *
 * @param graph nodes in topological order; weights as initialisers
 * @source https://onnx.ai/onnx/repo-docs/IR.html
 * @example
 * const bytes = encodeModel({ nodes: [{ op: 'Relu', domain: '', inputs: ['x'], outputs: ['y'], attributes: {} }], initializers: [],
 *   inputs: [{ name: 'x', type: 'float32', shape: ['N', 3] }], outputs: [{ name: 'y', type: 'float32', shape: ['N', 3] }] });
 */
export function encodeModel(
  graph: OnnxGraph,
  { opset = OPSET_VERSION, metadata = {} }: EncodeOptions = {},
): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: IR_VERSION[opset]!,
    producerName: '@cv/onnx',
    opsetImport: operatorSets(graph.nodes, opset),
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: 'graph',
      node: graph.nodes.map(({ op, domain, inputs, outputs, attributes, name }) => ({
        opType: op,
        domain,
        input: [...inputs],
        output: [...outputs],
        attribute: Object.entries(attributes).map(([key, value]) => attributeMessage(key, value)),
        ...(name === undefined ? {} : { name }),
      })),
      initializer: graph.initializers.map(({ name, type, shape, bytes }) => ({
        name,
        dataType: ELEMENT_TYPE_CODE[type],
        dims: [...shape],
        rawData: bytes,
      })),
      input: graph.inputs.map(valueMessage),
      output: graph.outputs.map(valueMessage),
    },
  }).finish();
}
