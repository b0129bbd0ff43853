import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodeModel, type RegisteredBackend, registerOnnxBackend } from '@cv/onnx';
import { WorkerError } from '@cv/onnx/remote';
import { add, dispose, matmul, read, square, sum, type Tensor, tensor, valueAndGrads } from '@cv/tensor';
import { DisposedError, OptionError, UnsupportedError } from '@cv/tensor/errors';
import { env, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadOrt } from './load-ort.ts';
import { localSessions } from './local-sessions.ts';
import { longChain } from './long-chain.test.helper.ts';
import { ortRunner } from './ort-runner.ts';
import { openWorkerSessions, type WorkerSessions } from './worker-sessions.ts';

const RUNNER = { threads: 1, provider: 'cpu' } as const;
const NAME = 'worker-test';

let sessions: WorkerSessions;
let device: RegisteredBackend;

async function start(entry?: URL): Promise<void> {
  sessions = await openWorkerSessions(entry);
  device = registerOnnxBackend(NAME, { runner: ortRunner(sessions, RUNNER) });
  env().set('PROD', true);
  await setBackend(NAME);
}

async function end(): Promise<void> {
  await device.unregister();
  await sessions.close();
}

/** What the worker says and what is counted here. */
async function held(): Promise<[number, number]> {
  return [await sessions.held(), sessions.memory().workerTensors!];
}

function identity(): Uint8Array {
  const value = { type: 'float32', shape: [1] } as const;
  return encodeModel({
    nodes: [{ op: 'Identity', domain: '', inputs: ['x'], outputs: ['y'], attributes: {} }],
    initializers: [],
    inputs: [{ name: 'x', ...value }],
    outputs: [{ name: 'y', ...value }],
  });
}

const zerosOf = (size: number): Tensor => tensor(new Float32Array(size * size), [size, size]);

