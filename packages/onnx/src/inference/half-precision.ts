import { WeightsError } from '@cv/tensor/errors';
import { ELEMENT_TYPE_CODE, type GraphNode, type GraphValue, type Initializer, type OnnxGraph } from '../onnx-graph.ts';
import { float16Bits } from './float16-bits.ts';

const INFINITY_BITS = 0x7c00;
const SMALLEST_BITS = 1;

/** The standard does not define it for float16: it reads its float32 constants and its result is cast. */
const FLOAT32_ONLY = 'Range';

function halfConstant(constant: Initializer): Initializer {
  const { name, type, shape, bytes } = constant;
  if (type !== 'float32') return constant;
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const half = new Uint16Array(values.length);
  values.forEach((value, i) => {
    half[i] = float16Bits(value);
    if ((half[i]! & 0x7fff) === INFINITY_BITS && Number.isFinite(value)) {
      throw new WeightsError(
        `exportOnnx: '${name}' holds ${value}, which float16 cannot (at most 65504); export it as float32`,
        { name, received: value },
      );
    }
    // A tiny number on its own guards a division or a root: better the smallest there is than 0.
    if (shape.length === 0 && value !== 0 && (half[i]! & 0x7fff) === 0) half[i] = half[i]! | SMALLEST_BITS;
  });
  return { name, type: 'float16', shape, bytes: new Uint8Array(half.buffer) };
}

function cast(from: string, to: string, type: 'float16' | 'float32'): GraphNode {
  const attributes = { to: ELEMENT_TYPE_CODE[type] };
  return { op: 'Cast', domain: '', inputs: [from], outputs: [to], attributes, name: `${to}/Cast` };
}

const halved = (name: string): string => `${name}_float16`;

const float32Name = (name: string): string => `${name}_float32`;

/** The node with the float16 names of what the graph takes and gives in float32, computing in float16. */
function halfNode(node: GraphNode, atTheEdge: ReadonlySet<string>, kept: ReadonlySet<string>): GraphNode[] {
  const rename = (name: string): string => (atTheEdge.has(name) ? halved(name) : name);
  const outputs = node.outputs.map(rename);
  if (node.op === FLOAT32_ONLY && node.inputs.every((name) => kept.has(name))) {
    const [output] = outputs as [string];
    const float = float32Name(output);
    return [{ ...node, inputs: node.inputs.map(float32Name), outputs: [float] }, cast(float, output, 'float16')];
  }
  const toFloat = node.op === 'Cast' && node.attributes.to === ELEMENT_TYPE_CODE.float32;
  const attributes = toFloat ? { to: ELEMENT_TYPE_CODE.float16 } : node.attributes;
  return [{ ...node, attributes, inputs: node.inputs.map(rename), outputs }];
}

/**
 * The graph in float16: weights and everything computed, with casts of the float32 input and outputs.
 *
 * @throws WeightsError when a weight is too large for float16
 */
export function halfPrecision(graph: OnnxGraph): OnnxGraph {
  const isFloat = ({ type }: GraphValue): boolean => type === 'float32';
  const inputs = graph.inputs.filter(isFloat).map(({ name }) => name);
  const outputs = graph.outputs.filter(isFloat).map(({ name }) => name);
  const edge = new Set([...inputs, ...outputs]);
  const operands = new Set(graph.nodes.filter(({ op }) => op === FLOAT32_ONLY).flatMap((node) => node.inputs));
  const kept = graph.initializers.filter(({ name, type }) => type === 'float32' && operands.has(name));
  const keptNames = new Set(kept.map(({ name }) => name));
  return {
    ...graph,
    nodes: [
      ...inputs.map((name) => cast(name, halved(name), 'float16')),
      ...graph.nodes.flatMap((node) => halfNode(node, edge, keptNames)),
      ...outputs.map((name) => cast(halved(name), name, 'float32')),
    ],
    initializers: [
      ...graph.initializers.map(halfConstant),
      ...kept.map((constant) => ({ ...constant, name: float32Name(constant.name) })),
    ],
  };
}
