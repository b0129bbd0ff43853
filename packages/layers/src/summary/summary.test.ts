import '@tensorflow/tfjs-backend-cpu';
import { add, numTensors, type Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Context,
  Conv2d,
  Flatten,
  Linear,
  MaxPool2d,
  Module,
  MultiHeadAttention,
  ReLU,
  Residual,
  Sequential,
} from '../index.ts';
import { summary } from './summary.ts';
import { summaryText } from './summary-text.ts';

const rng = new Rng(1);
let before = 0;
beforeEach(() => {
  before = numTensors();
});
afterEach(() => {
  expect(numTensors(), 'tensors left').toBe(before);
});

/** `relu` runs twice, `extra` never, and a flatten that is no child. */
class Small extends Module {
  override readonly kind: string = 'Small';
  readonly conv = this.child('conv', new Conv2d(2, 4, { kernelSize: 3, padding: 1, stride: 2, groups: 2, rng }));
  readonly relu = this.child('relu', new ReLU());
  readonly pool = this.child('pool', new MaxPool2d(2));
  readonly fc = this.child('fc', new Linear(16, 3, { rng }));
  readonly extra = this.child('extra', new Linear(3, 3, { rng, bias: false }));
  readonly #flatten: Flatten = new Flatten();

  protected override compute(x: Tensor, context: Context): Tensor {
    const path = [this.conv, this.relu, this.pool, this.#flatten, this.fc, this.relu];
    return path.reduce<Tensor>((y, module) => module.forward(y, context), x);
  }
}

test('counts by hand, and draws no weights', () => {
  const model = new Small();
  model.fc.bias!.trainable = false;
  const { layers, ...totals } = summary(model, [5, 8, 8, 2]);
  expect(numTensors()).toBe(before);
  const rows = layers.map(({ name, outputShape, params, macs, activationBytes, receptiveField }) => [
    name,
    outputShape.join('x'),
    params,
    macs,
    activationBytes,
    receptiveField?.size[0] ?? null,
  ]);
  expect(rows).toEqual([
    ['conv', '5x4x4x4', 4 * 1 * 9 + 4, 5 * 4 * 4 * 4 * 9, 5 * 64 * 4, 3],
    ['relu', '5x4x4x4', 0, 0, 5 * 64 * 4, 3],
    ['pool', '5x2x2x4', 0, 0, 5 * 16 * 4, 5],
    ['(Flatten)', '5x16', 0, 0, 5 * 16 * 4, null],
    ['fc', '5x3', 51, 5 * 48, 5 * 3 * 4, null],
    ['relu#2', '5x3', 0, 0, 5 * 3 * 4, null],
  ]);
  expect(totals).toEqual({
    inputShape: [5, 8, 8, 2],
    params: 40 + 51 + 9, // extra too
    trainableParams: 40 + 48 + 9,
    macs: 5 * (576 + 48),
    activationBytes: 5 * 4 * (64 + 64 + 16 + 16 + 3 + 3),
    paramBytes: 400,
  });
  expect(layers[2]!.receptiveField).toEqual({ size: [5, 5], jump: [4, 4], start: [1, 1] });
  expect(JSON.parse(JSON.stringify({ layers, ...totals }))).toEqual({ layers, ...totals });
});

test('counts attention, and the output of a part once', () => {
  const model = new MultiHeadAttention(6, 3, { rng });
  before = numTensors(); // its biases start at zero, not at random
  const { layers, macs, params } = summary(model, [2, 5, 6]);
  expect(layers.map(({ name, macs: each, activationBytes }) => [name, each, activationBytes])).toEqual([
    ['', 2 * (3 * 5 * 36 + 2 * 25 * 6), 0],
    ['out_proj', 2 * 5 * 36, 2 * 5 * 6 * 4],
  ]);
  expect(macs).toBe(2 * (4 * 5 * 36 + 2 * 25 * 6));
  expect(params).toBe(4 * 36 + 4 * 6);
  model.dispose();
  before = numTensors();
});

test('counts shared weights once', () => {
  const tied = new Linear(4, 4, { rng });
  const { layers, params, macs } = summary(new Sequential([tied, new ReLU(), tied]), [1, 4]);
  expect(layers.map((layer) => [layer.name, layer.params, layer.macs])).toEqual([
    ['0', 20, 16],
    ['1', 0, 0],
    ['0#2', 0, 16],
  ]);
  expect([params, macs]).toEqual([20, 32]);
});

test('a module of the caller may count for itself; a sum between modules passes the field on', () => {
  class Doubled extends Module {
    override readonly kind: string = 'Doubled';
    override macs(input: readonly number[], output: readonly number[]): number {
      return 10 * input[0]! + output.length;
    }
    protected override compute(x: Tensor): Tensor {
      return add(x, x);
    }
  }
  const conv = (kernelSize: number) => new Conv2d(1, 1, { kernelSize, padding: 'same', rng });
  const { layers } = summary(new Sequential([conv(3), new Residual(conv(2)), new Doubled(), conv(3)]), [3, 6, 6, 1]);
  expect(layers.map(({ kind, macs, receptiveField }) => [kind, macs, receptiveField!.size[0]])).toEqual([
    ['Conv2d', 3 * 36 * 9, 3],
    ['Conv2d', 3 * 36 * 4, 4],
    ['Doubled', 34, 4],
    ['Conv2d', 3 * 36 * 9, 6],
  ]);
});

test('is a table for people', () => {
  const model = new Small();
  model.conv.weight.trainable = false;
  expect(summaryText(summary(model, [1, 8, 8, 2]))).toBe(
    `LAYER      KIND       OUTPUT   PARAMETERS  MACS  ACTIVATION BYTES  SEES
conv       Conv2d     1x4x4x4          40   576               256   3x3
relu       ReLU       1x4x4x4           -     -               256   3x3
pool       MaxPool2d  1x2x2x4           -     -                64   5x5
(Flatten)  Flatten    1x16              -     -                64
fc         Linear     1x3              51    48                12
relu#2     ReLU       1x3               -     -                12

input 1x8x8x2
parameters 100 (36 frozen), 0.4 kB
multiply-accumulates 624 (convolutions, linear layers, attention; no bias, norm, activation)
activations 0.7 kB (the outputs of all layers)`,
  );
});

test('throws what the model throws', () => {
  expect(() => summary(new Small(), [1, 8, 8, 3])).toThrow(ShapeError);
});
