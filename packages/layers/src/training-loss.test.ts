import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, read, sum, type Tensor, tensor, valueAndGrads } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { trainingLoss } from './training-loss.ts';

/** `y = a x`, with an auxiliary head `b (a x)` and another. */
class Branching extends Module {
  override readonly kind: string = 'Branching';
  readonly #path: Linear;
  readonly #beside: Linear;
  constructor() {
    super();
    const options = { bias: false, rng: new Rng(1) };
    this.#path = this.child('path', new Linear(1, 1, options));
    this.#beside = this.child('beside', new Linear(1, 1, options));
    this.#path.weight.fill(Float32Array.of(3));
    this.#beside.weight.fill(Float32Array.of(5));
  }
  protected override compute(x: Tensor, context: Context): Tensor {
    const y = this.#path.forward(x, context);
    context.auxiliary?.(this.#beside.forward(y, context), 0.5);
    context.auxiliary?.(y, 0.25);
    return y;
  }
}

test('adds the loss of each auxiliary head times its weight, for values and gradients', async () => {
  const before = numTensors();
  const model = new Branching();
  const x = tensor(Float32Array.of(2), [1, 1]);
  const { value, grads } = valueAndGrads(
    () => trainingLoss(model, x, { loss: (each) => sum(each) }).loss,
    model.parameters().map((parameter) => parameter.value),
  );
  expect(await read(value)).toEqual(Float32Array.of(6 + 0.5 * 30 + 0.25 * 6));
  expect(await read(grads[0]!)).toEqual(Float32Array.of(2 + 0.5 * 5 * 2 + 0.25 * 2));
  expect(await read(grads[1]!)).toEqual(Float32Array.of(0.5 * 6));
  const again = trainingLoss(model, x, { loss: (each) => sum(each) });
  expect(await read(again.logits)).toEqual(Float32Array.of(6));
  dispose([x, value, ...grads, again.loss, again.logits]);
  model.dispose();
  expect(numTensors()).toBe(before);
});

test('leaves nothing behind when a loss throws', () => {
  const model = new Branching();
  const x = tensor(Float32Array.of(2), [1, 1]);
  const before = numTensors();
  let calls = 0;
  const loss = (each: Tensor) => {
    if (++calls === 3) throw new RangeError('the third');
    return sum(each);
  };
  expect(() => trainingLoss(model, x, { loss })).toThrow('the third');
  expect(numTensors()).toBe(before);
  dispose(x);
  model.dispose();
});
