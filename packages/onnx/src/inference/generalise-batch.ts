import type { GraphNode, GraphValue, Initializer, OnnxGraph } from '../onnx-graph.ts';
import { sameShape } from '../same-shape.ts';
import { affine, mapThree, symbol, type Three } from './affine.ts';
import { BatchDependence } from './batch-dependence.ts';
import { BatchShapes } from './batch-shapes.ts';
import { constantIntegers } from './constant-integers.ts';

/** A graph that was recorded for one batch size. */
export interface BatchGraph {
  readonly batch: number;
  readonly graph: OnnxGraph;
}

type Constants = ReadonlyMap<string, Initializer>;

function differ(what: string): never {
  throw new BatchDependence(`${what} depends on the batch size`);
}

function equalConstants(a: Initializer, b: Initializer): boolean {
  if (a.type !== b.type || !sameShape(a.shape, b.shape)) return false;
  const [x, y] = [a.bytes, b.bytes];
  // Weights are the same memory in every recording.
  if (x.buffer === y.buffer && x.byteOffset === y.byteOffset) return x.length === y.length;
  return x.length === y.length && x.every((byte, i) => byte === y[i]);
}

/** Walks the graphs of three batch sizes in step and writes the one that stands for them all. */
class Generaliser {
  readonly #graphs: Three<OnnxGraph>;
  readonly #batches: Three<number>;
  readonly #constants: Three<Constants>;
  /** The first graph's name of each value of the second and third. */
  readonly #names: readonly [Map<string, string>, Map<string, string>] = [new Map(), new Map()];
  readonly #shapes: BatchShapes;

  constructor(graphs: Three<BatchGraph>) {
    const each = <T>(f: (graph: BatchGraph) => T): Three<T> => [f(graphs[0]), f(graphs[1]), f(graphs[2])];
    this.#graphs = each(({ graph }) => graph);
    this.#batches = each(({ batch }) => batch);
    this.#constants = each(({ graph }) => new Map(graph.initializers.map((constant) => [constant.name, constant])));
    this.#shapes = new BatchShapes(this.#graphs[0].inputs[0]!.name);
    this.#sameNames(each(({ graph }) => graph.inputs.map(({ name }) => name)));
  }

  run(): OnnxGraph {
    const [first, second, third] = this.#graphs;
    const counts = [first, second, third].map(({ nodes }) => nodes.length);
    if (counts.some((count) => count !== counts[0])) differ(`the number of operations (${counts.join(', ')})`);
    const nodes = first.nodes.map((node, i) => this.#node([node, second.nodes[i]!, third.nodes[i]!]));
    const outputs = first.outputs.map((value, i) => this.#value([value, second.outputs[i]!, third.outputs[i]!]));
    const inputs = first.inputs.map((value, i) => this.#value([value, second.inputs[i]!, third.inputs[i]!]));
    const shapes = this.#shapes.graph.build();
    return {
      nodes: [...shapes.nodes, ...nodes],
      initializers: [...first.initializers, ...shapes.initializers],
      inputs,
      outputs,
    };
  }

  #node(nodes: Three<GraphNode>): GraphNode {
    const [node, ...others] = nodes;
    const kind = ({ op, domain, attributes, inputs, outputs }: GraphNode): string =>
      JSON.stringify([op, domain, attributes, inputs.length, outputs.length]);
    if (others.some((other) => kind(other) !== kind(node))) differ(`${node.op} '${node.name ?? ''}'`);
    const inputs = node.inputs.map((name, i) =>
      this.#input(node, i, [name, others[0]!.inputs[i]!, others[1]!.inputs[i]!]),
    );
    this.#sameNames([node.outputs, others[0]!.outputs, others[1]!.outputs]);
    return { ...node, inputs };
  }

  #input(node: GraphNode, index: number, names: Three<string>): string {
    const [first, second, third] = this.#constants.map((constants, i) => constants.get(names[i]!));
    if (first !== undefined && second !== undefined && third !== undefined) {
      const equal = equalConstants(first, second) && equalConstants(first, third);
      return equal ? names[0] : this.#constant(node, index, [first, second, third]);
    }
    const same = this.#names.every((known, i) => (known.get(names[i + 1]!) ?? names[i + 1]) === names[0]);
    if (!same) differ(`what ${node.op} '${node.name ?? ''}' reads`);
    return names[0];
  }

  /** A shape or bound with numbers that grow with the batch. */
  #constant(node: GraphNode, index: number, constants: Three<Initializer>): string {
    const what = `a constant of ${node.op} '${node.name ?? ''}'`;
    if (constants.some(({ type, shape }) => type !== 'int64' || shape.length !== 1)) differ(what);
    const values = mapThree(constants, constantIntegers);
    if (values.some(({ length }) => length !== values[0].length)) differ(what);
    const elements = values[0].map((value, i) => affine([value, values[1][i]!, values[2][i]!], this.#batches, what));
    const growing = elements.filter(({ factor }) => factor !== 0).length;
    if (node.op === 'Reshape' && index === 1 && growing === 1 && !values[0].includes(0)) {
      return this.#shapes.graph.ints(elements.map(({ factor, offset }) => (factor === 0 ? offset : -1)));
    }
    return this.#shapes.vector(elements);
  }

  #value(values: Three<GraphValue>): GraphValue {
    const [value, second, third] = values;
    const what = `the shape of '${value.name}'`;
    const shapes = mapThree(values, ({ shape }) => shape as number[]);
    if (shapes.some(({ length }) => length !== value.shape.length)) differ(what);
    const size = (axis: number): Three<number> => [shapes[0][axis]!, shapes[1][axis]!, shapes[2][axis]!];
    if (second.type !== value.type || third.type !== value.type) differ(`the element type of '${value.name}'`);
    return { ...value, shape: value.shape.map((_, axis) => symbol(affine(size(axis), this.#batches, what))) };
  }

  #sameNames([first, second, third]: Three<readonly string[]>): void {
    first.forEach((name, i) => {
      this.#names[0].set(second[i]!, name);
      this.#names[1].set(third[i]!, name);
    });
  }
}

/**
 * Makes one graph with a symbolic batch size `N` out of the graphs of three sizes: numbers that differ become -1 (in a Reshape) or are
 * computed from the shape of the input.
 *
 * @throws BatchDependence when the graphs differ in more than shapes that grow with the batch
 */
export function generaliseBatch(graphs: Three<BatchGraph>): OnnxGraph {
  return new Generaliser(graphs).run();
}
