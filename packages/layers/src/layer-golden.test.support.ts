import { dispose, mul, numTensors, read, sum, valueAndGrads } from '@cv/tensor';
import { expect } from 'vitest';
import { expectClose, expectTensorClose, type Stored, toTensor } from './golden.test.support.ts';
import type { Module } from './module.ts';
import type { StateDict } from './state-dict.ts';
import { toTorchLayout } from './weight-layout.ts';

interface Step {
  readonly train: boolean;
  readonly input: Stored;
  readonly output: Stored;
  readonly cotangent: Stored;
  readonly gradInput: Stored;
  readonly gradients: Readonly<Record<string, Stored>>;
  readonly buffersAfter: Readonly<Record<string, Stored>>;
}

/** Weights of a layer and what PyTorch computes with them, step after step. */
export interface LayerGolden {
  readonly state: Readonly<Record<string, Stored>>;
  readonly steps: readonly Step[];
}

function storedState(state: LayerGolden['state']): StateDict {
  return Object.fromEntries(
    Object.entries(state).map(([name, { shape, values }]) => [
      name,
      name.endsWith('num_batches_tracked')
        ? { dtype: 'int64', shape, data: BigInt64Array.from(values, BigInt) }
        : { dtype: 'float32', shape, data: Float32Array.from(values) },
    ]),
  );
}

async function runStep(model: Module, step: Step): Promise<void> {
  const x = toTensor(step.input);
  const cotangent = toTensor(step.cotangent);
  const named = model.namedParameters();
  const { value, grads } = valueAndGrads(
    () => sum(mul(model.forward(x, { training: step.train }), cotangent)),
    [x, ...named.map(([, parameter]) => parameter.value)],
  );
  await expectTensorClose(grads[0]!, step.gradInput, 'gradient of the input');
  for (const [index, [name, parameter]] of named.entries()) {
    const gradient = grads[index + 1]!;
    const data = toTorchLayout((await read(gradient)) as Float32Array, gradient.shape, parameter.layout);
    expectClose({ shape: parameter.shape, data }, step.gradients[name]!, `gradient of ${name}`);
  }
  expect(named.map(([name]) => name)).toEqual(Object.keys(step.gradients));
  const after = await model.stateDict();
  for (const [name, expected] of Object.entries(step.buffersAfter)) {
    expectClose(after[name]!, expected, `${name} after the step`);
  }
  dispose([x, cotangent, value, ...grads]);
}

async function checkForward(model: Module, step: Step): Promise<void> {
  const x = toTensor(step.input);
  const y = model.forward(x, { training: step.train });
  await expectTensorClose(y, step.output, 'output');
  dispose([x, y]);
}

/** Runs the steps of a golden with a layer of the same options: outputs, gradients, running statistics, and no tensor left behind. */
export async function expectGolden(build: () => Module, { state, steps }: LayerGolden): Promise<void> {
  const before = numTensors();
  const model = build();
  const twin = build(); // runs the forward passes alone, so that running statistics move once a step
  for (const each of [model, twin]) {
    expect(each.loadStateDict(storedState(state))).toEqual({
      missing: [],
      unexpected: [],
      reshaped: [],
      mismatched: [],
    });
  }
  expect(Object.keys(await model.stateDict())).toEqual(Object.keys(state));
  const held = numTensors();
  for (const step of steps) {
    await checkForward(twin, step);
    await runStep(model, step);
    expect(numTensors(), 'tensors after a step').toBe(held);
  }
  model.dispose();
  twin.dispose();
  expect(numTensors(), 'tensors after dispose').toBe(before);
}
