import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import type { Tensor } from '../tensor.ts';
import { useCpu } from '../testing/cpu.ts';
import { run } from '../tfjs/run.ts';
import { STAND_INS } from './stand-ins.ts';

beforeAll(useCpu);

const runs = { numRuns: 60 };

/** Small integers: every sum of products below is exact in float32, so that equality can be asked for. */
function integers(shape: readonly number[], seed: number): Tensor {
  const rng = new cv.Rng(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return cv.tensor(
    Float32Array.from({ length: size }, () => rng.integer(-3, 4)),
    shape,
  );
}

const axis = fc
  .record({ input: fc.integer({ min: 1, max: 7 }), kernel: fc.integer({ min: 1, max: 3 }) })
  .chain(({ input, kernel }) =>
    fc.record({
      input: fc.constant(input),
      kernel: fc.constant(kernel),
      stride: fc.integer({ min: 1, max: 3 }),
      before: fc.nat(kernel - 1),
      after: fc.nat(2),
    }),
  )
  .filter(({ input, kernel, before, after }) => input + before + after >= kernel);

const geometry = fc.record({
  rows: axis,
  columns: axis,
  batch: fc.integer({ min: 1, max: 2 }),
  channels: fc.integer({ min: 1, max: 3 }),
  multiplier: fc.integer({ min: 1, max: 2 }),
  seed: fc.nat(10_000),
});
type Geometry = typeof geometry extends fc.Arbitrary<infer T> ? T : never;

function attributes({ rows, columns }: Geometry): object {
  const pad = [
    [0, 0],
    [rows.before, rows.after],
    [columns.before, columns.after],
    [0, 0],
  ];
  return { strides: [rows.stride, columns.stride], pad, dimRoundingMode: 'floor', dataFormat: 'NHWC' };
}

async function agrees(kernel: string, inputs: Record<string, Tensor>, attrs: object): Promise<void> {
  const compose = STAND_INS[kernel]!;
  // Each stand-in has its own inputs and attributes: those that tfjs runs the kernel with.
  const ours = cv.scope(() => compose(inputs as never, attrs as never) as Tensor);
  const theirs = run(kernel, inputs, attrs);
  expect(ours.shape).toEqual(theirs.shape);
  expect([...(await cv.read(ours))].map((v) => v + 0)).toEqual([...(await cv.read(theirs))].map((v) => v + 0));
  cv.dispose([ours, theirs]);
}

function withTensors(given: Record<string, Tensor>, check: (tensors: Record<string, Tensor>) => Promise<void>) {
  return check(given).finally(() => cv.dispose(Object.values(given)));
}

const conv = { dilations: [1, 1] };

describe('stand-ins agree with the kernels of tfjs cpu:', () => {
  const xShape = ({ batch, rows, columns, channels }: Geometry): number[] => [
    batch,
    rows.input,
    columns.input,
    channels,
  ];
  const dyOf = (y: Tensor, seed: number): Tensor => integers(y.shape, seed + 1);

  it('Conv2DBackpropFilter', async () => {
    const property = fc.asyncProperty(geometry, async (one) => {
      const attrs = attributes(one);
      const filterShape = [one.rows.kernel, one.columns.kernel, one.channels, 2];
      const x = integers(xShape(one), one.seed);
      const filter = integers(filterShape, one.seed);
      const y = run('Conv2D', { x, filter }, { ...attrs, ...conv });
      await withTensors({ x, filter, y, dy: dyOf(y, one.seed) }, ({ dy }) =>
        agrees('Conv2DBackpropFilter', { x, dy: dy! }, { ...attrs, filterShape }),
      );
    });
    await fc.assert(property, runs);
  });

  it.each(['Filter', 'Input'])('DepthwiseConv2dNativeBackprop%s', async (of) => {
    const property = fc.asyncProperty(geometry, async (one) => {
      const attrs = { ...attributes(one), ...conv };
      const filterShape = [one.rows.kernel, one.columns.kernel, one.channels, one.multiplier];
      const x = integers(xShape(one), one.seed);
      const filter = integers(filterShape, one.seed);
      const y = run('DepthwiseConv2dNative', { x, filter }, attrs);
      await withTensors({ x, filter, y, dy: dyOf(y, one.seed) }, ({ dy }) =>
        of === 'Filter'
          ? agrees('DepthwiseConv2dNativeBackpropFilter', { x, dy: dy! }, { ...attrs, filterShape })
          : agrees('DepthwiseConv2dNativeBackpropInput', { dy: dy!, filter }, { ...attrs, inputShape: x.shape }),
      );
    });
    await fc.assert(property, runs);
  });

  it('MaxPoolGrad, with ties', async () => {
    const property = fc.asyncProperty(geometry, async (one) => {
      const { rows, columns } = one;
      fc.pre(rows.after < rows.kernel && columns.after < columns.kernel);
      const attrs = { ...attributes(one), filterSize: [rows.kernel, columns.kernel] };
      const input = integers(xShape(one), one.seed);
      const output = run('MaxPool', { x: input }, attrs);
      await withTensors({ input, output, dy: dyOf(output, one.seed) }, ({ dy }) =>
        agrees('MaxPoolGrad', { dy: dy!, input, output }, attrs),
      );
    });
    await fc.assert(property, runs);
  });

  it('UnsortedSegmentSum', async () => {
    const shapes = fc.record({
      count: fc.integer({ min: 1, max: 6 }),
      inner: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
      numSegments: fc.integer({ min: 1, max: 4 }),
      seed: fc.nat(1000),
    });
    const property = fc.asyncProperty(shapes, async ({ count, inner, numSegments, seed }) => {
      const x = integers([count, ...inner], seed);
      const rng = new cv.Rng(seed);
      const segmentIds = cv.tensor(Int32Array.from({ length: count }, () => rng.integer(0, numSegments)));
      await withTensors({ x, segmentIds }, () => agrees('UnsortedSegmentSum', { x, segmentIds }, { numSegments }));
    });
    await fc.assert(property, runs);
  });
});
