import { CvError } from '../errors.ts';
import { valueAndGrads } from '../gradients/value-and-grads.ts';
import { dispose } from '../memory/dispose.ts';
import { scope } from '../memory/scope.ts';
import { mul } from '../ops/mul.ts';
import { sum } from '../ops/sum.ts';
import type { Tensor } from '../tensor.ts';
import { callOp } from './call-op.ts';
import { attempt, type CheckResult, type Tensors, withInputs, withMemory } from './check.ts';
import { compareShape, compareValues, difference, reverseAxes, reversed } from './compare.ts';
import { type GoldenCase, unpack } from './golden-case.ts';
import { toleranceOf } from './tolerances.ts';

/** All checks of an op with its expected values. */
export async function checkGolden(one: GoldenCase): Promise<CheckResult[]> {
  const results = await withMemory('memory', () =>
    withInputs(one.inputs, async (inputs) => [
      ...(await checkValue(one, inputs)),
      ...(await checkGradient(one, inputs)),
    ]),
  );
  const thrown = await withMemory('memory after a throw', () => interrupt(one));
  return [...results, ...thrown];
}

async function checkValue(one: GoldenCase, inputs: Tensors): Promise<CheckResult[]> {
  const { op, options, output } = one;
  const tolerance = toleranceOf(one);
  let result: Tensor | undefined;
  let mirrored: Tensor | undefined;
  const value = await attempt('value', async () => {
    result = scope(() => callOp(op, inputs, options));
    mirrored = reverseAxes(result);
    return await compareValues(result, output, tolerance);
  });
  if (result === undefined) return [value];
  const [y, transposed] = [result, mirrored];
  const shape = await attempt('shape', async () => {
    const told = compareShape(y, output);
    // Wrong values are wrong in any order.
    if (told !== undefined || value.message !== undefined || transposed === undefined) return told;
    const moved = difference(await transposed.data(), reversed(output), tolerance);
    return moved === undefined ? undefined : `the device holds other extents than [${y.shape.join()}]: ${moved}`;
  });
  dispose([y, ...(transposed === undefined ? [] : [transposed])]);
  return [value, shape];
}

function weighted(one: GoldenCase, inputs: Tensors, weights: Tensor): Tensor {
  return sum(mul(callOp(one.op, inputs, one.options), weights));
}

async function checkGradient(one: GoldenCase, inputs: Tensors): Promise<CheckResult[]> {
  const names = Object.keys(one.gradients);
  if (names.length === 0) return [];
  const weights = unpack(one.weights);
  const parameters = names.map((name) => inputs[name]!);
  const check = await attempt('gradient', async () => {
    const { value, grads } = valueAndGrads(() => weighted(one, inputs, weights), parameters);
    try {
      for (const [i, name] of names.entries()) {
        const [got, want] = [grads[i]!, one.gradients[name]!];
        const message = compareShape(got, want) ?? (await compareValues(got, want, toleranceOf(one, name)));
        if (message !== undefined) return `gradient of ${name}: ${message}`;
      }
      return undefined;
    } finally {
      dispose([value, ...grads]);
    }
  });
  dispose(weights);
  return [check];
}

/** Thrown by the kit itself, behind the op of a case. */
class Interruption extends CvError {
  override name = 'Interruption';
  override readonly code: string = 'interruption';
}

/** Runs the op, and throws before its result is used: while gradients are recorded, where the op has some. */
async function interrupt(one: GoldenCase): Promise<CheckResult[]> {
  const inputs = Object.fromEntries(Object.entries(one.inputs).map(([name, packed]) => [name, unpack(packed)]));
  const parameters = Object.keys(one.gradients).map((name) => inputs[name]!);
  const body = (): Tensor => {
    callOp(one.op, inputs, one.options);
    throw new Interruption(`${one.name}: interrupted`);
  };
  try {
    if (parameters.length > 0) valueAndGrads(body, parameters);
    else scope(body);
  } catch {
    // What the op itself throws has been reported by the other checks.
  } finally {
    dispose(Object.values(inputs));
  }
  return [];
}
