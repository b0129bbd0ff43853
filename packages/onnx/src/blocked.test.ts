import {
  add,
  batchNormTrain,
  conv2d,
  dispose,
  matmul,
  maxPool2d,
  mean,
  read,
  relu,
  softmaxCrossEntropy,
  type Tensor,
  tensor,
  valueAndGrads,
} from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { setBackend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBackend } from './testing.ts';

type Device = Awaited<ReturnType<typeof openTestBackend>>;

/** Of the step below; the max pool and its gradient leave the blocks, since they need positions. */
const REORDERINGS = { blocked: 10, plain: 3 };

let plain: Device;
let blocked: Device;
beforeAll(async () => {
  plain = await openTestBackend(64, { blocked: false });
  blocked = await openTestBackend();
});
afterAll(async () => {
  await plain.unregister();
  await blocked.unregister();
});

/** Random numbers of a shape, the same on every device. */
function normal(shape: readonly number[], seed: number, { scale = 1, shift = 0 } = {}): Tensor {
  const values = new Rng(seed).fillNormal(new Float32Array(shape.reduce((product, size) => product * size, 1)));
  return tensor(
    values.map((value) => value * scale + shift),
    shape,
  );
}

/** A small residual net with a bias, batch norm, a strided shortcut and pooling. */
function net(x: Tensor, [stem, bias, a, scaleA, offsetA, b, scaleB, offsetB, short, dense]: readonly Tensor[]): Tensor {
  const first = maxPool2d(relu(conv2d(x, stem!, { bias: bias!, padding: 1 })), { kernelSize: 2 });
  const inner = relu(
    batchNormTrain(conv2d(first, a!, { stride: 2, padding: 1 }), { scale: scaleA!, offset: offsetA! }).y,
  );
  const outer = batchNormTrain(conv2d(inner, b!, { padding: 1 }), { scale: scaleB!, offset: offsetB! }).y;
  const sum = relu(add(outer, conv2d(first, short!, { stride: 2 })));
  return matmul(mean(sum, { axis: [1, 2] }), dense!);
}

async function step({ name }: Device, batch: number): Promise<Float32Array[]> {
  await setBackend(name);
  const shapes = [[3, 3, 3, 16], [16], [3, 3, 16, 32], [32], [32], [3, 3, 32, 32], [32], [32], [1, 1, 16, 32], [32, 5]];
  const parameters = shapes.map((shape, i) => normal(shape, i, { scale: 0.3 }));
  const x = normal([batch, 12, 10, 3], 99);
  const labels = tensor(Int32Array.from({ length: batch }, (_, i) => i % 5));
  const { value, grads } = valueAndGrads(
    () => mean(softmaxCrossEntropy(net(x, parameters), labels)),
    [x, ...parameters],
  );
  const results: Float32Array[] = [];
  for (const result of [value, ...grads]) results.push(Float32Array.from(await read(result)));
  dispose([x, labels, value, ...grads, ...parameters]);
  return results;
}

describe('blocks of channels', () => {
  it('are found in this runtime', () => {
    expect(blocked.backend.blockSize).toBeGreaterThan(0);
    expect(plain.backend.blockSize).toBe(0);
  });

  // Batches of whole blocks, of less than one, and of one and a part: filled up, or the other formulation.
  it.each([16, 3, 21])('give the step of the standard graph, batch %i', async (batch) => {
    const [expected, received] = [await step(plain, batch), await step(blocked, batch)];
    for (const [i, values] of expected.entries()) {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const worst = values.reduce((most, value, j) => Math.max(most, Math.abs(value - received[i]![j]!)), 0);
      expect(worst / largest, `result ${i}`).toBeLessThan(2e-5);
    }
  });

  it('keep the activations in blocks: into them after the pooling that needs positions, out of them at the ends', async () => {
    await step(blocked, 16);
    expect(blocked.backend.statistics.lastReorderings).toBeLessThanOrEqual(REORDERINGS.blocked);
    await step(plain, 16);
    expect(plain.backend.statistics.lastReorderings).toBeLessThanOrEqual(REORDERINGS.plain);
  });

  it('normalise data with a mean a thousand times its deviation', async () => {
    await setBackend(blocked.name);
    const x = normal([8, 6, 6, 16], 1, { shift: 1000 });
    const [scale, offset] = [normal([16], 2), normal([16], 3)];
    const { y, mean: means, variance } = batchNormTrain(x, { scale, offset });
    const [values, got] = [await read(x), await read(y)];
    const [factors, shifts] = [await read(scale), await read(offset)];
    for (let c = 0; c < 16; c++) {
      const channel = Array.from(values).filter((_, i) => i % 16 === c);
      const average = channel.reduce((sum, value) => sum + value, 0) / channel.length;
      const spread = channel.reduce((sum, value) => sum + (value - average) ** 2, 0) / channel.length;
      for (const [i, value] of channel.entries()) {
        const expected = ((value - average) / Math.sqrt(spread + 1e-5)) * factors[c]! + shifts[c]!;
        expect(Math.abs(got[i * 16 + c]! - expected)).toBeLessThan(1e-5);
      }
    }
    dispose([x, scale, offset, y, means, variance]);
  });
});