describe('openWorkerSessions', () => {
  beforeEach(() => start());
  afterEach(end);

  it('keeps what a run made in the worker until its tensor is disposed', async () => {
    const [x, y] = [tensor([1, 2]), tensor([3, 4])];
    expect(await held()).toEqual([0, 0]);
    const [total, product] = [add(x, y), square(y)];
    expect(await read(total)).toEqual(Float32Array.of(4, 6));
    expect(await held()).toEqual([4, 4]);
    expect(await read(square(product))).toEqual(Float32Array.of(81, 256));
    expect(await held()).toEqual([5, 5]);
    dispose([x, total]);
    expect(await held()).toEqual([3, 3]);
    dispose([y, product]);
    expect(await held()).toEqual([1, 1]);
  });

  it('sends a tensor when it is first needed, and only then', async () => {
    const [used, unused] = [tensor([1, 2]), tensor([5])];
    for (let i = 0; i < 3; i++) {
      const y = add(used, i);
      await read(y);
      dispose(y);
    }
    expect(await held()).toEqual([1, 1]);
    // Not sent: still here.
    expect([...unused.dataSync()]).toEqual([5]);
    expect(() => used.dataSync()).toThrow(UnsupportedError);
    expect(await read(used)).toEqual(Float32Array.of(1, 2));
    expect([...used.dataSync()]).toEqual([1, 2]);
    dispose([used, unused]);
    expect(await held()).toEqual([0, 0]);
  });

  it('neither changes nor takes the memory of the caller', async () => {
    const values = Float32Array.of(1, 2, 3, 4);
    const shared = new Float32Array(new SharedArrayBuffer(16)).fill(2);
    const tensors = [tensor(values.subarray(1, 3)), tensor(shared), tensor(values)];
    const totals = tensors.map((t) => sum(t));
    expect(await Promise.all(totals.map(async (total) => (await read(total))[0]))).toEqual([5, 8, 10]);
    expect(values).toEqual(Float32Array.of(1, 2, 3, 4));
    dispose([...tensors, ...totals]);

    const graph = await sessions.create(identity(), {});
    for (const data of [values.subarray(2, 3), shared.subarray(0, 1)]) {
      const borrowed = sessions.tensor('float32', data, [1]);
      const { y } = await graph.run({ x: borrowed }, ['y'], ['y']);
      expect(y!.data).toEqual(Float32Array.from(data));
      expect(borrowed.data).toBe(data);
    }
    expect(values).toEqual(Float32Array.of(1, 2, 3, 4));
    await graph.release();
  });

  it('is memory-neutral over gradients, also when an operation is refused', async () => {
    const before = await held();
    for (let i = 0; i < 5; i++) {
      const x = tensor([1, 2, i]);
      const { value, grads } = valueAndGrads(() => sum(square(x)), [x]);
      await read(value);
      expect(() => valueAndGrads(() => sum(matmul(x, x)), [x])).toThrow(/rank 2/);
      dispose([x, value, ...grads]);
    }
    expect(await held()).toEqual(before);
  });

  it('answers reads that overlap, and those of tensors that are disposed meanwhile', async () => {
    const x = tensor([1, 2]);
    const first = square(x);
    const reading = read(first);
    const second = add(first, x);
    const readings = [reading, read(second), read(first), read(second)];
    dispose([x, first, second]);
    expect(await Promise.all(readings)).toEqual(
      [
        [1, 4],
        [2, 6],
        [1, 4],
        [2, 6],
      ].map((row) => Float32Array.from(row)),
    );
    expect(await held()).toEqual([0, 0]);
  });

  it('gives the errors that onnxruntime-node gives here', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const here = await localSessions(await loadOrt())
      .create(bytes, {})
      .catch((error: unknown) => error as Error);
    const there = await sessions.create(bytes, {}).catch((error: unknown) => error as Error);
    expect(there).toBeInstanceOf(Error);
    expect(there).toMatchObject({ name: (here as Error).name, message: (here as Error).message });
  });

  it('refuses tensors that are not its own', async () => {
    const other = await openWorkerSessions();
    const runner = ortRunner(sessions, RUNNER);
    const strangers = [ortRunner(other, RUNNER), ortRunner(localSessions(await loadOrt()), RUNNER)];
    for (const stranger of strangers) {
      const foreign = stranger.tensor('float32', Float32Array.of(1), [1]);
      const mixed = registerOnnxBackend('mixed', { runner: { ...runner, tensor: () => foreign } });
      await setBackend('mixed');
      await expect(read(square(tensor([1])))).rejects.toThrow(OptionError);
      await mixed.unregister();
    }
    await other.close();
  });

  it('lets go of what is collected without having been released', async () => {
    const x = tensor([1, 2]);
    await read(square(x));
    const before = await sessions.held();
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const graph = await sessions.create(identity(), {});
    for (let i = 0; i < 20; i++) await graph.run({ x: sessions.tensor('float32', Float32Array.of(i), [1]) }, ['y']);
    expect(await sessions.held()).toBe(before + 40);
    await expect
      .poll(async () => {
        collect();
        return await sessions.held();
      })
      .toBeLessThan(before + 10);
    await graph.release();
  });

  it('lets a run and its read end when the device is disposed during it', async () => {
    const x = zerosOf(200);
    const [first, second] = [longChain(x), square(x)];
    const reading = read(first);
    const waiting = read(square(second));
    removeBackend(NAME);
    const closed = device.backend.release().then(() => sessions.close());
    expect((await reading).length).toBe(200 * 200);
    await expect(waiting).rejects.toThrow(DisposedError);
    await closed;
    await expect(sessions.held()).rejects.toThrow(DisposedError);
    await start();
  });
});

describe('a worker that dies', () => {
  const entry = new URL('dying-worker.test.helper.ts', import.meta.url);
  afterEach(() => {
    delete process.env.CV_TEST_DEATH;
  });

  it.each([
    ['exit', /ended with exit code 7/],
    ['throw', /failed: out of luck/],
  ])('fails every pending read and every later one: %s', async (how, message) => {
    process.env.CV_TEST_DEATH = how;
    await start(entry);
    const [x, y] = [tensor([1, 2]), tensor([3, 4])];
    expect(await read(square(x))).toEqual(Float32Array.of(1, 4));
    const readings = await Promise.allSettled([read(add(x, y)), read(add(y, y)), read(square(y))]);
    for (const reading of readings) {
      expect(reading).toMatchObject({ status: 'rejected', reason: expect.any(WorkerError) });
      expect(String((reading as PromiseRejectedResult).reason)).toMatch(message);
    }
    await expect(read(square(x))).rejects.toThrow(WorkerError);
    await end();
  });

  it('that does not start is told at once', async () => {
    const missing = new URL('no-such-worker.js', import.meta.url);
    await expect(openWorkerSessions(missing)).rejects.toThrow(/its worker failed: Cannot find module .*no-such-worker/);
  });
});
