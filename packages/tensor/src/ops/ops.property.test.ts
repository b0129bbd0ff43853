import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { expectClose } from '../testing/expect-close.ts';

beforeAll(useCpu);

const runs = { numRuns: 40 };

/** Small integers: every sum of products below is exact in float32, so that equality can be asked for. */
function fillIntegers(shape: readonly number[], seed: number): Float32Array {
  const rng = new cv.Rng(seed);
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => rng.integer(-4, 5));
}

const convCase = fc
  .record({
    batch: fc.integer({ min: 1, max: 2 }),
    height: fc.integer({ min: 5, max: 8 }),
    width: fc.integer({ min: 5, max: 8 }),
    kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    dilation: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
    pads: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2)),
    groups: fc.integer({ min: 1, max: 3 }),
    perGroup: fc.integer({ min: 1, max: 2 }),
    multiplier: fc.integer({ min: 1, max: 2 }),
    seed: fc.nat(1000),
  })
  .map(({ pads: [top, left, bottom, right], ...rest }) => ({
    ...rest,
    options: {
      stride: rest.stride,
      dilation: rest.dilation,
      groups: rest.groups,
      padding: [
        [top, bottom],
        [left, right],
      ] as const,
    },
    xShape: [rest.batch, rest.height, rest.width, rest.groups * rest.perGroup],
    filterShape: [rest.kernel[0], rest.kernel[1], rest.perGroup, rest.groups * rest.multiplier],
  }));

/** The sum in the docstring, written out. */
function plainConv(
  x: Float32Array,
  filter: Float32Array,
  one: typeof convCase extends fc.Arbitrary<infer T> ? T : never,
): number[] {
  const [n, h, w, channels] = one.xShape as [number, number, number, number];
  const [kh, kw, perGroup, out] = one.filterShape as [number, number, number, number];
  const [[top, bottom], [left, right]] = one.options.padding;
  const outHeight = Math.floor((h + top + bottom - (kh - 1) * one.dilation[0] - 1) / one.stride[0]) + 1;
  const outWidth = Math.floor((w + left + right - (kw - 1) * one.dilation[1] - 1) / one.stride[1]) + 1;
  const y: number[] = [];
  for (let b = 0; b < n; b++)
    for (let i = 0; i < outHeight; i++)
      for (let j = 0; j < outWidth; j++)
        for (let o = 0; o < out; o++) {
          const first = Math.floor(o / (out / one.groups)) * perGroup;
          let sum = 0;
          for (let p = 0; p < kh; p++)
            for (let q = 0; q < kw; q++)
              for (let c = 0; c < perGroup; c++) {
                const row = i * one.stride[0] + p * one.dilation[0] - top;
                const column = j * one.stride[1] + q * one.dilation[1] - left;
                if (row < 0 || row >= h || column < 0 || column >= w) continue;
                sum +=
                  x[((b * h + row) * w + column) * channels + first + c]! *
                  filter[((p * kw + q) * perGroup + c) * out + o]!;
              }
          y.push(sum);
        }
  return y;
}

describe('conv2d', () => {
  it('is the plain sum, and its gradients are its adjoints: <conv(x, f), g> = <x, dx> = <f, df>', async () => {
    await fc.assert(
      fc.asyncProperty(convCase, async (one) => {
        const before = cv.numTensors();
        const xValues = fillIntegers(one.xShape, one.seed);
        const filterValues = fillIntegers(one.filterShape, one.seed + 1);
        const [x, filter] = [cv.tensor(xValues, one.xShape), cv.tensor(filterValues, one.filterShape)];
        const y = cv.conv2d(x, filter, one.options);
        const expected = plainConv(xValues, filterValues, one);
        await expectClose(y, expected, { absolute: 0, relative: 0 });
        const g = cv.tensor(fillIntegers(y.shape, one.seed + 2), y.shape);
        const { value, grads } = cv.valueAndGrads(
          () => cv.sum(cv.mul(cv.conv2d(x, filter, one.options), g)),
          [x, filter],
        );
        const [dx, df] = await Promise.all(grads.map((grad) => cv.read(grad)));
        const [total] = await cv.read(value);
        expect(xValues.reduce((sum, v, i) => sum + v * dx![i]!, 0)).toBe(total);
        expect(filterValues.reduce((sum, v, i) => sum + v * df![i]!, 0)).toBe(total);
        cv.dispose([x, filter, y, g, value, ...grads]);
        expect(cv.numTensors()).toBe(before);
      }),
      runs,
    );
  });
});

