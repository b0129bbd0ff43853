import { engine } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { withTfjsGradient } from '../testing/gradient-with.ts';
import { recordKernels } from '../testing/record-kernels.ts';
import { run } from '../tfjs/run.ts';

beforeAll(useCpu);

/** Gradient of sum(f(inputs)) by every input, or the error's message. */
async function gradients(
  f: (...inputs: cv.Tensor[]) => cv.Tensor,
  ...inputs: cv.Tensor[]
): Promise<number[][] | string> {
  let grads: cv.Tensor[];
  try {
    const result = cv.valueAndGrads(() => cv.sum(f(...inputs)), inputs);
    result.value.dispose();
    grads = result.grads;
  } catch (error) {
    return (error as Error).message;
  }
  const values = await Promise.all(grads.map(async (grad) => Array.from(await cv.read(grad))));
  cv.dispose(grads);
  return values;
}

interface Defect {
  readonly kernel: string;
  readonly symptom: string;
  readonly f: (...inputs: cv.Tensor[]) => cv.Tensor;
  readonly inputs: () => cv.Tensor[];
  readonly right: number[][];
  /** What tfjs-core gives instead: values or an error. When this fails, tfjs has changed: the correction may go. */
  readonly tfjs: number[][] | RegExp;
}

const nine = (): cv.Tensor =>
  cv.tensor(
    Float32Array.from({ length: 9 }, (_, i) => i),
    [1, 3, 3, 1],
  );

const DEFECTS: readonly Defect[] = [
  {
    kernel: 'Max',
    symptom: 'counts ties several times',
    f: (x) => cv.max(x!),
    inputs: () => [cv.tensor([1, 3, 3])],
    right: [[0, 0.5, 0.5]],
    tfjs: [[0, 1, 1]],
  },
  {
    kernel: 'Min',
    symptom: 'counts ties several times',
    f: (x) => cv.min(x!),
    inputs: () => [cv.tensor([1, 3, 1, 1, 1])],
    right: [[0.25, 0, 0.25, 0.25, 0.25]],
    tfjs: [[1, 0, 1, 1, 1]],
  },
  {
    kernel: 'Maximum',
    symptom: 'does not sum over broadcast axes',
    f: (a, b) => cv.maximum(a!, b!),
    inputs: () => [
      cv.tensor([
        [1, 2],
        [3, 4],
      ]),
      cv.tensor([2, 3]),
    ],
    right: [
      [0, 0, 1, 1],
      [1, 1],
    ],
    tfjs: /has shape/,
  },
  {
    kernel: 'Minimum',
    symptom: 'gives ties to one operand',
    f: (a, b) => cv.minimum(a!, b!),
    inputs: () => [cv.tensor([1, 2]), cv.tensor([1, 3])],
    right: [
      [0.5, 1],
      [0.5, 0],
    ],
    tfjs: [
      [1, 1],
      [0, 0],
    ],
  },
  {
    kernel: 'Select',
    symptom: 'leaks NaN from the branch not taken',
    f: (x) => cv.log(cv.where(cv.greater(x!, 0), { whenTrue: x!, whenFalse: 0 })),
    inputs: () => [cv.tensor([-1, 2])],
    right: [[0, 0.5]],
    tfjs: [[Number.NaN, 0.5]],
  },
  {
    kernel: 'Tile',
    symptom: 'throws above rank 4',
    f: (x) => cv.tile(x!, { reps: [1, 1, 1, 2, 3] }),
    inputs: () => [cv.ones([1, 1, 1, 2, 1])],
    right: [[6, 6]],
    tfjs: /rank-5/,
  },
  {
    kernel: 'BatchMatMul',
    symptom: 'does not sum over broadcast batches',
    f: (a, b) => run('BatchMatMul', { a: a!, b: b! }, { transposeA: false, transposeB: false }),
    inputs: () => [cv.ones([1, 1, 2]), cv.ones([3, 2, 1])],
    right: [
      [3, 3],
      [1, 1, 1, 1, 1, 1],
    ],
    tfjs: /has shape/,
  },
  {
    kernel: 'Pow',
    symptom: 'is NaN at 0^0',
    f: (a) => cv.pow(a!, 0),
    inputs: () => [cv.tensor([0, 2])],
    right: [[0, 0]],
    tfjs: [[Number.NaN, 0]],
  },
  {
    kernel: 'SquaredDifference',
    symptom: 'does not sum over broadcast axes',
    f: (a, b) => cv.squaredDifference(a!, b!),
    inputs: () => [cv.tensor([1, 2]), cv.tensor(0)],
    right: [[2, 4], [-6]],
    tfjs: /has shape/,
  },
];

