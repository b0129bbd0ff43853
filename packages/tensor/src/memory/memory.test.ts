import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';

beforeAll(useCpu);

describe('scope', () => {
  it('frees all but what it returns, in any nesting', () => {
    const before = cv.numTensors();
    const { list } = cv.scope(() => {
      const x = cv.ones([2]);
      cv.exp(x);
      return { list: [cv.neg(x), { inner: cv.square(x) }] as const, name: 'kept' };
    });
    expect(cv.numTensors()).toBe(before + 2);
    cv.dispose([list[0], list[1].inner]);
    expect(cv.numTensors()).toBe(before);
  });

  it('hands results to the scope around it', () => {
    const before = cv.numTensors();
    cv.scope(() => {
      cv.scope(() => cv.ones([2]));
      return undefined;
    });
    expect(cv.numTensors()).toBe(before);
  });

  it('frees everything when the function throws', () => {
    const before = cv.numTensors();
    const failing = (): cv.Tensor => {
      cv.ones([3]);
      throw new RangeError('stop');
    };
    expect(() => cv.scope(failing)).toThrow(RangeError);
    expect(cv.numTensors()).toBe(before);
  });

  it('refuses a promise, by type and at run time', () => {
    const before = cv.numTensors();
    const wrong = async (): Promise<cv.Tensor> => cv.ones([1]);
    // @ts-expect-error a scope would end before the promise does
    expect(() => cv.scope(wrong)).toThrow('withPool');
    expect(cv.numTensors()).toBe(before);
  });

  it('spares kept tensors', () => {
    const before = cv.numTensors();
    let kept: cv.Tensor | undefined;
    cv.scope(() => {
      kept = cv.keep(cv.ones([1]));
      return undefined;
    });
    expect(cv.numTensors()).toBe(before + 1);
    kept!.dispose();
  });
});

describe('Pool', () => {
  it('owns tensors across await, also out of a scope', async () => {
    const before = cv.numTensors();
    const sum = await cv.withPool(async (pool) => {
      const x = pool.track(cv.tensor([1, 2, 3]));
      const y = cv.scope(() => pool.track(cv.square(x)));
      await Promise.resolve();
      const [total] = await cv.read(pool.track(cv.sum(y)));
      return total;
    });
    expect(sum).toBe(14);
    expect(cv.numTensors()).toBe(before);
  });

  it('frees when the function rejects', async () => {
    const before = cv.numTensors();
    const failing = cv.withPool(async (pool) => {
      pool.track(cv.ones([2]));
      throw new RangeError('stop');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(cv.numTensors()).toBe(before);
  });

  it('refuses tensors after its end, and ends twice without harm', () => {
    const pool = new cv.Pool();
    const x = pool.track(cv.ones([1]));
    pool.dispose();
    pool.dispose();
    expect(x.isDisposed).toBe(true);
    const y = cv.ones([1]);
    expect(() => pool.track(y)).toThrow(cv.DisposedError);
    y.dispose();
  });
});

describe('handles', () => {
  it('clone shares values and lives on its own', async () => {
    const x = cv.tensor([1, 2]);
    const copy = cv.clone(x);
    x.dispose();
    expect([...(await cv.read(copy))]).toEqual([1, 2]);
    cv.dispose(copy);
    cv.dispose([copy]); // again: no harm
    await expect(cv.read(copy)).rejects.toThrow(cv.DisposedError);
  });
});

describe('tensor', () => {
  it('infers shape and type', async () => {
    const made = [
      cv.tensor(5),
      cv.tensor([
        [1, 2],
        [3, 4],
      ]),
      cv.tensor([true, false]),
      cv.tensor(new Uint8Array([200, 3])),
      cv.tensor(new Uint8Array([200, 3]), [2, 1], 'float32'),
      cv.tensor([], [0, 4]),
      cv.tensor([1.7, -1.7], undefined, 'int32'),
      cv.scalar(true),
      cv.full([2], 3, 'int32'),
    ];
    expect(made.map(({ shape, dtype }) => [shape, dtype])).toEqual([
      [[], 'float32'],
      [[2, 2], 'float32'],
      [[2], 'bool'],
      [[2], 'int32'],
      [[2, 1], 'float32'],
      [[0, 4], 'float32'],
      [[2], 'int32'],
      [[], 'bool'],
      [[2], 'int32'],
    ]);
    expect([...(await cv.read(made[3]!))]).toEqual([200, 3]);
    expect([...(await cv.read(made[6]!))]).toEqual([1, -1]);
    expect(await cv.read(made[2]!)).toEqual(new Uint8Array([1, 0]));
    cv.dispose(made);
  });
});
