import { type Context, crossEntropy, Flatten, Linear, Module } from '@cv/layers';
import { add, mul, numTensors, type Tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { env, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import { sgd } from '../optimizers/sgd.ts';
import { barNet } from '../testing.ts';
import type { Loss } from './training-options.ts';
import { trainingStep } from './training-step.ts';

beforeAll(async () => {
  env().set('PROD', true);
  await setBackend('cpu');
});

const rng = new Rng(5);
const batch = {
  images: Float32Array.from({ length: 4 * 36 }, (_, i) => (i < 72 ? rng.uniform() : -rng.uniform())),
  shape: [4, 6, 6, 1],
  labels: Int32Array.of(0, 0, 1, 1),
} as const;

it('moves the model along the gradient, reports what was before, and keeps the number of tensors', async () => {
  const model = barNet(1);
  const optimizer = sgd()(model.namedParameters());
  const held = numTensors();
  const step = (learningRate: number, seed: number) =>
    trainingStep(batch, { model, optimizer, learningRate, rng: new Rng(seed) });
  const first = await step(0, 1);
  expect(await step(0.1, 1)).toEqual(first);
  expect((await step(0, 1)).loss).toBeLessThan(first.loss);
  // Dropout draws from `rng`.
  expect((await step(0, 2)).loss).not.toBe((await step(0, 3)).loss);
  for (let i = 0; i < 30; i++) await step(0.1, 1);
  expect(await step(0, 1)).toMatchObject({ correct: 4, loss: expect.closeTo(0, 1) });
  expect(numTensors()).toBe(held);
});

it('uses the loss that it is given', async () => {
  const model = barNet(1);
  const optimizer = sgd()(model.namedParameters());
  const reported = async (loss: Loss) =>
    (await trainingStep(batch, { model, optimizer, learningRate: 0, rng: new Rng(1), loss })).loss;
  expect(await reported((z, y) => mul(crossEntropy(z, y), 2))).toBeCloseTo(2 * (await reported(crossEntropy)), 6);
});

/** A linear classifier with another beside it, for training only. */
class Branching extends Module {
  override readonly kind: string = 'Branching';
  readonly #flatten = new Flatten();
  readonly #fc = this.child('fc', new Linear(36, 2, { rng: new Rng(1) }));
  readonly #beside = this.child('beside', new Linear(36, 2, { rng: new Rng(2) }));
  protected override compute(x: Tensor, context: Context): Tensor {
    const flat = this.#flatten.forward(x, context);
    context.auxiliary?.(this.#beside.forward(flat, context), 0.3);
    return this.#fc.forward(flat, context);
  }
}

it('adds the losses of auxiliary heads, each times its weight, and moves the heads', async () => {
  const model = new Branching();
  const optimizer = sgd()(model.namedParameters());
  const held = numTensors();
  const options = { model, optimizer, learningRate: 0, rng: new Rng(1) };
  const constant: Loss = (z, y) => add(mul(crossEntropy(z, y), 0), 1);
  expect((await trainingStep(batch, { ...options, loss: constant })).loss).toBeCloseTo(1.3, 6);
  const first = await trainingStep(batch, { ...options, learningRate: 0.1 });
  for (let i = 0; i < 30; i++) await trainingStep(batch, { ...options, learningRate: 0.1 });
  expect((await trainingStep(batch, options)).loss).toBeLessThan(first.loss / 10); // 0.3 of the head's would be left
  expect(numTensors()).toBe(held);
});

it('scales the loss without changing the step, since powers of two are exact', async () => {
  const after = async (lossScale?: number) => {
    const model = barNet(1);
    const optimizer = sgd()(model.namedParameters());
    const options = { model, optimizer, learningRate: 0.1, rng: new Rng(1) };
    const result = await trainingStep(batch, lossScale === undefined ? options : { ...options, lossScale });
    return { result, weights: await model.stateDict() };
  };
  expect(await after(1024)).toEqual(await after());
});

it('updates nothing where gradients overflow, says so, and keeps the number of tensors', async () => {
  const model = barNet(1);
  const optimizer = sgd()(model.namedParameters());
  await model.stateDict();
  const held = numTensors();
  const before = await model.stateDict();
  const options = { model, optimizer, learningRate: 0.1, rng: new Rng(1) };
  const { overflow } = await trainingStep(batch, {
    ...options,
    lossScale: 2 ** 10,
    loss: (z, y) => mul(crossEntropy(z, y), 1e38),
  });
  expect(overflow).toBe(true);
  expect(await model.stateDict()).toEqual(before);
  expect(numTensors()).toBe(held);
  expect((await trainingStep(batch, { ...options, lossScale: 2 ** 10 })).overflow).toBe(false);
  expect(await model.stateDict()).not.toEqual(before);
  expect(numTensors()).toBe(held);
});
