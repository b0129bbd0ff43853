import * as cv from '../index.ts';
import { programs } from './programs.ts';

/** Named operands that an op takes in its options rather than by position. */
const IN_OPTIONS: Record<string, readonly string[]> = {
  conv2d: ['bias'],
  batchNorm: ['scale', 'offset', 'mean', 'variance'],
  batchNormTrain: ['scale', 'offset'],
  layerNorm: ['scale', 'offset'],
  where: ['whenTrue', 'whenFalse'],
};
/** Ops that take their inputs as one list, and those whose second positional argument is the option `value`. */
const LISTS = new Set(['concat', 'stack']);
const POSITIONAL_OPTION: Record<string, string> = { reshape: 'shape', broadcastTo: 'shape', cast: 'dtype' };

/** What an op of the tables gives. */
type Result = cv.Tensor | cv.Tensor[] | cv.BatchNormTrainResult;

function argumentsOf(
  op: string,
  inputs: Readonly<Record<string, cv.Tensor>>,
  options: Record<string, unknown>,
): unknown[] {
  if (op === 'scaledDotProductAttention') return [inputs, options];
  if (LISTS.has(op)) return [Object.values(inputs), options];
  const named = IN_OPTIONS[op] ?? [];
  const positional: unknown[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    if (named.includes(name)) options[name] = input;
    else positional.push(input);
  }
  const extra = POSITIONAL_OPTION[op];
  return extra === undefined ? [...positional, options] : [...positional, options[extra]];
}

/** Runs an op by its name; of several outputs the first (`y` of batch norm; `pick` of a list). */
export function callOp(
  op: string,
  inputs: Readonly<Record<string, cv.Tensor>>,
  given: Readonly<Record<string, unknown>>,
): cv.Tensor {
  if (op === 'program') return programs[given.program as string]!(inputs);
  const { pick = 0, seed, ...rest } = given;
  const options: Record<string, unknown> = { ...rest };
  if (seed !== undefined) options.rng = new cv.Rng(seed as number);
  // The tables name ops of different signatures: this is the one place that treats them alike.
  const call = (cv as unknown as Record<string, (...args: unknown[]) => Result>)[op]!;
  const result = op === 'randomUniform' ? call(options.shape, options) : call(...argumentsOf(op, inputs, options));
  if (Array.isArray(result)) return result[pick as number]!;
  return 'y' in result ? result.y : result;
}
