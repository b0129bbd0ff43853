import { fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { activeDevice, add, type Device, dispose, read, tensor } from '@cv/tensor';
import { runConformance } from '@cv/tensor/conformance';
import { afterEach, describe, expect, it } from 'vitest';
import { openDevice } from '../devices/open-device.ts';
import { LeNet } from './lenet.test.helper.ts';
import { longChain } from './long-chain.test.helper.ts';

const WORKER = { worker: true, threads: 1 };

afterEach(async () => {
  await activeDevice()?.dispose();
});

/** Losses and parameters of three training steps, as bits. */
async function train(): Promise<{ losses: number[]; parameters: Uint32Array[] }> {
  const net = new LeNet();
  const losses: number[] = [];
  for (let step = 0; step < 3; step++) losses.push(await net.step());
  const parameters = await Promise.all(
    net.parameters.map(async (t) => new Uint32Array((await read(t)).slice().buffer)),
  );
  net.dispose();
  return { losses, parameters };
}

/** How often this thread got a turn while a long program ran. */
async function turnsDuringRun(): Promise<number> {
  const x = tensor(new Float32Array(300 * 300), [300, 300]);
  const warm = longChain(x);
  await read(warm);
  const chain = longChain(x);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await read(chain);
  clearInterval(timer);
  dispose([x, warm, chain]);
  return turns;
}

describe("openDevice('onnxruntime', { worker: true })", () => {
  it('gives the numbers of the device without a worker, bit for bit', async () => {
    const here = await openDevice('onnxruntime', { threads: 1 });
    const expected = await train();
    await here.dispose();
    const there = await openDevice('onnxruntime', WORKER);
    expect(there.description).toMatch(/^onnxruntime-node [\d.]+, cpu in a worker, 1 thread$/);
    expect(await train()).toEqual(expected);
    expect(expected.losses[2]).toBeLessThan(expected.losses[0]!);
    expect(there.memory()).toMatchObject({ tensors: 0, workerTensors: 0 });
  });

  it('leaves this thread free during a run', async () => {
    const here = await openDevice('onnxruntime', { threads: 1 });
    // It only gets to the timer before and after.
    expect(await turnsDuringRun()).toBeLessThan(10);
    await here.dispose();
    await openDevice('onnxruntime', WORKER);
    expect(await turnsDuringRun()).toBeGreaterThan(50);
  });

  it('passes the conformance kit', { timeout: 300_000 }, async () => {
    const device = await openDevice('onnxruntime', WORKER);
    const { results, failures } = await runConformance(device);
    expect(failures).toEqual([]);
    expect(results.length).toBeGreaterThan(1000);
    expect(device.memory().workerTensors).toBe(0);
  });

  it('opens once, and again after disposal, even at the same time', async () => {
    const [a, b] = await Promise.all([openDevice('onnxruntime', WORKER), openDevice('onnxruntime', WORKER)]);
    expect(a).toBe(b);
    expect(await openDevice('onnxruntime')).toBe(a);
    await expect(openDevice('onnxruntime', { worker: false })).rejects.toThrow(
      /open with worker true, asked for with worker false; dispose it first/,
    );
    const closed = a.dispose();
    const next: Device = await openDevice('onnxruntime', { threads: 1 });
    await closed;
    expect(next.description).not.toMatch(/worker/);
    await a.dispose();
    expect(await openDevice('onnxruntime')).toBe(next);
    expect(await read(add(tensor([1]), 2))).toEqual(Float32Array.of(3));
  });

  it('is an option of onnxruntime alone', async () => {
    await expect(openDevice('cpu', { worker: true })).rejects.toThrow(/'cpu' has no option worker; 'onnxruntime' has/);
    expect((await openDevice('cpu', { worker: false })).name).toBe('cpu');
    expect((await openDevice('auto', WORKER)).description).toMatch(/in a worker/);
  });
});

describe('a program with such a device', () => {
  const program = new URL('exit.test.helper.ts', import.meta.url);

  /** Runs the program in a process of its own, on the sources as this one. */
  async function run(end: string): Promise<{ code: number | null; signal: string | null; out: string; err: string }> {
    const child = fork(program, [end], { silent: true });
    const [out, err] = [child.stdout!, child.stderr!].map((stream) => text(stream));
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return { code, signal, out: await out!, err: await err! };
  }

  it.each(['idle', 'pending', 'dispose'])('ends by itself: %s', async (end) => {
    expect(await run(end)).toEqual({ code: 0, signal: null, out: end === 'pending' ? '90000' : '', err: '' });
  });

  it.each(['exit during a run', 'exit while it opens'])('ends when it wants to: %s', async (end) => {
    expect(await run(end)).toEqual({ code: 3, signal: null, out: '', err: '' });
  });

  it('ends of its own error', async () => {
    const { code, signal, err } = await run('throw during a run');
    expect({ code, signal }).toEqual({ code: 1, signal: null });
    expect(err).toMatch(/RangeError: of the program/);
    expect(err).not.toMatch(/Napi|terminate/);
  });
});
