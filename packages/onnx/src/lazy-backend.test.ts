import { DTypeError } from '@cv/tensor/errors';
import {
  add,
  complex,
  engine,
  fill,
  memory,
  mul,
  neg,
  profile,
  reshape,
  square,
  sum,
  type Tensor,
  tensor,
  tidy,
  time,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernel, openTestBackend } from './testing.ts';

type Opened = Awaited<ReturnType<typeof openTestBackend>>;
let device: Opened;
beforeAll(async () => {
  device = await openTestBackend(4);
});
afterAll(async () => {
  await device.unregister();
});

/** sum((x + 1)^2), a fresh graph of three kernels. */
const program = (x: Tensor): Tensor => tidy(() => sum(square(add(x, fill([], 1)))));

describe('LazyBackend', () => {
  it('computes nothing until a value is read, then everything in one run', async () => {
    const { runs } = device.backend.statistics;
    const x = tensor([1, 2, 3]);
    const [a, b] = [program(x), neg(x)];
    expect(device.backend.statistics.runs).toBe(runs);
    expect(await a.data()).toEqual(Float32Array.of(29));
    expect(device.backend.statistics.runs).toBe(runs + 1);
    expect(await b.data()).toEqual(Float32Array.of(-1, -2, -3));
    expect(device.backend.statistics.runs).toBe(runs + 1);
    for (const t of [x, a, b]) t.dispose();
  });

  it('describes the graph that it compiled last', async () => {
    const x = tensor([1, 2, 3, 4, 5]);
    const y = program(x);
    await y.data();
    const { operators, activationTransposes, reorders } = device.backend.lastGraph!;
    expect({ operators, activationTransposes, reorders }).toEqual({
      operators: { Add: 1, Mul: 1, ReduceSum: 1 },
      activationTransposes: 0,
      reorders: 0,
    });
    for (const t of [x, y]) t.dispose();
  });

  it('compiles a structure once, whatever the data', async () => {
    const before = device.backend.statistics;
    for (const start of [1, 2, 3]) {
      const x = tensor([start, start, start, start]);
      const y = program(x);
      expect(await y.data()).toEqual(Float32Array.of(4 * (start + 1) ** 2));
      x.dispose();
      y.dispose();
    }
    expect(device.backend.statistics.compiles - before.compiles).toBe(1);
    expect(device.backend.statistics.hits - before.hits).toBe(2);
  });

  it('tells apart equal kernels with other constants, wiring, shapes and types', async () => {
    const [a, b] = [tensor([5, 6]), tensor([1, 2])];
    const read = async (t: Tensor): Promise<number[]> => [...(await t.data())];
    expect(await read(kernel('Sub', { a, b }))).toEqual([4, 4]);
    expect(await read(kernel('Sub', { a: b, b: a }))).toEqual([-4, -4]);
    expect(await read(kernel('Sub', { a, b: a }))).toEqual([0, 0]);
    expect(await read(mul(a, fill([], 2)))).toEqual([10, 12]);
    expect(await read(mul(a, fill([], -0)))).toEqual([-0, -0]);
    expect(await read(mul(a, fill([], 0)))).toEqual([0, 0]);
    const integers = tensor([5, 6], [2], 'int32');
    expect(await read(kernel('Sub', { a: integers, b: integers }))).toEqual([0, 0]);
  });

  it('releases the least recently used graph when the cache is full, and counts it', async () => {
    const before = { ...device.backend.statistics, released: device.runner.released };
    for (let size = 10; size < 20; size++) {
      const x = add(fill([size], 1), fill([size], 1));
      expect((await x.data())[size - 1]).toBe(2);
      x.dispose();
    }
    const after = device.backend.statistics;
    expect(after.cachedGraphs).toBe(4);
    expect(after.compiles - before.compiles).toBe(10);
    expect(device.runner.released - before.released).toBe(after.evictions - before.evictions);
    expect(after.evictions - before.evictions).toBeGreaterThanOrEqual(6);
  });

  it('serves overlapping reads, with work recorded and values disposed meanwhile', async () => {
    const x = tensor([1, 2]);
    const a = square(x);
    const b = neg(a);
    const gone = add(a, b);
    const first = a.data();
    const second = b.data();
    const c = add(a, b);
    gone.dispose();
    x.dispose();
    const third = c.data();
    expect([...(await third)]).toEqual([0, 0]);
    expect([...(await first)]).toEqual([1, 4]);
    expect([...(await second)]).toEqual([-1, -4]);
    for (const t of [a, b, c]) t.dispose();
  });

  it('copies what it is given, so that a reused buffer changes nothing', async () => {
    const buffer = Float32Array.of(1, 2);
    const y = neg(tensor(buffer));
    buffer.fill(9);
    expect([...(await y.data())]).toEqual([-1, -2]);
  });

  it('keeps data alive as long as one reshaped handle lives', async () => {
    const x = tensor([1, 2, 3, 4]);
    const y = reshape(square(x), [2, 2]);
    x.dispose();
    const z = reshape(y, [4, 1]);
    y.dispose();
    expect(z.shape).toEqual([4, 1]);
    expect([...(await z.data())]).toEqual([1, 4, 9, 16]);
    z.dispose();
  });

  it('is exact about tensors and data handles', async () => {
    const tensors = memory().numTensors;
    const handles = device.backend.numDataIds();
    const x = tensor([1, 2]);
    const y = tidy(() => neg(square(x)));
    expect(memory().numTensors).toBe(tensors + 2);
    await y.data();
    x.dispose();
    y.dispose();
    expect(memory().numTensors).toBe(tensors);
    expect(device.backend.numDataIds()).toBe(handles);
  });

  it('does not let a failing operation take other values with it', async () => {
    const x = tensor([1, 2]);
    const good = neg(x);
    // An invalid graph: indices out of range are only seen by the runtime.
    const bad = kernel('GatherV2', { x, indices: tensor([7], [1], 'int32') }, { axis: 0, batchDims: 0 });
    await expect(bad.data()).rejects.toThrow(/indices/);
    expect([...(await good.data())]).toEqual([-1, -2]);
    await expect(bad.data()).rejects.toThrow(/indices/);
    bad.dispose();
    expect([...(await square(x).data())]).toEqual([1, 4]);
  });

  it('refuses a synchronous read of what has not run, and allows it afterwards', async () => {
    const y = neg(tensor([3]));
    expect(() => y.dataSync()).toThrow(/await read/);
    await y.data();
    expect([...y.dataSync()]).toEqual([-3]);
  });

  it('refuses strings and complex numbers by name', () => {
    expect(() => tensor(['a'])).toThrow(/float32, int32 or bool, received string/);
    expect(() => complex([1], [2])).toThrow(/float32, int32 or bool, received complex64/);
    expect(() => complex([1], [2])).toThrow(DTypeError);
  });

  it('forgets operations that nobody needs, even when nothing is ever read', () => {
    const x = tensor([1, 2]);
    for (let i = 0; i < 50_000; i++) neg(x).dispose();
    expect(device.backend.waitingOperations).toBeLessThan(25_000);
    x.dispose();
  });

  it('times what a function records, and lets tfjs profile it', async () => {
    const x = tensor([1, 2]);
    await device.backend.sync();
    const { kernelMs } = await time(() => square(x).dispose());
    // Nobody could read the result any more, so there was nothing to run.
    expect(kernelMs).toBe(0);
    const made: Tensor[] = [];
    const before = device.backend.statistics;
    const timing = await time(() => made.push(square(x)));
    const after = device.backend.statistics;
    expect(after.runs - before.runs).toBe(1);
    expect(timing.kernelMs).toBe(after.runMs - before.runMs);
    const { kernelNames, result } = await profile(() => square(x));
    expect(kernelNames).toEqual(['Square']);
    expect([...(await (result as Tensor).data())]).toEqual([1, 4]);
  });

  it('names a kernel that is missing', () => {
    expect(() => engine().runKernel('NoSuchKernel', {}, {})).toThrow(/NoSuchKernel/);
  });
});
