import * as cv from '../index.ts';
import { programs } from './programs.ts';

type Tensors = Readonly<Record<string, cv.Tensor>>;

/** Operands that an op takes among its options rather than by position. */
const IN_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  conv2d: ['bias'],
  batchNorm: ['scale', 'offset', 'mean', 'variance'],
  batchNormTrain: ['scale', 'offset'],
  layerNorm: ['scale', 'offset'],
  where: ['whenTrue', 'whenFalse'],
};

/** Options that an op takes by position, behind its tensors; `b` is the second operand where it is a number. */
const BY_POSITION: Readonly<Record<string, readonly string[]>> = {
  reshape: ['shape'],
  broadcastTo: ['shape'],
  cast: ['dtype'],
  randomUniform: ['shape'],
  full: ['shape', 'value', 'dtype'],
  ones: ['shape', 'dtype'],
  zeros: ['shape', 'dtype'],
  range: ['start', 'stop'],
  scalar: ['value', 'dtype'],
};
const NUMBER_OPERAND = ['b'];

/** Ops that take their inputs as one list, and those that take them as one record. */
const LISTS: ReadonlySet<string> = new Set(['concat', 'stack']);
const RECORDS: ReadonlySet<string> = new Set(['scaledDotProductAttention', 'adamWUpdate', 'sgdUpdate']);

function argumentsOf(op: string, inputs: Tensors, given: Readonly<Record<string, unknown>>): unknown[] {
  const { seed, pick: _, ...rest } = given;
  const options: Record<string, unknown> = rest;
  if (seed !== undefined) options.rng = new cv.Rng(seed as number);
  if (RECORDS.has(op)) return [inputs, options];
  if (LISTS.has(op)) return [Object.values(inputs), options];
  const positional: unknown[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    if (IN_OPTIONS[op]?.includes(name)) options[name] = input;
    else positional.push(input);
  }
  for (const name of BY_POSITION[op] ?? NUMBER_OPERAND) {
    if (!(name in options)) continue;
    positional.push(options[name]);
    delete options[name];
  }
  return Object.keys(options).length > 0 ? [...positional, options] : positional;
}

/**
 * Runs an op by its name.
 *
 * @param inputs tensors by the names that the op's documentation gives them, in the op's order
 * @param options the op's options; `seed` becomes its `rng`, `pick` says which of several outputs is looked at (default the first)
 */
export function callOp(op: string, inputs: Tensors, options: Readonly<Record<string, unknown>>): cv.Tensor {
  if (op === 'program') return programs[options.program as string]!(inputs);
  // The tables name ops of different signatures: this is the one place that treats them alike.
  const call = (cv as unknown as Record<string, (...args: unknown[]) => cv.Tensor | readonly cv.Tensor[] | Tensors>)[
    op
  ]!;
  const result = call(...argumentsOf(op, inputs, options));
  if ('dataId' in result) return result as cv.Tensor;
  return (result as Tensors)[(options.pick as string | undefined) ?? Object.keys(result)[0]!]!;
}
