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
const IR_VERSION = 9;
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

function operatorSets(nodes: readonly GraphNode[]): { domain: string; version: number }[] {
  const domains = new Set(nodes.map((node) => node.domain));
  domains.delete('');
  return [{ domain: '', version: OPSET_VERSION }, ...[...domains].map((domain) => ({ domain, version: 1 }))];
}

/**
 * Encodes a graph as the bytes of an ONNX model file (protobuf, IR version 9).
 *
 * @param graph nodes in topological order; weights as initialisers
 * @param metadata written to `metadata_props`
 * @source https://onnx.ai/onnx/repo-docs/IR.html
 * @example
 * const bytes = encodeModel({ nodes: [{ op: 'Relu', domain: '', inputs: ['x'], outputs: ['y'], attributes: {} }], initializers: [],
 *   inputs: [{ name: 'x', type: 'float32', shape: ['N', 3] }], outputs: [{ name: 'y', type: 'float32', shape: ['N', 3] }] });
 */
export function encodeModel(graph: OnnxGraph, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: IR_VERSION,
    producerName: '@cv/onnx',
    opsetImport: operatorSets(graph.nodes),
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: 'graph',
      node: graph.nodes.map(({ op, domain, inputs, outputs, attributes }) => ({
        opType: op,
        domain,
        input: [...inputs],
        output: [...outputs],
        attribute: Object.entries(attributes).map(([name, value]) => attributeMessage(name, value)),
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
