import { readFileSync } from 'node:fs';
import { Linear } from '@cv/layers';
import { mean, numTensors, scope, square, sub, tensor, valueAndGrads } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { env, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { adamW } from './adam-w.ts';
import type { Optimizer, OptimizerFactory } from './optimizer.ts';
import { sgd } from './sgd.ts';

interface Golden {
  readonly name: 'adamW' | 'sgd';
  readonly options: {
    betas?: [number, number];
    eps?: number;
    weight_decay?: number;
    momentum?: number;
    nesterov?: boolean;
  };
  readonly weight: number[][];
  readonly bias: number[];
}
const { data, optimizers } = JSON.parse(
  readFileSync(new URL('../../fixtures/training.json', import.meta.url), 'utf8'),
) as { data: { x: number[][]; y: number[][]; weight: number[][]; bias: number[] }; optimizers: Golden[] };

beforeAll(async () => {
  env().set('PROD', true);
  await setBackend('cpu');
});

function layer(): Linear {
  const linear = new Linear(3, 2, { rng: new Rng(1) });
  const flat = Float32Array.from(data.weight.flat());
  linear.loadStateDict({
    weight: { dtype: 'float32', shape: [2, 3], data: flat },
    bias: { dtype: 'float32', shape: [2], data: Float32Array.from(data.bias) },
  });
  return linear;
}

function train(linear: Linear, optimizer: Optimizer, steps: number): void {
  for (let i = 0; i < steps; i++) {
    scope(() => {
      const [x, y] = [tensor(data.x), tensor(data.y)];
      const parameters = optimizer.parameters.map(([, parameter]) => parameter.value);
      const { grads } = valueAndGrads(() => mean(square(sub(linear.forward(x), y))), parameters);
      optimizer.step(grads, 0.05);
    });
  }
}

const factory = ({ name, options: { weight_decay: weightDecay = 0, ...rest } }: Golden): OptimizerFactory =>
  name === 'adamW' ? adamW({ ...rest, weightDecay, decay: 'all' }) : sgd({ ...rest, weightDecay, decay: 'all' });

describe('optimisers', () => {
  it.each(optimizers.map((golden) => [golden.name, golden.options, golden] as const))(
    '%s %j equals PyTorch',
    async (_, __, golden) => {
      const linear = layer();
      const optimizer = factory(golden)(linear.namedParameters());
      train(linear, optimizer, 10);
      const { weight, bias } = await linear.stateDict();
      [...weight!.data, ...bias!.data].forEach((value, i) => {
        const expected = [...golden.weight.flat(), ...golden.bias][i]!;
        expect(Math.abs(Number(value) - expected)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(expected)));
      });
      optimizer.dispose();
      linear.dispose();
    },
  );

  it('leaves biases out of the decay unless told otherwise', async () => {
    const biasAfter = async (decay: 'matrices' | 'all'): Promise<number> => {
      const linear = layer();
      const optimizer = sgd({ weightDecay: 0.5, decay })(linear.namedParameters());
      train(linear, optimizer, 1);
      const { bias } = await linear.stateDict();
      return Number(bias!.data[0]);
    };
    expect(await biasAfter('all')).not.toBe(await biasAfter('matrices'));
  });

  it('leaves frozen parameters alone', async () => {
    const linear = layer();
    linear.weight.trainable = false;
    const optimizer = adamW()(linear.namedParameters());
    expect(optimizer.parameters.map(([name]) => name)).toEqual(['bias']);
    train(linear, optimizer, 2);
    const { weight, bias } = await linear.stateDict();
    expect([...weight!.data]).toEqual(data.weight.flat().map(Math.fround));
    expect([...bias!.data]).not.toEqual(data.bias.map(Math.fround));
  });

  it('continues from its state as if never stopped', async () => {
    for (const make of [adamW(), sgd({ momentum: 0.9 })]) {
      const [a, b] = [layer(), layer()];
      const whole = make(a.namedParameters());
      train(a, whole, 6);
      const first = make(b.namedParameters());
      train(b, first, 3);
      const state = await first.state();
      const second = make(b.namedParameters());
      second.restore(state);
      train(b, second, 3);
      expect(await b.stateDict()).toEqual(await a.stateDict());
    }
  });

  it('refuses the state of another optimiser or of other parameters', async () => {
    const linear = layer();
    const adam = adamW()(linear.namedParameters());
    const momentum = sgd({ momentum: 0.9 })(linear.namedParameters());
    expect(() => adam.restore({ name: 'sgd', count: 0, tensors: {} })).toThrow(/that of sgd/);
    const { tensors, ...rest } = await momentum.state();
    const { 'velocity.bias': _, ...others } = tensors;
    expect(() => momentum.restore({ ...rest, tensors: others })).toThrow(/missing \[velocity.bias\]/);
  });

  it('keeps the number of tensors', () => {
    const linear = layer();
    const before = numTensors();
    const optimizer = adamW()(linear.namedParameters());
    train(linear, optimizer, 1);
    expect(numTensors()).toBe(before + 4);
    train(linear, optimizer, 5);
    expect(numTensors()).toBe(before + 4);
    optimizer.dispose();
    expect(numTensors()).toBe(before);
  });

  it('refuses options out of range', () => {
    expect(() => adamW({ betas: [0.9, 1] })).toThrow(/betas/);
    expect(() => adamW({ eps: 0 })).toThrow(/eps/);
    expect(() => sgd({ momentum: 1 })).toThrow(/momentum/);
    expect(() => sgd({ nesterov: true })).toThrow(/nesterov/);
  });
});
