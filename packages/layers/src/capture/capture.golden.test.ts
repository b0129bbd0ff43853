import '@tensorflow/tfjs-backend-cpu';
import { dispose, mul, numTensors, read, sum, type Tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectClose, expectTensorClose, fixture, type Stored, toTensor } from '../golden.test.support.ts';
import {
  AvgPool2d,
  BatchNorm2d,
  Concat,
  type Context,
  Conv2d,
  Flatten,
  GELU,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Residual,
  Sequential,
  type StateDict,
  Tanh,
} from '../index.ts';
import { capture } from './capture.ts';
import { captureGradients } from './capture-gradients.ts';
import { captureTensors } from './capture-tensors.ts';

const golden = fixture<{
  state: Record<string, Stored>;
  input: Stored;
  cotangent: Stored;
  value: number;
  activations: Record<string, { input: Stored; output: Stored; gradient: Stored }>;
}>('capture.json');

/** The net of fixtures/generate.py: `tied` runs twice. */
class Tied extends Module {
  readonly body: readonly Module[];

  constructor() {
    super();
    const rng = new Rng(1);
    const image = (outputs: number, kernelSize: number) =>
      new Conv2d(outputs === 4 ? 2 : 4, outputs, { kernelSize, padding: (kernelSize - 1) / 2, rng });
    const tied = this.child('tied', new Linear(5, 5, { rng }));
    const inner = new Sequential([new Conv2d(4, 4, { kernelSize: 3, padding: 1, rng }), new Tanh()]);
    this.body = [
      this.child('conv', image(4, 3)),
      this.child('bn', new BatchNorm2d(4)),
      this.child('relu', new ReLU()),
      this.child('block', new Residual(inner)),
      this.child('cat', new Concat([image(2, 1), new MaxPool2d(3, { stride: 1, padding: 1 })])),
      this.child('pool', new AvgPool2d(2)),
      this.child('flatten', new Flatten()),
      this.child('fc1', new Linear(36, 5, { rng })),
      tied,
      this.child('gelu', new GELU()),
      tied,
      this.child('fc2', new Linear(5, 3, { rng })),
    ];
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    return this.body.reduce((y, module) => module.forward(y, context), x);
  }
}

const plain = ({ shape, values }: Stored, name: string) =>
  name.endsWith('num_batches_tracked')
    ? ({ dtype: 'int64', shape, data: BigInt64Array.of(0n) } as const)
    : ({ dtype: 'float32', shape, data: Float32Array.from(values) } as const);

describe('a net of combinators with a module that runs twice', () => {
  let before = 0;
  let held = 0;
  let model: Tied;
  let x: Tensor;
  let cotangent: Tensor;
  beforeAll(() => {
    before = numTensors();
    model = new Tied();
    const state = Object.entries(golden.state).map(([name, stored]) => [name, plain(stored, name)]);
    model.loadStateDict(Object.fromEntries(state) as StateDict);
    x = toTensor(golden.input);
    cotangent = toTensor(golden.cotangent);
    held = numTensors();
  });
  afterAll(() => {
    dispose([x, cotangent]);
    model.dispose();
    expect(numTensors()).toBe(before);
  });

  test('capture equals the forward hooks of PyTorch: inputs and outputs of every module', async () => {
    const { output, activations } = await capture(model, x, { inputs: true });
    expect(numTensors()).toBe(held);
    expect(Object.keys(activations)).toEqual(Object.keys(golden.activations));
    for (const [name, expected] of Object.entries(golden.activations)) {
      expectClose(activations[name]!, expected.output, `output of '${name}'`);
      expectClose(activations[name]!.input!, expected.input, `input of '${name}'`);
    }
    expectClose(output, golden.activations['']!.output, 'output');
  });

  test('captureGradients equals retain_grad of PyTorch for every module', async () => {
    const of = (logits: Tensor) => sum(mul(logits, cotangent));
    const { output, value, activations } = await captureGradients(model, x, { of });
    expect(numTensors()).toBe(held);
    expect(Object.keys(activations)).toEqual(Object.keys(golden.activations));
    for (const [name, expected] of Object.entries(golden.activations)) {
      expectClose(activations[name]!, expected.output, `output of '${name}'`);
      expectClose(activations[name]!.gradient, expected.gradient, `gradient of '${name}'`);
    }
    expectClose(output, golden.activations['']!.output, 'output');
    expect(value).toBeCloseTo(golden.value, 5);
  });

  test('captureTensors gives the same as tensors', async () => {
    const { output, activations } = captureTensors(model, x, { names: ['tied'], inputs: true });
    expect(Object.keys(activations)).toEqual(['tied', 'tied#2']);
    const { input, output: y } = activations.tied;
    expect(numTensors()).toBe(held + 5);
    await expectTensorClose(y, golden.activations.tied!.output, 'tied');
    await expectTensorClose(input!, golden.activations.tied!.input, 'input of tied');
    expect((await read(output)).length).toBe(6);
    dispose([output, ...Object.values(activations).flatMap((each) => [each.output, each.input!])]);
  });
});
