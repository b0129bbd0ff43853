import { engine } from '@tensorflow/tfjs-core';
import { dispose } from '../memory/dispose.ts';
import { numTensors } from '../memory/num-tensors.ts';
import type { Tensor } from '../tensor.ts';
import { difference } from './compare.ts';
import { numbersOf, type Packed, unpack } from './golden-case.ts';
import { EXACT } from './tolerances.ts';

/** What is looked at in a case. */
export type CheckName =
  | 'value'
  | 'shape'
  | 'gradient'
  | 'inputs unchanged'
  | 'memory'
  | 'memory after a throw'
  | 'error';

/** One check of one case; `message` says what is wrong. */
export interface CheckResult {
  readonly check: CheckName;
  readonly message: string | undefined;
}

export type Tensors = Record<string, Tensor>;

/** Runs one check; an error is what is wrong. */
export async function attempt(check: CheckName, run: () => Promise<string | undefined>): Promise<CheckResult> {
  try {
    return { check, message: await run() };
  } catch (error) {
    return { check, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Tensors, and values that the device keeps: one may leak without the other. */
function held(): readonly [tensors: number, values: number] {
  return [numTensors(), engine().backend.numDataIds()];
}

/** Runs `body` and adds the check that it left nothing behind, whether its checks pass or fail. */
export async function withMemory(
  check: 'memory' | 'memory after a throw',
  body: () => Promise<CheckResult[]>,
): Promise<CheckResult[]> {
  const [tensors, values] = held();
  const results = await body();
  const [tensorsNow, valuesNow] = held();
  const neutral = tensorsNow === tensors && valuesNow === values;
  const message = `${tensorsNow - tensors} tensors and ${valuesNow - values} values of the device more than before`;
  return [...results, { check, message: neutral ? undefined : message }];
}

/** Runs `body` on the tensors that packed inputs stand for, checks that they are still the same, and disposes them. */
export async function withInputs(
  packed: Readonly<Record<string, Packed>>,
  body: (inputs: Tensors) => Promise<CheckResult[]>,
): Promise<CheckResult[]> {
  const inputs = Object.fromEntries(Object.entries(packed).map(([name, one]) => [name, unpack(one)]));
  try {
    const results = await body(inputs);
    return [...results, await attempt('inputs unchanged', () => unchanged(inputs, packed))];
  } finally {
    dispose(Object.values(inputs));
  }
}

async function unchanged(inputs: Tensors, packed: Readonly<Record<string, Packed>>): Promise<string | undefined> {
  for (const [name, input] of Object.entries(inputs)) {
    const message = difference(await input.data(), numbersOf(packed[name]!), EXACT);
    if (message !== undefined) return `input ${name} was changed: ${message}`;
  }
  return undefined;
}
