import { engine } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { withTfjsGradient } from '../testing/gradient-with.ts';
import { recordKernels } from '../testing/record-kernels.ts';

beforeAll(useCpu);

/** Sizes of the arrays that JavaScript hands to the backend while `f` runs. */
function leafSizes(f: () => void): number[] {
  const active = engine();
  const original = active.makeTensor.bind(active);
  const sizes: number[] = [];
  active.makeTensor = ((values: ArrayLike<number>, ...rest: [never, never]) => {
    sizes.push(values.length);
    return original(values as never, ...rest);
  }) as typeof original;
  try {
    f();
  } finally {
    active.makeTensor = original;
  }
  return sizes;
}

describe('arrays built in JavaScript', () => {
  const OPS: Record<string, (x: cv.Tensor) => cv.Tensor> = {
    sum: (x) => cv.sum(x, { axis: 0 }),
    mean: (x) => cv.mean(x, { axis: 1 }),
    max: (x) => cv.max(x, { axis: 1 }),
    variance: (x) => cv.variance(x),
    logSumExp: (x) => cv.logSumExp(x, { axis: 0 }),
    relu: cv.relu,
    gelu: (x) => cv.gelu(x),
    silu: cv.silu,
    tanh: cv.tanh,
    clip: (x) => cv.clip(x, { min: -1, max: 1 }),
    pow: (x) => cv.pow(x, 2),
    maximum: (x) => cv.maximum(x, 0),
    where: (x) => cv.where(cv.greater(x, 0), { whenTrue: x, whenFalse: 0 }),
    softmax: (x) => cv.softmax(x),
    logSoftmax: (x) => cv.logSoftmax(x),
    matmul: (x) => cv.matmul(x, x, { transposeB: true }),
    layerNorm: (x) => cv.layerNorm(x),
    split: (x) => cv.concat(cv.split(x, { parts: 2, axis: 1 }), { axis: 0 }),
    slice: (x) => cv.slice(x, { begin: [1, 1], size: [5, -1] }),
    tile: (x) => cv.tile(x, { reps: [3, 2] }),
    gather: (x) => cv.gather(x, cv.range(0, 10)),
    pad: (x) =>
      cv.pad(x, {
        paddings: [
          [3, 3],
          [3, 3],
        ],
        mode: 'reflect',
      }),
    maxPool2d: (x) => cv.maxPool2d(cv.reshape(x, [4, 16, 64, 1]), { kernelSize: 2 }),
    avgPool2d: (x) =>
      cv.avgPool2d(cv.reshape(x, [4, 16, 64, 1]), { kernelSize: 3, padding: 1, countIncludePad: false }),
    conv2d: (x) => cv.conv2d(cv.reshape(x, [4, 16, 8, 8]), cv.full([3, 3, 8, 8], 0.1), { padding: 1 }),
    batchNormTrain: (x) => cv.batchNormTrain(x, { scale: cv.ones([64]), offset: cv.zeros([64]) }).y,
    attention: (x) => {
      const heads = cv.reshape(x, [2, 2, 64, 16]);
      return cv.scaledDotProductAttention({ query: heads, key: heads, value: heads }, { causal: true });
    },
  };

  it.each(Object.entries(OPS))('%s makes none of the size of its data', (_, f) => {
    const x = cv.randomUniform([64, 64], { rng: new cv.Rng(1) });
    const sizes = leafSizes(() => {
      cv.scope(() => {
        cv.valueAndGrads(() => cv.sum(f(x)), [x]);
        return undefined;
      });
    });
    expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(64);
    x.dispose();
  });

  it.each(['Sum', 'Mean'])('of tfjs-core: the gradient of %s still does', async (kernel) => {
    const x = cv.ones([64, 64]);
    const sizes: number[] = [];
    await withTfjsGradient(kernel, async () => {
      sizes.push(
        ...leafSizes(() => cv.dispose(cv.valueAndGrads(() => (kernel === 'Sum' ? cv.sum(x) : cv.mean(x)), [x]).grads)),
      );
    });
    expect(Math.max(...sizes)).toBe(4096);
    x.dispose();
  });

  it('of tfjs-core: the gradient of FusedBatchNorm still tiles the vectors to the size of the data', async () => {
    const x = cv.ones([2, 3, 3, 4]);
    const vector = cv.ones([4]);
    const f = (): void =>
      cv.scope(() => {
        cv.valueAndGrads(
          () => cv.sum(cv.batchNorm(x, { scale: vector, offset: vector, mean: vector, variance: vector })),
          [x, vector],
        );
        return undefined;
      });
    expect(recordKernels(f).direct.has('Tile')).toBe(true); // the gradient of the sum
    const tiles = (): number => {
      let count = 0;
      const original = engine().runKernel.bind(engine());
      engine().runKernel = ((name: string, ...rest: [never, never]) => {
        if (name === 'Tile') count += 1;
        return original(name, ...rest);
      }) as typeof original;
      f();
      engine().runKernel = original;
      return count;
    };
    expect(tiles()).toBe(1);
    expect(await withTfjsGradient('FusedBatchNorm', async () => tiles())).toBeGreaterThan(1);
    cv.dispose([x, vector]);
  });
});
