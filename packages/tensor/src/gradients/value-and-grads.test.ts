import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';

beforeAll(useCpu);

describe('valueAndGrads', () => {
  it('gives zeros for a parameter that the value does not depend on', async () => {
    const [x, unused] = [cv.tensor([1, 2]), cv.ones([2, 2])];
    const { value, grads } = cv.valueAndGrads(() => cv.sum(cv.square(x)), [x, unused]);
    expect([...(await cv.read(value))]).toEqual([5]);
    expect([...(await cv.read(grads[0]!))]).toEqual([2, 4]);
    expect([...(await cv.read(grads[1]!))]).toEqual([0, 0, 0, 0]);
    expect(grads[1]!.shape).toEqual([2, 2]);
    cv.dispose([x, unused, value, ...grads]);
  });

  it('gives zeros when nothing connects', async () => {
    const x = cv.tensor([1, 2]);
    const { value, grads } = cv.valueAndGrads(() => cv.scalar(3), [x]);
    expect([...(await cv.read(grads[0]!))]).toEqual([0, 0]);
    cv.dispose([x, value, ...grads]);
  });

  it('does not hand out the parameter itself as the value', async () => {
    const x = cv.scalar(2);
    const { value, grads } = cv.valueAndGrads(() => x, [x]);
    value.dispose();
    expect([...(await cv.read(x))]).toEqual([2]);
    expect([...(await cv.read(grads[0]!))]).toEqual([1]);
    cv.dispose([x, ...grads]);
  });

  it('adds up over several uses', async () => {
    const x = cv.tensor([3]);
    const { value, grads } = cv.valueAndGrads(() => cv.sum(cv.add(cv.mul(x, x), cv.mul(x, 2))), [x]);
    expect([...(await cv.read(grads[0]!))]).toEqual([8]);
    cv.dispose([x, value, ...grads]);
  });

  it('keeps only the value and the gradients', () => {
    const x = cv.ones([4, 4]);
    const before = cv.numTensors();
    const { value, grads } = cv.valueAndGrads(() => cv.mean(cv.gelu(cv.matmul(x, x))), [x]);
    expect(cv.numTensors()).toBe(before + 2);
    cv.dispose([x, value, ...grads]);
  });

  it('frees everything when the function throws after ops were recorded', () => {
    const x = cv.ones([2, 3]);
    const before = cv.numTensors();
    const failing = (): cv.Tensor => cv.sum(cv.matmul(cv.tanh(cv.exp(x)), x));
    expect(() => cv.valueAndGrads(failing, [x])).toThrow(cv.ShapeError);
    expect(() => cv.valueAndGrads(() => cv.square(cv.softmax(x)), [x])).toThrow(cv.ShapeError);
    expect(cv.numTensors()).toBe(before);
    const { value, grads } = cv.valueAndGrads(() => cv.sum(x), [x]); // and works afterwards
    cv.dispose([x, value, ...grads]);
  });

  it('differentiates nothing through sign, floor, argMax and casts', async () => {
    const x = cv.tensor([1.5, -2.5]);
    const f = (): cv.Tensor => {
      const steps = cv.add(cv.sign(x), cv.floor(x));
      return cv.sum(cv.add(steps, cv.cast(cv.cast(x, 'int32'), 'float32')));
    };
    const { value, grads } = cv.valueAndGrads(f, [x]);
    expect([...(await cv.read(value))]).toEqual([0 + 1 - 3 + 1 - 2]);
    expect([...(await cv.read(grads[0]!))]).toEqual([0, 0]);
    cv.dispose([x, value, ...grads]);
  });

  it('gives the gradients of what is watched on the way, after those of the parameters', async () => {
    const x = cv.tensor([1, -2]);
    const before = cv.numTensors();
    const { value, grads } = cv.valueAndGrads(
      (watch) => {
        const squares = watch(cv.square(x)); // used twice: 3 + 2 * square
        return cv.sum(watch(cv.add(cv.mul(squares, 3), cv.square(squares))));
      },
      [x],
    );
    expect([...(await cv.read(value))]).toEqual([3 + 1 + 12 + 16]);
    expect(grads).toHaveLength(3);
    expect([...(await cv.read(grads[0]!))]).toEqual([5 * 2, 11 * -4]);
    expect([...(await cv.read(grads[1]!))]).toEqual([5, 11]);
    expect([...(await cv.read(grads[2]!))]).toEqual([1, 1]);
    expect(cv.numTensors()).toBe(before + 4);
    cv.dispose([x, value, ...grads]);
  });

  it('needs no parameter when something is watched, and gives each watched tensor a gradient of its own', async () => {
    const x = cv.tensor([4]);
    const before = cv.numTensors();
    const { value, grads } = cv.valueAndGrads((watch) => {
      const y = cv.sum(cv.sqrt(x));
      watch(cv.exp(x)); // leads nowhere
      watch(watch(y));
      return watch(cv.mul(y, 2));
    }, []);
    expect(await Promise.all([value, ...grads].map(async (each) => [...(await cv.read(each))]))).toEqual([
      [4],
      [0],
      [2],
      [2],
      [1],
    ]);
    cv.dispose(grads[1]!);
    expect([...(await cv.read(grads[2]!))]).toEqual([2]);
    cv.dispose([value, ...grads.filter((_, i) => i !== 1)]);
    expect(cv.numTensors()).toBe(before);
    x.dispose();
  });

  it('refuses to watch what is no float tensor, or nothing at all', () => {
    const x = cv.tensor([1]);
    const before = cv.numTensors();
    expect(() => cv.valueAndGrads(() => cv.sum(x), [])).toThrow(cv.OptionError);
    expect(() => cv.valueAndGrads((watch) => cv.sum(watch(cv.cast(x, 'int32'))), [])).toThrow(cv.DTypeError);
    expect(cv.numTensors()).toBe(before);
    x.dispose();
  });
});
