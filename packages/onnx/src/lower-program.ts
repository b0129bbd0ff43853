import type { Program } from './extract-program.ts';
import type { LazyValue } from './lazy-value.ts';
import { Lowering, type LoweringOptions } from './lowering.ts';
import type { OnnxGraph } from './onnx-graph.ts';

/** An ONNX graph and the names under which a program's leaves go in and its roots come out, in the program's order. */
export interface LoweredProgram {
  readonly graph: OnnxGraph;
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Nodes that only move an activation from one memory layout to another. */
  readonly reorderings: number;
}

/**
 * Turns a program into an ONNX graph whose inputs are the leaves and whose outputs are the roots.
 *
 * @param options what the runtime can do beyond the standard
 */
export function lowerProgram(program: Program, options: LoweringOptions = {}): LoweredProgram {
  const lowering = new Lowering(options, program.roots);
  const { graph } = lowering;
  const inputNames = program.leaves.map((leaf, i) => {
    const name = graph.input(`x${i}`, leaf.dtype, leaf.shape);
    lowering.define(leaf, name);
    return name;
  });
  lowering.lower(program.operations);
  const taken = new Set(inputNames);
  const nodeOutput = (value: LazyValue): string => {
    const name = lowering.plain(value);
    const known = taken.has(name) || graph.isConstant(name);
    return known ? graph.emit('Identity', [name]) : name;
  };
  const outputNames = program.roots.map((root) => {
    const name = nodeOutput(root);
    taken.add(name);
    graph.output(name, root.dtype, root.shape);
    return name;
  });
  return { graph: graph.build(), inputNames, outputNames, reorderings: lowering.reorderings };
}
