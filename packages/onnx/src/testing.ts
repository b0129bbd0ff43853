import { engine, env, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import type { ProductPrecision } from './graph-builder.ts';
import type { CompiledGraph, GraphRunner } from './graph-runner.ts';
import { probeBlockSize } from './probe-block-size.ts';
import { type RegisteredBackend, registerOnnxBackend } from './register-onnx-backend.ts';

/** The plainest runner: onnxruntime-node as it is. Counts what it compiles and releases. */
export class PlainRunner implements GraphRunner {
  readonly name = 'onnxruntime-node';
  compiled = 0;
  released = 0;
  lastModel: Uint8Array = new Uint8Array();

  async compile(model: Uint8Array): Promise<CompiledGraph> {
    this.lastModel = model;
    const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 4 });
    this.compiled++;
    return {
      run: (feeds, fetches) => session.run(feeds as Record<string, ort.Tensor>, fetches),
      release: async () => {
        this.released++;
        await session.release();
      },
    };
  }

  tensor(
    dtype: 'float32' | 'int32' | 'bool',
    data: Float32Array | Int32Array | Uint8Array,
    shape: readonly number[],
  ): ort.Tensor {
    return new ort.Tensor(dtype, data as Float32Array, shape);
  }
}

let count = 0;

/** Registers and activates a fresh lazy backend for one test file. */
export async function openTestBackend(
  maxGraphs = 64,
  { blocked = true, precision = 'float32' }: { blocked?: boolean; precision?: ProductPrecision } = {},
): Promise<RegisteredBackend & { runner: PlainRunner; name: string }> {
  env().set('PROD', true);
  const runner = new PlainRunner();
  const name = `onnx-test-${count++}`;
  const registered = registerOnnxBackend(name, {
    runner,
    maxGraphs,
    blockSize: blocked ? await probeBlockSize(runner) : 0,
    precision,
  });
  runner.compiled = 0;
  runner.released = 0;
  await setBackend(name);
  return { ...registered, runner, name };
}

/** Calls one kernel of the active backend. */
export function kernel(name: string, inputs: Record<string, Tensor>, attributes: Record<string, unknown> = {}): Tensor {
  const result: unknown = engine().runKernel(name, inputs, attributes as never);
  return (Array.isArray(result) ? result[0] : result) as Tensor;
}
