import {
  batchNorm,
  conv2d,
  dispose,
  matmul,
  maxPool2d,
  read,
  relu,
  reshape,
  softmaxCrossEntropy,
  tensor,
  valueAndGrads,
} from '@cv/tensor';
import { setBackend } from '@tensorflow/tfjs-core';
import { afterAll, expect, it } from 'vitest';
import type { GraphRunner } from '../graph-runner.ts';
import type { KernelProgram } from '../kernel-program.ts';
import { type RegisteredBackend, registerOnnxBackend } from '../register-onnx-backend.ts';
import type { Session } from '../sessions.ts';
import { openTestBackend, PlainRunner } from '../testing.ts';
import { programSessions } from './program-sessions.ts';

const runner = new PlainRunner();
const programs: KernelProgram[] = [];

const sessions = programSessions<undefined>({
  async create(model): Promise<Session> {
    const graph = await runner.compile(model);
    return { inputNames: [], outputNames: [], ...graph };
  },
  tensor: (dtype, data, shape) => runner.tensor(dtype, data, shape),
});

/** As if the calls went to another thread. */
const remote: GraphRunner = {
  name: 'remote',
  compile: () => Promise.reject(new RangeError('asked for a model')),
  replay: (program) => {
    programs.push(structuredClone(program));
    return sessions.create(structuredClone(program), undefined);
  },
  tensor: (dtype, data, shape) => runner.tensor(dtype, data, shape),
};

const opened: RegisteredBackend[] = [];

afterAll(async () => {
  for (const { unregister } of opened) await unregister();
});

/** A training step's worth of kernels, with reshapes and optional inputs among them. */
async function step(): Promise<number[]> {
  const x = tensor(
    Float32Array.from({ length: 2 * 6 * 6 }, (_, i) => Math.sin(i)),
    [2, 6, 6, 1],
  );
  const filter = tensor(
    Float32Array.from({ length: 18 }, (_, i) => Math.cos(i)),
    [3, 3, 1, 2],
  );
  const weight = tensor(
    Float32Array.from({ length: 24 }, (_, i) => Math.sin(3 * i)),
    [8, 3],
  );
  const [one, zero] = [tensor([1, 1]), tensor([0, 0])];
  const labels = tensor(Int32Array.of(0, 2));
  const { value, grads } = valueAndGrads(() => {
    const normed = batchNorm(conv2d(x, filter), { mean: zero, variance: one, scale: one, offset: zero });
    const pooled = maxPool2d(relu(normed), { kernelSize: 2, stride: 2 });
    return softmaxCrossEntropy(matmul(reshape(pooled, [2, 8]), weight), labels);
  }, [filter, weight]);
  const numbers = [...(await read(value)), ...(await read(grads[0]!)), ...(await read(grads[1]!))];
  dispose([x, filter, weight, one, zero, labels, value, ...grads]);
  return numbers;
}

it('builds the same graph as where the calls were recorded', async () => {
  const here = await openTestBackend(64, { blocked: false });
  opened.push(here);
  const expected = await step();
  opened.push(registerOnnxBackend('onnx-test-remote', { runner: remote }));
  await setBackend('onnx-test-remote');
  expect(await step()).toEqual(expected);
  expect(programs).toHaveLength(1);
  expect(runner.lastModel).toEqual(here.runner.lastModel);
});

it('repeats a program without building it again', async () => {
  const before = runner.compiled;
  await step();
  expect(runner.compiled).toBe(before);
  expect(programs[0]!.calls.map(({ kernel }) => kernel)).toContain('MaxPool');
});
