import type { Context, Module } from '@cv/layers';
import { add, concat, type Tensor } from '@cv/tensor';

/** A line of a net's table; the lines are numbered from 0. */
export interface GraphRow {
  /** What runs on the input; left out where joining is all. */
  readonly module?: Module;
  /** Lines whose outputs are read, counted back from this one where negative; the one before when left out. */
  readonly from?: readonly number[];
  /** How several inputs become one: along the channels, or summed up. */
  readonly join?: 'concat' | 'add';
}

/** The line that a number of {@link GraphRow.from} means. */
export function lineOf(from: number, row: number): number {
  return from < 0 ? row + from : from;
}

/**
 * Runs a table whose lines read each other.
 * @param x what the first line takes, as line -1.
 * @returns the outputs of all lines, for the scope around it.
 */
export function runGraph(rows: readonly GraphRow[], x: Tensor, context: Context): Tensor[] {
  const outputs: Tensor[] = [];
  for (const [index, { module, from = [-1], join = 'concat' }] of rows.entries()) {
    const inputs = from.map((line) => lineOf(line, index)).map((line) => (line < 0 ? x : outputs[line]!));
    const input = inputs.length === 1 ? inputs[0]! : join === 'add' ? inputs.reduce(add) : concat(inputs, { axis: -1 });
    outputs.push(module === undefined ? input : module.forward(input, context));
  }
  return outputs;
}
