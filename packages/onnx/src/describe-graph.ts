import type { Initializer, OnnxGraph } from './onnx-graph.ts';

/** What a graph consists of. */
export interface GraphDescription {
  readonly nodes: number;
  /** Nodes by operator, those of other domains as `domain:operator`; most frequent first. */
  readonly operators: Readonly<Record<string, number>>;
  /** Transposes of the graph's inputs and of nothing computed: of images into the runtime's order, of weights that are inputs. */
  readonly inputTransposes: number;
  /** Transposes of computed values: each is a pass over memory that computes nothing. */
  readonly activationTransposes: number;
  /** Nodes that change between the order of the standard and the runtime's blocks of channels. */
  readonly reorders: number;
  /** Constants. */
  readonly initializers: number;
  readonly initializerBytes: number;
}

const MOVES = new Set(['Reshape', 'Transpose', 'Flatten', 'Squeeze', 'Unsqueeze', 'Identity', 'Cast']);
const REORDERS = new Set(['ReorderInput', 'ReorderOutput']);

/**
 * Counts the operators of a graph and what it spends on moving data between memory orders.
 *
 * @example
 * const { operators, activationTransposes } = describeGraph(graph); // { Conv: 53, ... }, 0
 */
export function describeGraph({ nodes, initializers }: Pick<OnnxGraph, 'nodes' | 'initializers'>): GraphDescription {
  const counts = new Map<string, number>();
  const computed = new Set<string>();
  let [inputTransposes, activationTransposes, reorders] = [0, 0, 0];
  for (const { op, domain, inputs, outputs } of nodes) {
    const operator = domain === '' ? op : `${domain}:${op}`;
    counts.set(operator, (counts.get(operator) ?? 0) + 1);
    const ofComputed = computed.has(inputs[0] ?? '');
    if (ofComputed || !MOVES.has(op)) for (const name of outputs) computed.add(name);
    if (op === 'Transpose' && ofComputed) activationTransposes++;
    else if (op === 'Transpose') inputTransposes++;
    if (REORDERS.has(op)) reorders++;
  }
  const operators = Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
  const initializerBytes = initializers.reduce(
    (bytes: number, constant: Initializer) => bytes + constant.bytes.length,
    0,
  );
  return {
    nodes: nodes.length,
    operators,
    inputTransposes,
    activationTransposes,
    reorders,
    initializers: initializers.length,
    initializerBytes,
  };
}