describe.each(DEFECTS)('gradient of $kernel', ({ kernel, symptom, f, inputs, right, tfjs }) => {
  it('is right', async () => {
    const tensors = inputs();
    expect(await gradients(f, ...tensors)).toEqual(right);
    cv.dispose(tensors);
  });

  it(`of tfjs-core still ${symptom}`, async () => {
    const tensors = inputs();
    const received = await withTfjsGradient(kernel, () => gradients(f, ...tensors));
    if (tfjs instanceof RegExp) expect(received).toMatch(tfjs);
    else expect(received).toEqual(tfjs);
    cv.dispose(tensors);
  });
});

describe('MaxPool in ceil mode', () => {
  const pool = { filterSize: [2, 2], strides: [2, 2], pad: 'valid', dimRoundingMode: 'ceil' };
  const ceil = (x: cv.Tensor): cv.Tensor => run('MaxPool', { x }, pool);

  it('has a right gradient in maxPool2d, which pads the end itself', async () => {
    const x = nine();
    const f = (input: cv.Tensor | undefined): cv.Tensor => cv.maxPool2d(input!, { kernelSize: 2, ceilMode: true });
    expect(await gradients(f, x)).toEqual([[0, 0, 0, 0, 1, 1, 0, 1, 1]]);
    x.dispose();
  });

  it('is refused rather than wrong', async () => {
    const x = nine();
    expect(await gradients((input) => ceil(input!), x)).toMatch(/Use maxPool2d/);
    x.dispose();
  });

  it('of tfjs-core still gives partial windows no gradient', async () => {
    const x = nine();
    const received = await withTfjsGradient('MaxPool', () => gradients((input) => ceil(input!), x));
    expect(received).toEqual([[0, 0, 0, 0, 1, 0, 0, 0, 0]]);
    x.dispose();
  });
});

describe('AvgPool', () => {
  const same = (x: cv.Tensor): cv.Tensor =>
    run('AvgPool', { x }, { filterSize: [2, 2], strides: [2, 2], pad: 'same', dimRoundingMode: 'floor' });

  it('has a right gradient in avgPool2d, which pads and counts itself', async () => {
    const x = nine();
    const f = (input: cv.Tensor | undefined): cv.Tensor =>
      cv.avgPool2d(input!, { kernelSize: 2, padding: 'same', countIncludePad: false });
    expect(await gradients(f, x)).toEqual([[0.25, 0.25, 0.5, 0.25, 0.25, 0.5, 0.5, 0.5, 1]]);
    x.dispose();
  });

  it('is refused rather than wrong where it is padded', async () => {
    const x = nine();
    expect(await gradients((input) => same(input!), x)).toMatch(/Use avgPool2d/);
    x.dispose();
  });

  it('of tfjs-core still divides by the whole kernel at the border', async () => {
    const x = nine();
    const received = await withTfjsGradient('AvgPool', () => gradients((input) => same(input!), x));
    expect(received).toEqual([Array.from({ length: 9 }, () => 0.25)]);
    x.dispose();
  });
});

describe('convolution', () => {
  it('of tfjs-core still has no gradient when dilated; conv2d does', async () => {
    const [x, filter] = [cv.ones([1, 3, 3, 1]), cv.ones([2, 2, 1, 1])];
    const attrs = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC', dilations: [2, 2], dimRoundingMode: 'floor' };
    expect(await gradients((a, b) => run('Conv2D', { x: a!, filter: b! }, attrs), x, filter)).toMatch(/dilation/);
    expect(await gradients((a, b) => cv.conv2d(a!, b!, { dilation: 2 }), x, filter)).toEqual([
      [1, 0, 1, 0, 0, 0, 1, 0, 1],
      [1, 1, 1, 1],
    ]);
    cv.dispose([x, filter]);
  });
});

