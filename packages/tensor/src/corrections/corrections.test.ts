import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { withTfjsGradient } from '../testing/gradient-with.ts';
import { run, runMany } from '../tfjs/run.ts';

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
    kernel: 'ClipByValue',
    symptom: 'passes on the bounds',
    f: (x) => cv.clip(x!, { min: 0, max: 6 }),
    inputs: () => [cv.tensor([-1, 0, 3, 6, 7])],
    right: [[0, 0, 1, 0, 0]],
    tfjs: [[0, 1, 1, 1, 0]],
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

describe('splitting into one part', () => {
  it('of tfjs-core still has no gradient; split does', async () => {
    const x = cv.tensor([1, 2]);
    const whole = (input: cv.Tensor | undefined): cv.Tensor =>
      runMany('SplitV', { x: input! }, { numOrSizeSplits: [2], axis: 0 })[0]!;
    expect(await gradients(whole, x)).toMatch(/at least one tensor to concat/);
    expect(await gradients((input) => cv.split(input!, { parts: 1 })[0]!, x)).toEqual([[1, 1]]);
    x.dispose();
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
