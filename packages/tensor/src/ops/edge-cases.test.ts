import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { expectClose } from '../testing/expect-close.ts';

beforeAll(useCpu);

const values = async (x: cv.Tensor): Promise<number[]> => Array.from(await cv.read(x));

describe('numbers as operands', () => {
  it('stand on either side, for float32 and int32', async () => {
    const [x, n] = [cv.tensor([1, 2]), cv.tensor(new Int32Array([5, 7]))];
    const results = [cv.sub(10, x), cv.sub(x, 10), cv.pow(2, x), cv.div(1, x), cv.sub(n, 2), cv.maximum(6, n)];
    expect(await Promise.all(results.map(values))).toEqual([
      [9, 8],
      [-9, -8],
      [2, 4],
      [1, 0.5],
      [3, 5],
      [6, 7],
    ]);
    expect(results[4]!.dtype).toBe('int32');
    cv.dispose([x, n, ...results]);
  });

  it('leave no scalar behind, also while gradients are recorded', async () => {
    const x = cv.tensor([1, 2]);
    const before = cv.numTensors();
    const { value, grads } = cv.valueAndGrads(() => cv.sum(cv.mul(3, cv.add(x, 1))), [x]);
    expect(await values(grads[0]!)).toEqual([3, 3]);
    cv.dispose([value, ...grads]);
    expect(cv.numTensors()).toBe(before);
    x.dispose();
  });
});

describe('comparisons', () => {
  it('answer elementwise and treat NaN as different', async () => {
    const [a, b] = [cv.tensor([1, 2, Number.NaN]), cv.tensor([1, 3, Number.NaN])];
    const ops = [cv.equal, cv.notEqual, cv.greater, cv.greaterEqual, cv.less, cv.lessEqual];
    const results = ops.map((op) => op(a, b));
    expect(await Promise.all(results.map(values))).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
    ]);
    expect(results.every((result) => result.dtype === 'bool')).toBe(true);
    const combined = [
      cv.logicalAnd(results[0]!, results[1]!),
      cv.logicalOr(results[0]!, results[1]!),
      cv.logicalNot(results[0]!),
      cv.isNaN(a),
      cv.any(results[0]!),
      cv.all(results[0]!),
    ];
    expect(await Promise.all(combined.map(values))).toEqual([[0, 0, 0], [1, 1, 1], [0, 1, 1], [0, 0, 1], [1], [0]]);
    cv.dispose([a, b, ...results, ...combined]);
  });

  it('carry no gradient, and let where differentiate its branches', async () => {
    const x = cv.tensor([-2, 3]);
    const f = (): cv.Tensor => cv.sum(cv.where(cv.greater(x, 0), { whenTrue: cv.square(x), whenFalse: cv.mul(x, -1) }));
    const { value, grads } = cv.valueAndGrads(f, [x]);
    expect(await values(value)).toEqual([11]);
    expect(await values(grads[0]!)).toEqual([-1, 6]);
    cv.dispose([x, value, ...grads]);
  });
});

describe('empty tensors', () => {
  it('go through elementwise ops, matrix products and reductions', async () => {
    const x = cv.zeros([0, 3]);
    const b = cv.ones([3]);
    const weight = cv.ones([3, 2]);
    const results = [
      cv.relu(x),
      cv.add(x, b),
      cv.softmax(x),
      cv.logSoftmax(x),
      cv.layerNorm(x),
      cv.gelu(x),
      cv.matmul(x, weight),
    ];
    expect(results.map((result) => result.shape)).toEqual([
      [0, 3],
      [0, 3],
      [0, 3],
      [0, 3],
      [0, 3],
      [0, 3],
      [0, 2],
    ]);
    const reduced = [
      cv.sum(x, { axis: 0 }),
      cv.mean(x),
      cv.logSumExp(x, { axis: 0 }),
      cv.sum(x, { axis: 1 }),
      cv.max(x, { axis: 1 }),
    ];
    expect(await Promise.all(reduced.map(values))).toEqual([
      [0, 0, 0],
      [Number.NaN],
      [-Infinity, -Infinity, -Infinity],
      [],
      [],
    ]);
    cv.dispose([x, b, weight, ...results, ...reduced]);
  });

  it('give an image batch of none', () => {
    cv.scope(() => {
      const x = cv.zeros([0, 6, 6, 2]);
      expect(cv.conv2d(x, cv.ones([3, 3, 2, 4]), { padding: 1 }).shape).toEqual([0, 6, 6, 4]);
      expect(cv.maxPool2d(x, { kernelSize: 2 }).shape).toEqual([0, 3, 3, 2]);
      expect(cv.avgPool2d(x, { kernelSize: 2 }).shape).toEqual([0, 3, 3, 2]);
      return undefined;
    });
  });
});

describe('scalars', () => {
  it('reduce to themselves and take part in broadcasting', async () => {
    const x = cv.scalar(3);
    const results = [
      cv.sum(x),
      cv.max(x),
      cv.variance(x),
      cv.add(x, cv.tensor([1, 2])),
      cv.transpose(x),
      cv.flatten(x),
    ];
    expect(await Promise.all(results.map(values))).toEqual([[3], [3], [0], [4, 5], [3], [3]]);
    expect(results.map((result) => result.shape)).toEqual([[], [], [], [2], [], [1]]);
    cv.dispose([x, ...results]);
  });
});

