import type { ElementType, GraphNode, Initializer, OnnxGraph } from '../onnx-graph.ts';
import { constantIntegers } from './constant-integers.ts';
import { permute } from './permute.ts';
import { renameValues } from './rename-values.ts';

const ELEMENT_BYTES: Readonly<Record<ElementType, 1 | 2 | 4 | 8>> = {
  bool: 1,
  uint8: 1,
  float16: 2,
  float32: 4,
  int32: 4,
  int64: 8,
};
const VIEWS = { 1: Uint8Array, 2: Uint16Array, 4: Int32Array, 8: BigInt64Array } as const;

/** Larger constants than this are not spelt out where a node makes them from one number. */
const MOST_EXPANDED = 65_536;

type Fold = (node: GraphNode, operands: readonly Initializer[]) => Pick<Initializer, 'shape' | 'bytes'> | undefined;

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const transpose: Fold = ({ attributes }, [x]) => {
  const { shape, type, bytes } = x!;
  const perm = attributes.perm as readonly number[];
  const View = VIEWS[ELEMENT_BYTES[type]];
  const source = new View(bytes.buffer as ArrayBuffer, bytes.byteOffset, sizeOf(shape));
  const target = new View(source.length);
  permute(source, target, shape, perm);
  return { shape: perm.map((axis) => shape[axis]!), bytes: new Uint8Array(target.buffer) };
};

/** Only shapes without 0 and -1, which the lowering writes. */
const reshape: Fold = (_, [x, shape]) => {
  const target = constantIntegers(shape!);
  return target.every((size) => size > 0) ? { shape: target, bytes: x!.bytes } : undefined;
};

const expand: Fold = (_, [x, shape]) => {
  const target = constantIntegers(shape!);
  const count = sizeOf(target);
  const { bytes } = x!;
  if (sizeOf(x!.shape) !== 1 || count > MOST_EXPANDED) return undefined;
  const repeated = new Uint8Array(count * bytes.length);
  for (let i = 0; i < count; i++) repeated.set(bytes, i * bytes.length);
  return { shape: target, bytes: repeated };
};

const FOLDS: Readonly<Record<string, Fold>> = { Transpose: transpose, Reshape: reshape, Expand: expand };

/** Constants that are one weight in another order take the weight's name where nothing else has it any more. */
function keepNames(graph: OnnxGraph, origins: ReadonlyMap<string, string>): OnnxGraph {
  const taken = new Set([...graph.nodes.flatMap(({ inputs }) => inputs), ...graph.outputs.map(({ name }) => name)]);
  const initializers = graph.initializers.filter(({ name }) => taken.has(name));
  const renamed = new Map<string, string>();
  for (const { name } of initializers) {
    const origin = origins.get(name);
    if (origin === undefined || taken.has(origin)) continue;
    taken.add(origin);
    renamed.set(name, origin);
  }
  return renameValues({ ...graph, initializers }, renamed);
}

/**
 * Computes the nodes that only reorder or repeat constants, so that weights stand in the file as the runtime reads them, under the names
 * that they had.
 */
export function foldConstants(graph: OnnxGraph): OnnxGraph {
  const constants = new Map(graph.initializers.map((constant) => [constant.name, constant]));
  const origins = new Map<string, string>();
  const results = new Set(graph.outputs.map(({ name }) => name));
  const nodes = graph.nodes.filter((node) => {
    const operands = node.inputs.map((name) => constants.get(name));
    const [output] = node.outputs as [string];
    const fold = FOLDS[node.op];
    if (fold === undefined || results.has(output) || operands.includes(undefined)) return true;
    const folded = fold(node, operands as Initializer[]);
    if (folded === undefined) return true;
    const { name, type } = operands[0]!;
    constants.set(output, { ...folded, name: output, type });
    origins.set(output, origins.get(name) ?? name);
    return false;
  });
  return keepNames({ ...graph, nodes, initializers: [...constants.values()] }, origins);
}
