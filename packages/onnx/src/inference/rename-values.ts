import type { GraphValue, OnnxGraph } from '../onnx-graph.ts';

/** The graph with other names for some of its values. */
export function renameValues(graph: OnnxGraph, names: ReadonlyMap<string, string>): OnnxGraph {
  const rename = (name: string): string => names.get(name) ?? name;
  const value = (declared: GraphValue): GraphValue => ({ ...declared, name: rename(declared.name) });
  return {
    nodes: graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) })),
    initializers: graph.initializers.map((constant) => ({ ...constant, name: rename(constant.name) })),
    inputs: graph.inputs.map(value),
    outputs: graph.outputs.map(value),
  };
}
