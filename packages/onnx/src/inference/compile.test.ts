import {
  add,
  dispose,
  leakyRelu,
  mean,
  mul,
  numTensors,
  read,
  relu,
  reshape,
  scope,
  sub,
  sum,
  type Tensor,
  tensor,
  tile,
} from '@cv/tensor';
import { DisposedError, DTypeError, OptionError, ShapeError, UnsupportedError } from '@cv/tensor/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBackend, PlainRunner } from '../testing.ts';
import { compile } from './compile.ts';
import { ConvNet } from './testing/conv-net.ts';
import { numbers } from './testing/numbers.ts';
import { Transformer } from './testing/transformer.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
const runner = new PlainRunner();
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

/** Largest difference, as a part of the largest value. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let [difference, largest] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    largest = Math.max(largest, Math.abs(b[i]!));
  }
  return difference / largest;
}

describe('compile', () => {
  it('equals the forward pass of a convolutional net for every batch size, in one graph', async () => {
    const model = new ConvNet();
    const before = runner.compiled;
    const compiled = await compile(model, { inputShape: [1, 12, 10, 3], runner });
    expect(compiled.reason).toBeUndefined();
    expect(compiled.dynamicBatch).toBe(true);
    for (const count of [1, 2, 7]) {
      const images = numbers(count * 360, count);
      const x = tensor(images, [count, 12, 10, 3]);
      const own = scope(() => model.forward(x));
      const result = await compiled.run(images);
      expect(Object.keys(result)).toEqual(['logits', 'features']);
      expect(result.logits.shape).toEqual([count, 5]);
      expect(distance(result.logits.data, await read(own.logits))).toBeLessThan(1e-5);
      expect(distance(result.features.data, await read(own.features))).toBeLessThan(1e-5);
      dispose([x, own.logits, own.features]);
    }
    expect(runner.compiled - before).toBe(1);
    await compiled.dispose();
    model.dispose();
  });

  it('equals the forward pass of a transformer for every batch size, in one graph', async () => {
    const model = new Transformer();
    const compiled = await compile(model, { inputShape: [1, 16, 16, 3], runner });
    expect(compiled.reason).toBeUndefined();
    for (const count of [1, 2, 5]) {
      const images = numbers(count * 768, count);
      const x = tensor(images, [count, 16, 16, 3]);
      const own = scope(() => model.forward(x));
      const { data, shape } = await compiled.run(x);
      expect(shape).toEqual([count, 7]);
      expect(distance(data, await read(own))).toBeLessThan(1e-5);
      dispose([x, own]);
    }
    await compiled.dispose();
    model.dispose();
  });

  it('writes the graph that exporters write', async () => {
    const model = new ConvNet();
    const compiled = await compile(model, { inputShape: [1, 12, 10, 3], runner });
    expect(compiled.description).toMatchObject({
      operators: {
        Conv: 5,
        BatchNormalization: 3,
        Relu: 4,
        MaxPool: 1,
        Add: 1,
        Clip: 1,
        Concat: 1,
        Pad: 1,
        AveragePool: 1,
        GlobalAveragePool: 1,
        Flatten: 1,
        Gemm: 1,
        Transpose: 1,
      },
      inputTransposes: 1,
      activationTransposes: 0,
      reorders: 0,
    });
    await compiled.dispose();
    model.dispose();
  });

  it('groups results as the forward pass does, and takes a plain function', async () => {
    const compiled = await compile((x) => [add(x, 1), sum(x, { axis: 1 })] as const, { inputShape: [4, 2], runner });
    const [plusOne, sums] = await compiled.run(Float32Array.of(1, 2, 3, 4));
    expect([...plusOne.data]).toEqual([2, 3, 4, 5]);
    expect(plusOne.shape).toEqual([2, 2]);
    expect([...sums.data]).toEqual([3, 7]);
    await compiled.dispose();
  });

  it('keeps the weights of the moment of the call', async () => {
    const w = tensor([10, 20]);
    const compiling = compile((x) => mul(x, w), { inputShape: [1, 2], runner });
    w.dispose();
    const compiled = await compiling;
    expect([...(await compiled.run(Float32Array.of(1, 2))).data]).toEqual([10, 40]);
    await compiled.dispose();
  });

  it('leaves no tensors behind and the device as it was', async () => {
    const w = tensor([1, 2]);
    const before = numTensors();
    const compiled = await compile((x) => relu(mul(x, w)), { inputShape: [1, 2], runner });
    await compiled.run(Float32Array.of(1, -1));
    expect(numTensors()).toBe(before);
    const y = add(w, 1);
    expect([...(await read(y))]).toEqual([2, 3]);
    dispose([y, w]);
    await compiled.dispose();
  });

  it('runs what is asked for at once one after another, and disposes after that', async () => {
    const compiled = await compile((x) => add(x, 1), { inputShape: [1, 1], runner });
    const before = runner.released;
    const runs = [1, 2, 3].map((value) => compiled.run(Float32Array.of(value)));
    const disposed = compiled.dispose();
    expect((await Promise.all(runs)).map(({ data }) => data[0])).toEqual([2, 3, 4]);
    await disposed;
    await compiled.dispose();
    expect(runner.released - before).toBe(1);
    await expect(compiled.run(Float32Array.of(1))).rejects.toThrow(DisposedError);
  });

  it('says what is wrong with images, and goes on after that', async () => {
    const compiled = await compile((x) => add(x, 1), { inputShape: [1, 2], runner });
    const [wrong, whole, text] = [
      tensor([1, 2, 3], [1, 3]),
      tensor(Int32Array.of(1, 2), [1, 2], 'int32'),
      new Float32Array(3),
    ];
    await expect(compiled.run(wrong)).rejects.toThrow('run: the images have shape [1,3], expected [N, 2]');
    await expect(compiled.run(whole)).rejects.toThrow(DTypeError);
    await expect(compiled.run(text)).rejects.toThrow(
      /3 values, expected those of one or more images, float32 \[N, 2\]/,
    );
    await expect(compiled.run(new Float32Array(0))).rejects.toThrow(ShapeError);
    expect([...(await compiled.run(Float32Array.of(1, 2))).data]).toEqual([2, 3]);
    dispose([wrong, whole]);
    await compiled.dispose();
  });

  it.each([
    [{ inputShape: [] }, /inputShape is \[\]/],
    [{ inputShape: [1, 2.5] }, /inputShape is \[1,2.5\]/],
    [{ inputShape: [0, 2] }, /whole numbers above 0/],
    [{ inputShape: [1, 2], maxGraphs: 0 }, /maxGraphs is 0/],
  ])('refuses %j', async (options, message) => {
    const compiling = compile((x) => add(x, 1), { ...options, runner });
    await expect(compiling).rejects.toThrow(OptionError);
    await expect(compiling).rejects.toThrow(message);
  });

  it('names the runtime that refuses the graph', async () => {
    const refusing = Object.assign(new PlainRunner(), {
      name: 'stub',
      compile: () => Promise.reject(new UnsupportedError('no')),
    });
    await expect(compile((x) => add(x, 1), { inputShape: [1, 2], runner: refusing })).rejects.toThrow(
      /compile: stub refuses the graph: .*no/,
    );
  });
});

describe('a forward pass that is another one for each batch size', () => {
  /** x / N: the size is a number of the graph. */
  const share = (x: Tensor): Tensor => mul(x, 1 / x.shape[0]!);

  /** (x + 1) * relu(x), or the product of one of them with itself. */
  const crossed = (x: Tensor, both: boolean): Tensor => {
    const [a, b] = [add(x, 1), relu(x)];
    return sub(mul(a, both ? b : a), b);
  };

  it('gets a graph for each size, the least recently used one goes', async () => {
    const before = { compiled: runner.compiled, released: runner.released };
    const compiled = await compile(share, { inputShape: [1, 1], runner, maxGraphs: 2 });
    expect(compiled.dynamicBatch).toBe(false);
    expect(compiled.reason).toMatch(/a constant of Mul 'Mul' depends on the batch size/);
    const sizes = [1, 2, 1, 4, 1, 2];
    for (const size of sizes) {
      const { data } = await compiled.run(new Float32Array(size).fill(8));
      expect([...data]).toEqual(Array.from({ length: size }, () => 8 / size));
    }
    // 1 at once, 2, 4 (2 goes), 2 again (4 goes).
    expect(runner.compiled - before.compiled).toBe(4);
    expect(runner.released - before.released).toBe(2);
    await compiled.dispose();
    expect(runner.released - before.released).toBe(4);
  });

  it.each([
    [
      'another number of operations',
      (x: Tensor) => (x.shape[0] === 1009 ? add(x, 1) : add(add(x, 1), 1)),
      /number of operations/,
    ],
    ['another operation', (x: Tensor) => (x.shape[0] === 1009 ? relu(x) : mul(x, 2)), /Relu 'Relu'/],
    [
      'other attributes',
      (x: Tensor) => leakyRelu(x, { negativeSlope: x.shape[0] === 1009 ? 0.1 : 0.2 }),
      /LeakyRelu 'LeakyRelu'/,
    ],
    [
      'numbers made in JavaScript',
      (x: Tensor) => add(x, tensor(new Float32Array(2 * x.shape[0]!), [x.shape[0]!, 2])),
      /constant of Add/,
    ],
    ['a size that grows with the square', (x: Tensor) => tile(x, { reps: [x.shape[0]!, 1] }), /cannot express/],
    ['other wiring', (x: Tensor) => crossed(x, x.shape[0] === 1009), /what Mul 'Mul' reads/],
  ])('for %s', async (_, forward, reason) => {
    const compiled = await compile(forward, { inputShape: [3, 2], runner });
    expect(compiled.reason).toMatch(reason);
    const x = tensor(numbers(6, 1), [3, 2]);
    const own = scope(() => forward(x));
    expect([...(await compiled.run(x)).data]).toEqual([...(await read(own))]);
    dispose([x, own]);
    await compiled.dispose();
  });

  it.each([
    ['means over the batch', (x: Tensor) => mean(x, { axis: 0 }), [2]],
    ['a shape with the batch twice', (x: Tensor) => reshape(x, [1, x.shape[0]!, 2]), [1, 3, 2]],
    ['the batch and something folded together', (x: Tensor) => reshape(x, [2 * x.shape[0]!]), [6]],
    ['an even repetition', (x: Tensor) => tile(x, { reps: [2, 1] }), [6, 2]],
  ])('not for %s', async (_, forward, shape) => {
    const compiled = await compile(forward, { inputShape: [1, 2], runner });
    expect(compiled.reason).toBeUndefined();
    const x = tensor(numbers(6, 1), [3, 2]);
    const own = scope(() => forward(x));
    const result = await compiled.run(x);
    expect(result.shape).toEqual(shape);
    expect([...result.data]).toEqual([...(await read(own))]);
    dispose([x, own]);
    await compiled.dispose();
  });
});
