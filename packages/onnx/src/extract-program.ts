import type { LazyValue, Operation } from './lazy-value.ts';

/** A part of the lazy graph, numbered so that the same program written again has the same `key`. */
export interface Program {
  /** Operations in the order in which they were recorded, which is topological. */
  readonly operations: readonly Operation[];
  /** Values with data that the operations read, in order of first use. */
  readonly leaves: readonly LazyValue[];
  /** Values to compute. */
  readonly roots: readonly LazyValue[];
  /** Structure as text: kernels, attributes, wiring, shapes and types of the leaves. */
  readonly key: string;
}

let extraction = 0;

function needed(recorded: readonly Operation[], roots: readonly LazyValue[], mark: number): Operation[] {
  for (const root of roots) if (root.producer !== null) root.producer.mark = mark;
  for (let i = recorded.length - 1; i >= 0; i--) {
    const operation = recorded[i]!;
    if (operation.mark !== mark) continue;
    for (const input of operation.inputs) if (input.producer !== null) input.producer.mark = mark;
  }
  return recorded.filter((operation) => operation.mark === mark);
}

/**
 * Cuts out of the recorded operations what `roots` need.
 *
 * @param recorded operations in recording order
 * @param roots waiting values to compute; each one's producer is among `recorded`
 */
export function extractProgram(recorded: readonly Operation[], roots: readonly LazyValue[]): Program {
  const mark = ++extraction;
  const operations = needed(recorded, roots, mark);
  const leaves: LazyValue[] = [];
  const parts: string[] = [];
  let slots = 0;
  for (const operation of operations) {
    let wiring = operation.key;
    for (const input of operation.inputs) {
      if (input.mark !== mark) {
        // Not numbered yet although all earlier operations are: a leaf.
        input.mark = mark;
        input.slot = slots++;
        leaves.push(input);
        wiring += `|${input.slot}=${input.dtype}${input.shape.join()}`;
      } else {
        wiring += `|${input.slot}`;
      }
    }
    for (const output of operation.outputs) {
      output.mark = mark;
      output.slot = slots++;
    }
    parts.push(wiring);
  }
  parts.push(`>${roots.map((root) => root.slot).join()}`);
  return { operations, leaves, roots, key: parts.join('\n') };
}