describe('mirror padding', () => {
  it('of tfjs-core still drops what was mirrored; pad does not', async () => {
    const x = cv.tensor([1, 2, 3]);
    const attrs = { paddings: [[2, 1]], mode: 'reflect' };
    expect(await gradients((input) => run('MirrorPad', { x: input! }, attrs), x)).toEqual([[1, 1, 1]]);
    expect(await gradients((input) => cv.pad(input!, { paddings: [[2, 1]], mode: 'reflect' }), x)).toEqual([[1, 3, 2]]);
    x.dispose();
  });
});

describe('bilinear resizing', () => {
  it('of tfjs-core is still not antialiased; resize can be', async () => {
    const x = cv.tensor([0, 0, 0, 8, 0, 0], [1, 1, 6, 1]);
    const coarse = run('ResizeBilinear', { images: x }, { alignCorners: false, halfPixelCenters: true, size: [1, 2] });
    const smooth = cv.resize(x, { size: [1, 2], mode: 'bilinear', antialias: true });
    expect([...(await cv.read(coarse))]).toEqual([0, 0]);
    const [left, right] = await cv.read(smooth);
    expect(left).toBeGreaterThan(0);
    expect(right).toBeGreaterThan(1);
    cv.dispose([x, coarse, smooth]);
  });
});

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
  const matrix = (f: (x: cv.Tensor) => cv.Tensor) => f;
  const OPS: Record<string, (x: cv.Tensor) => cv.Tensor> = {
    sum: matrix((x) => cv.sum(x, { axis: 0 })),
    mean: matrix((x) => cv.mean(x, { axis: 1 })),
    max: matrix((x) => cv.max(x, { axis: 1 })),
    variance: matrix((x) => cv.variance(x)),
    logSumExp: matrix((x) => cv.logSumExp(x, { axis: 0 })),
    relu: matrix(cv.relu),
    gelu: matrix((x) => cv.gelu(x)),
    silu: matrix(cv.silu),
    tanh: matrix(cv.tanh),
    clip: matrix((x) => cv.clip(x, { min: -1, max: 1 })),
    pow: matrix((x) => cv.pow(x, 2)),
    maximum: matrix((x) => cv.maximum(x, 0)),
    where: matrix((x) => cv.where(cv.greater(x, 0), { whenTrue: x, whenFalse: 0 })),
    softmax: matrix((x) => cv.softmax(x)),
    logSoftmax: matrix((x) => cv.logSoftmax(x)),
    matmul: matrix((x) => cv.matmul(x, x, { transposeB: true })),
    layerNorm: matrix((x) => cv.layerNorm(x)),
    split: matrix((x) => cv.concat(cv.split(x, { parts: 2, axis: 1 }), { axis: 0 })),
    slice: matrix((x) => cv.slice(x, { begin: [1, 1], size: [5, -1] })),
    tile: matrix((x) => cv.tile(x, { reps: [3, 2] })),
    gather: matrix((x) => cv.gather(x, cv.range(0, 10))),
    pad: matrix((x) =>
      cv.pad(x, {
        paddings: [
          [3, 3],
          [3, 3],
        ],
        mode: 'reflect',
      }),
    ),
    maxPool2d: matrix((x) => cv.maxPool2d(cv.reshape(x, [4, 16, 64, 1]), { kernelSize: 2 })),
    avgPool2d: matrix((x) =>
      cv.avgPool2d(cv.reshape(x, [4, 16, 64, 1]), { kernelSize: 3, padding: 1, countIncludePad: false }),
    ),
    conv2d: matrix((x) => cv.conv2d(cv.reshape(x, [4, 16, 8, 8]), cv.full([3, 3, 8, 8], 0.1), { padding: 1 })),
    batchNormTrain: matrix((x) => cv.batchNormTrain(x, { scale: cv.ones([64]), offset: cv.zeros([64]) }).y),
    attention: matrix((x) => {
      const heads = cv.reshape(x, [2, 2, 64, 16]);
      return cv.scaledDotProductAttention({ query: heads, key: heads, value: heads }, { causal: true });
    }),
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
