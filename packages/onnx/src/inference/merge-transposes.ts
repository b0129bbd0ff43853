import type { GraphNode, OnnxGraph } from '../onnx-graph.ts';

/** A transpose of a transpose reads what the first one read, in one step; the first one is left to {@link pruneGraph}. */
export function mergeTransposes(graph: OnnxGraph): OnnxGraph {
  const transposes = new Map<string, GraphNode>();
  const nodes = graph.nodes.map((node) => {
    if (node.op !== 'Transpose') return node;
    const first = transposes.get(node.inputs[0]!);
    const merged = first === undefined ? node : afterOneAnother(first, node);
    transposes.set(node.outputs[0]!, merged);
    return merged;
  });
  return { ...graph, nodes };
}

function afterOneAnother(first: GraphNode, second: GraphNode): GraphNode {
  const inner = first.attributes.perm as readonly number[];
  const perm = (second.attributes.perm as readonly number[]).map((axis) => inner[axis]!);
  return { ...second, inputs: first.inputs, attributes: { perm } };
}
