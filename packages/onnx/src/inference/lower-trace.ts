import type { DataId } from '@tensorflow/tfjs-core';
import type { LazyValue } from '../lazy-value.ts';
import { Lowering } from '../lowering.ts';
import type { OnnxGraph } from '../onnx-graph.ts';
import type { LeafData } from './read-leaves.ts';
import { renameValues } from './rename-values.ts';
import type { Trace } from './trace.ts';

/** Name of the graph's input. */
export const INPUT_NAME = 'input';

/** Options of {@link lowerTrace}. */
export interface LowerTraceOptions {
  readonly opset: number;
  readonly data: LeafData;
  /** Names of the weights, by tensor. */
  readonly names: ReadonlyMap<DataId, string>;
}

/** Hands out each name once; a second one gets a number. */
function uniqueNames(taken: Iterable<string>): (wanted: string) => string {
  const used = new Set(taken);
  return (wanted) => {
    let name = wanted;
    for (let i = 1; used.has(name); i++) name = `${wanted}.${i}`;
    used.add(name);
    return name;
  };
}

function defineLeaves(lowering: Lowering, trace: Trace, { data, names }: LowerTraceOptions): void {
  const unique = uniqueNames([INPUT_NAME, ...trace.outputNames]);
  let unnamed = 0;
  for (const leaf of trace.program.leaves) {
    if (leaf === trace.input) {
      lowering.define(leaf, lowering.graph.input(INPUT_NAME, 'float32', leaf.shape));
      continue;
    }
    const source = trace.leaves.get(leaf)!;
    const wanted = 'tensor' in source ? names.get(source.tensor.dataId) : undefined;
    const name = unique(wanted ?? `weight_${unnamed++}`);
    lowering.define(leaf, lowering.graph.initializer(leaf.dtype, leaf.shape, data.get(leaf)!, name));
  }
}

/** Names of the roots in the graph; each is the output of a node of its own. */
function rootNames(lowering: Lowering, roots: readonly LazyValue[]): string[] {
  const { graph } = lowering;
  const taken = new Set([INPUT_NAME]);
  graph.scope = '';
  return roots.map((root) => {
    const name = lowering.plain(root);
    const own = taken.has(name) || graph.isConstant(name) ? graph.emit('Identity', [name]) : name;
    taken.add(own);
    graph.output(own, root.dtype, root.shape);
    return own;
  });
}

/** Turns a recorded forward pass into a graph of the ONNX standard with its weights as constants. */
export function lowerTrace(trace: Trace, options: LowerTraceOptions): OnnxGraph {
  const scopeOf = (operation: Parameters<typeof trace.scopes.get>[0]): string => trace.scopes.get(operation) ?? '';
  const lowering = new Lowering({ inference: true, opset: options.opset, scopeOf }, trace.program.roots);
  defineLeaves(lowering, trace, options);
  lowering.lower(trace.program.operations);
  const names = rootNames(lowering, trace.program.roots);
  return renameValues(lowering.graph.build(), new Map(names.map((name, i) => [name, trace.outputNames[i]!])));
}
