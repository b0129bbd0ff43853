import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { expectClose } from '../testing/expect-close.ts';

interface Packed {
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
  readonly values: number[];
}

interface Case {
  readonly name: string;
  readonly op: string;
  readonly options: Record<string, unknown>;
  readonly inputs: Record<string, Packed>;
  readonly output: Packed;
  readonly weights: Packed;
  readonly gradients: Record<string, Packed>;
}

interface OptimiserCase {
  readonly op: 'adamWUpdate' | 'sgdUpdate';
  readonly attrs: Record<string, unknown>;
  readonly parameter: Packed;
  readonly gradients: Packed[];
  readonly schedules: number[][];
  readonly after: Packed[];
}

interface Goldens {
  readonly cases: Case[];
  readonly optimisers: OptimiserCase[];
}

const goldens: Goldens = JSON.parse(readFileSync(new URL('../../fixtures/ops/goldens.json', import.meta.url), 'utf8'));

/** Named operands that an op takes in its options rather than by position. */
const IN_OPTIONS: Record<string, readonly string[]> = {
  conv2d: ['bias'],
  batchNorm: ['scale', 'offset', 'mean', 'variance'],
  batchNormTrain: ['scale', 'offset'],
  layerNorm: ['scale', 'offset'],
};

/** Data with a mean of 1e3 or 1e4 is held by float32 with an error of 3e-5 or 5e-4 of its spread. */
const TOLERANCE: Record<string, { absolute: number; relative: number }> = {
  'batchNormTrain large mean': { absolute: 2e-3, relative: 1e-3 },
  'batchNorm large mean': { absolute: 2e-3, relative: 1e-5 },
  'layerNorm large mean': { absolute: 2e-4, relative: 1e-4 },
};

function make({ values, shape, dtype }: Packed): cv.Tensor {
  return cv.tensor(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), shape);
}

function call(one: Case, inputs: Record<string, cv.Tensor>): cv.Tensor {
  // The table names ops of different signatures: this is the one place that treats them alike.
  const op = (cv as unknown as Record<string, (...args: unknown[]) => cv.Tensor | cv.BatchNormTrainResult>)[one.op]!;
  const options: Record<string, unknown> = { ...one.options };
  const named = IN_OPTIONS[one.op] ?? [];
  const positional: unknown[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    if (named.includes(name)) options[name] = input;
    else positional.push(input);
  }
  const args = one.op === 'scaledDotProductAttention' ? [inputs, options] : [...positional, options];
  const result = op(...args);
  return 'y' in result ? result.y : result;
}

beforeAll(useCpu);

describe.each(goldens.cases)('$name', (one) => {
  const tolerance = TOLERANCE[one.name] ?? { absolute: 2e-6, relative: 2e-5 };

  it('forward', async () => {
    const before = cv.numTensors();
    const inputs = Object.fromEntries(Object.entries(one.inputs).map(([name, packed]) => [name, make(packed)]));
    const y = cv.scope(() => call(one, inputs));
    await expectClose(y, one.output.values, { shape: one.output.shape, ...tolerance });
    cv.dispose([y, ...Object.values(inputs)]);
    expect(cv.numTensors()).toBe(before);
  });

  const names = Object.keys(one.gradients);
  it.runIf(names.length > 0)('gradient', async () => {
    const before = cv.numTensors();
    const inputs = Object.fromEntries(Object.entries(one.inputs).map(([name, packed]) => [name, make(packed)]));
    const weights = make(one.weights);
    const { value, grads } = cv.valueAndGrads(
      () => cv.sum(cv.mul(call(one, inputs), weights)),
      names.map((name) => inputs[name]!),
    );
    for (const [i, name] of names.entries()) {
      const expected = one.gradients[name]!;
      await expectClose(grads[i]!, expected.values, { shape: expected.shape, ...tolerance });
    }
    cv.dispose([value, weights, ...grads, ...Object.values(inputs)]);
    expect(cv.numTensors()).toBe(before);
  });
});

describe.each(goldens.optimisers)('$op $attrs', (one) => {
  it('follows torch.optim', async () => {
    const before = cv.numTensors();
    let parameter = make(one.parameter);
    let state: Record<string, cv.Tensor> = {};
    for (const name of one.op === 'adamWUpdate' ? ['m', 'v'] : ['velocity'])
      state[name] = cv.zeros(one.parameter.shape);
    for (const [step, packed] of one.gradients.entries()) {
      const gradient = make(packed);
      const schedule = cv.tensor(one.schedules[step]!);
      const inputs = { parameter, gradient, schedule, ...state } as unknown as cv.AdamWInputs & cv.SgdInputs;
      const attrs = one.attrs as never;
      const next = { ...(one.op === 'adamWUpdate' ? cv.adamWUpdate(inputs, attrs) : cv.sgdUpdate(inputs, attrs)) };
      cv.dispose([parameter, gradient, schedule, ...Object.values(state)]);
      const { parameter: updated, ...rest } = next;
      parameter = updated;
      state = rest as Record<string, cv.Tensor>;
      await expectClose(parameter, one.after[step]!.values, { absolute: 1e-6, relative: 1e-5 });
    }
    cv.dispose([parameter, ...Object.values(state)]);
    expect(cv.numTensors()).toBe(before);
  });
});