describe('pooling', () => {
  const poolCase = fc.record({
    height: fc.integer({ min: 3, max: 9 }),
    width: fc.integer({ min: 3, max: 9 }),
    kernelSize: fc.integer({ min: 2, max: 3 }),
    stride: fc.integer({ min: 1, max: 4 }),
    padding: fc.nat(1),
    ceilMode: fc.boolean(),
    seed: fc.nat(1000),
  });

  it('avgPool2d gives every counted cell its share: the gradient of the sum over all windows adds up to their number', async () => {
    await fc.assert(
      fc.asyncProperty(poolCase, async ({ height, width, seed, ...options }) => {
        const shape = [1, height, width, 2];
        const x = cv.tensor(fillIntegers(shape, seed), shape);
        let windows = 0;
        const { value, grads } = cv.valueAndGrads(() => {
          const y = cv.avgPool2d(x, { ...options, countIncludePad: false });
          windows = y.size;
          return cv.sum(y);
        }, [x]);
        const total = cv.sum(grads[0]!);
        await expectClose(total, [windows], { relative: 1e-5 });
        cv.dispose([x, value, total, ...grads]);
      }),
      runs,
    );
  });

  it('maxPool2d sends each window’s gradient to a cell that holds its maximum: sum(x dx) = sum(y)', async () => {
    await fc.assert(
      fc.asyncProperty(poolCase, async ({ height, width, seed, ...options }) => {
        const shape = [1, height, width, 2];
        const values = fillIntegers(shape, seed);
        const x = cv.tensor(values, shape);
        const { value, grads } = cv.valueAndGrads(() => cv.sum(cv.maxPool2d(x, options)), [x]);
        const dx = await cv.read(grads[0]!);
        expect(values.reduce((sum, v, i) => sum + v * dx[i]!, 0)).toBe((await cv.read(value))[0]);
        cv.dispose([x, value, ...grads]);
      }),
      runs,
    );
  });
});

describe('broadcasting', () => {
  const shapePair = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('both', 'a', 'b')), { maxLength: 4 })
    .chain((axes) =>
      fc.record({
        a: fc.constant(axes.map(([extent, which]) => (which === 'b' ? 1 : extent))),
        b: fc.constant(axes.map(([extent, which]) => (which === 'a' ? 1 : extent))),
        cut: fc.nat(axes.length),
        seed: fc.nat(1000),
      }),
    );

  it('differentiates to the shapes of the operands: every copy counts once', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapePair,
        fc.constantFrom(cv.add, cv.mul, cv.maximum, cv.squaredDifference),
        async ({ a, b, cut, seed }, op) => {
          const shorter = b.slice(0, cut).every((extent) => extent === 1) ? b.slice(cut) : b;
          const [x, y] = [cv.tensor(fillIntegers(a, seed), a), cv.tensor(fillIntegers(shorter, seed + 1), shorter)];
          const f = (p: cv.Tensor, q: cv.Tensor): cv.Tensor => cv.sum(op(p, q));
          const direct = cv.valueAndGrads(() => f(x, y), [x, y]);
          const full = cv.scope(() => cv.add(cv.mul(x, 0), cv.mul(y, 0))).shape;
          const spelt = cv.valueAndGrads(() => f(cv.broadcastTo(x, full), cv.broadcastTo(y, full)), [x, y]);
          for (const i of [0, 1]) {
            expect(direct.grads[i]!.shape).toEqual(spelt.grads[i]!.shape);
            await expectClose(direct.grads[i]!, await cv.read(spelt.grads[i]!));
          }
          cv.dispose([x, y, direct.value, spelt.value, ...direct.grads, ...spelt.grads]);
        },
      ),
      runs,
    );
  });
});

describe('resize', () => {
  it('keeps constants and, when nothing changes, everything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (input, out, antialias) => {
          const x = cv.full([1, input, 2, 1], 3);
          const y = cv.resize(x, { size: [out, 5], mode: 'bilinear', antialias });
          await expectClose(
            y,
            Array.from({ length: out * 5 }, () => 3),
          );
          const same = cv.resize(x, { size: [input, 2], mode: 'nearest' });
          await expectClose(same, await cv.read(x), { absolute: 0, relative: 0 });
          cv.dispose([x, y, same]);
        },
      ),
      runs,
    );
  });
});

describe('softmax', () => {
  it('sums to one and ignores a shift', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: -500, max: 500 }),
        async (row, shift) => {
          const x = cv.tensor(row);
          const y = cv.softmax(x);
          const moved = cv.scope(() => cv.softmax(cv.add(x, shift)));
          const values = await cv.read(y);
          expect(Array.from(values).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
          await expectClose(moved, values);
          cv.dispose([x, y, moved]);
        },
      ),
      runs,
    );
  });
});