describe('NaN and infinity', () => {
  it('pass through', async () => {
    const x = cv.tensor([Number.NaN, Infinity, -Infinity]);
    const results = [
      cv.relu(x),
      cv.neg(x),
      cv.logSumExp(
        cv.tensor([
          [Infinity, 1],
          [-Infinity, -Infinity],
        ]),
        { axis: 1 },
      ),
    ];
    expect(await values(results[1]!)).toEqual([Number.NaN, -Infinity, Infinity]);
    expect((await values(results[0]!)).slice(1)).toEqual([Infinity, 0]);
    expect(await values(results[2]!)).toEqual([Infinity, -Infinity]);
    cv.dispose([x, ...results]);
  });

  it('of an impossible class do not spoil the loss of another', async () => {
    const logits = cv.tensor([[0, 0, -Infinity]]);
    const labels = cv.tensor(new Int32Array([1]));
    const { value, grads } = cv.valueAndGrads(() => cv.softmaxCrossEntropy(logits, labels), [logits]);
    await expectClose(value, [Math.log(2)]);
    await expectClose(grads[0]!, [0.5, -0.5, 0]);
    cv.dispose([logits, labels, value, ...grads]);
  });

  it('answer a label out of range with NaN instead of silence', async () => {
    const [logits, labels] = [cv.zeros([3, 2]), cv.tensor(new Int32Array([0, 2, -1]))];
    const loss = cv.softmaxCrossEntropy(logits, labels, { reduction: 'none' });
    await expectClose(loss, [Math.log(2), Number.NaN, Number.NaN]);
    cv.dispose([logits, labels, loss]);
  });
});

describe('shape ops', () => {
  it('rearrange', async () => {
    await cv.withPool(async (pool) => {
      const x = pool.track(
        cv.tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      );
      const check = async (y: cv.Tensor, shape: number[], expected: number[]): Promise<void> => {
        pool.track(y);
        expect(y.shape).toEqual(shape);
        expect(await values(y)).toEqual(expected);
      };
      await check(cv.reshape(x, [3, -1]), [3, 2], [1, 2, 3, 4, 5, 6]);
      await check(cv.transpose(x), [3, 2], [1, 4, 2, 5, 3, 6]);
      await check(cv.slice(x, { begin: [0, 1], size: [-1, 1] }), [2, 1], [2, 5]);
      await check(cv.concat([x, x], { axis: -1 }), [2, 6], [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]);
      await check(cv.concat([x], { axis: 0 }), [2, 3], [1, 2, 3, 4, 5, 6]);
      await check(cv.stack([x, x], { axis: 2 }), [2, 3, 2], [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
      await check(cv.flip(x, { axis: 1 }), [2, 3], [3, 2, 1, 6, 5, 4]);
      await check(cv.flip(x, { axis: [] }), [2, 3], [1, 2, 3, 4, 5, 6]);
      await check(cv.expandDims(x, { axis: -1 }), [2, 3, 1], [1, 2, 3, 4, 5, 6]);
      await check(cv.squeeze(pool.track(cv.ones([1, 2, 1]))), [2], [1, 1]);
      await check(cv.broadcastTo(pool.track(cv.tensor([7, 8])), [2, 2]), [2, 2], [7, 8, 7, 8]);
      await check(
        cv.oneHot(pool.track(cv.tensor(new Int32Array([1, 5]))), { depth: 3, onValue: 2, offValue: -1 }),
        [2, 3],
        [-1, 2, -1, -1, -1, -1],
      );
      await check(
        cv.argMax(
          pool.track(
            cv.tensor([
              [1, 9, 9],
              [3, 2, 1],
            ]),
          ),
        ),
        [2],
        [1, 0],
      );
      await check(cv.cast(pool.track(cv.tensor([1.9, -1.9, 0])), 'int32'), [3], [1, -1, 0]);
      await check(cv.cast(pool.track(cv.tensor([0.5, 0])), 'bool'), [2], [1, 0]);
      await check(cv.range(1, 8, { step: 3 }), [3], [1, 4, 7]);
      const [left, right] = cv.split(x, { parts: [1, 2], axis: 1 }) as [cv.Tensor, cv.Tensor];
      await check(left, [2, 1], [1, 4]);
      await check(right, [2, 2], [2, 3, 5, 6]);
    });
  });

  it('differentiate split, stack, squeeze, expandDims and broadcastTo', async () => {
    const x = cv.tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const weight = cv.tensor([10, 20]);
    const { value, grads } = cv.valueAndGrads(() => {
      const [first, , last] = cv.split(x, { parts: 3, axis: 1 }) as [cv.Tensor, cv.Tensor, cv.Tensor];
      const stacked = cv.stack([cv.squeeze(first), cv.squeeze(last)]); // [2, 2]
      return cv.sum(cv.mul(cv.expandDims(stacked, { axis: 2 }), cv.broadcastTo(weight, [2, 2, 2])));
    }, [x, weight]);
    expect(await values(grads[0]!)).toEqual([30, 0, 30, 30, 0, 30]);
    expect(await values(grads[1]!)).toEqual([14, 14]);
    cv.dispose([x, weight, value, ...grads]);
  });
});

describe('inputs', () => {
  it('are never changed', async () => {
    const data = Float32Array.from({ length: 32 }, (_, k) => k - 16);
    const x = cv.tensor(data.slice(), [1, 4, 4, 2]);
    cv.scope(() => {
      cv.relu(x);
      cv.clip(x, { min: 0, max: 1 });
      cv.batchNormTrain(x, { scale: cv.ones([2]), offset: cv.ones([2]) });
      cv.adamWUpdate(
        { parameter: x, gradient: x, m: x, v: x, schedule: cv.ones([3]) },
        { beta1: 0.9, beta2: 0.9, epsilon: 1, weightDecay: 0.1 },
      );
      return undefined;
    });
    expect(await values(x)).toEqual([...data]);
    x.dispose();
  });
});
