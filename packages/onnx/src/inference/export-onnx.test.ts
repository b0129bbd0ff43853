import '@tensorflow/tfjs-backend-cpu';
import { add, cast, mul, range, relu, type Tensor, tensor } from '@cv/tensor';
import { OptionError, UnsupportedError, WeightsError } from '@cv/tensor/errors';
import { engine, env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { kernelOutputs } from '../testing.ts';
import { BatchDependence } from './batch-dependence.ts';
import { exportOnnx } from './export-onnx.ts';
import { GraphRecorder } from './graph-recorder.ts';
import { ConvNet } from './testing/conv-net.ts';
import { Apply } from './testing/tree.ts';

beforeAll(async () => {
  env().set('PROD', true);
  await setBackend('cpu');
});

async function run(bytes: Uint8Array, values: readonly number[], shape: readonly number[]): Promise<ort.Tensor> {
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 4 });
  const results = await session.run({ input: new ort.Tensor('float32', Float32Array.from(values), shape) });
  await session.release();
  return results.output!;
}

describe('exportOnnx', () => {
  it('names weights by the state of the model, in its layout, and nodes by its modules', async () => {
    const model = new ConvNet();
    const { graph } = await new GraphRecorder('test', model, { inputShape: [1, 12, 10, 3] }).anyBatch();
    const shapes = Object.fromEntries(graph.initializers.map(({ name, shape }) => [name, shape]));
    expect(Object.keys(shapes)).toEqual(expect.arrayContaining(model.namedState().map(([name]) => name)));
    expect(shapes).toMatchObject({
      'stem.weight': [8, 3, 3, 3],
      'block.conv2.weight': [8, 4, 3, 3],
      'depthwise.weight': [8, 1, 3, 3],
      'depthwise.bias': [8],
      'norm.running_var': [8],
      'fc.weight': [5, 12],
    });
    const nodes = graph.nodes.map(({ name }) => name);
    expect(nodes).toEqual(
      expect.arrayContaining([
        'stem/Conv',
        'norm/BatchNormalization',
        'block.conv1/Conv',
        'block/Add',
        'block/Relu',
        'Relu',
        'fc/Gemm',
      ]),
    );
    expect(new Set(nodes).size).toBe(nodes.length);
    expect(graph.inputs).toEqual([{ name: 'input', type: 'float32', shape: ['N', 12, 10, 3] }]);
    expect(graph.outputs).toEqual([
      { name: 'logits', type: 'float32', shape: ['N', 5] },
      { name: 'features', type: 'float32', shape: ['N', 12] },
    ]);
    model.dispose();
  });

  it('names a weight that is called as the input or the output is, or that has no name, differently', async () => {
    const model = new Apply((x) => add(mul(x, model.weights.input!), model.weights.output!));
    for (const [name, value] of [
      ['input', 2],
      ['output', 3],
    ] as const)
      model.weights[name] = tensor([value]);
    expect([
      ...((await run(await exportOnnx(model, { inputShape: [1, 1] }), [5], [1, 1])).data as Float32Array),
    ]).toEqual([13]);
    const { graph } = await new GraphRecorder('test', (x) => model.forward(x), { inputShape: [1, 1] }).anyBatch();
    expect(graph.initializers.map(({ name }) => name)).toEqual(['weight_0', 'weight_1']);
    model.dispose();
  });

  it('leaves the batch open, or fixes it', async () => {
    const options = { inputShape: [2, 3] };
    const forward = (x: Tensor): Tensor => relu(x);
    const open = await ort.InferenceSession.create(await exportOnnx(forward, options));
    expect(open.inputMetadata[0]).toMatchObject({ shape: ['N', 3] });
    expect(open.outputMetadata[0]).toMatchObject({ name: 'output', shape: ['N', 3] });
    const fixed = await ort.InferenceSession.create(await exportOnnx(forward, { ...options, dynamicBatch: false }));
    expect(fixed.inputMetadata[0]).toMatchObject({ shape: [2, 3] });
  });

  it('says when there is no graph for every batch size, and writes the one for one size', async () => {
    const share = (x: Tensor): Tensor => mul(x, 1 / x.shape[0]!);
    const exporting = exportOnnx(share, { inputShape: [4, 1] });
    await expect(exporting).rejects.toThrow(BatchDependence);
    await expect(exporting).rejects.toThrow(/exportOnnx: .*depends on the batch size; export for one batch size/);
    const bytes = await exportOnnx(share, { inputShape: [4, 1], dynamicBatch: false });
    expect([...((await run(bytes, [4, 8, 12, 16], [4, 1])).data as Float32Array)]).toEqual([1, 2, 3, 4]);
  });

  it('computes in float16 between float32 ends', async () => {
    const w = tensor([1 / 3]);
    const bytes = await exportOnnx((x) => mul(x, w), { inputShape: [1, 1], dtype: 'float16' });
    w.dispose();
    const { data, type } = await run(bytes, [1], [1, 1]);
    expect(type).toBe('float32');
    // The float16 nearest to 1/3.
    expect([...(data as Float32Array)]).toEqual([0.333251953125]);
  });

  it('keeps in float16 what float16 cannot do or need not', async () => {
    const forward = (x: Tensor): Tensor =>
      add(
        add(mul(x, range(0, 2, { dtype: 'float32' })), cast(cast(x, 'int32'), 'float32')),
        add(cast(range(0, 2, { dtype: 'int32' }), 'float32'), 1e-12),
      );
    const bytes = await exportOnnx(forward, { inputShape: [1, 2], dtype: 'float16' });
    const { data } = await run(bytes, [2.5, 3.5], [1, 2]);
    expect([...(data as Float32Array)]).toEqual([2, 7.5]);
  });

  it('refuses a weight that float16 cannot hold', async () => {
    const w = tensor([1, 70_000]);
    const exporting = exportOnnx((x) => mul(x, w), { inputShape: [1, 2], dtype: 'float16' });
    await expect(exporting).rejects.toThrow(WeightsError);
    await expect(exporting).rejects.toThrow(/'weight_0' holds 70000, which float16 cannot/);
    w.dispose();
  });

  it('writes the metadata: text as it is, all else as JSON, nothing for undefined', async () => {
    const metadata = { licence: 'MIT', labels: ['cat', 'dog'], size: 3, none: undefined };
    const bytes = Buffer.from(await exportOnnx((x) => relu(x), { inputShape: [1], metadata }));
    for (const text of ['licence', 'MIT', 'labels', '["cat","dog"]', 'size'])
      expect(bytes.includes(text), text).toBe(true);
    expect(bytes.includes('none')).toBe(false);
  });

  it.each([
    [{ opset: 17 }, /opset is 17, expected one of 18, 19, 20, 21, 22/],
    [{ opset: 99 }, /opset is 99/],
    [{ dtype: 'float64' as 'float32' }, /dtype is 'float64'/],
    [{ inputShape: [1, -1] }, /inputShape is \[1,-1\]/],
  ])('refuses %j', async (options, message) => {
    const exporting = exportOnnx((x) => relu(x), { inputShape: [1, 2], ...options });
    await expect(exporting).rejects.toThrow(OptionError);
    await expect(exporting).rejects.toThrow(message);
  });

  it('refuses operators outside the standard', async () => {
    const gradient = (x: Tensor): Tensor =>
      kernelOutputs(
        'CvAttentionGrad',
        { dy: x, query: x, key: x, value: x, probs: x },
        { scale: 1, causal: false },
      )[0]!;
    const exporting = exportOnnx(gradient, { inputShape: [1, 2, 3, 3] });
    await expect(exporting).rejects.toThrow(UnsupportedError);
    await expect(exporting).rejects.toThrow(
      /outside the ONNX standard: com\.microsoft:FusedMatMul; export a prediction/,
    );
  });

  it('says when no device is active', async () => {
    const forward = (x: Tensor): Tensor => relu(x);
    const { backendName, registryFactory } = engine();
    const factories = { ...registryFactory };
    for (const name of Object.keys(factories)) removeBackend(name);
    try {
      const exporting = exportOnnx(forward, { inputShape: [1] });
      await expect(exporting).rejects.toThrow(UnsupportedError);
      await expect(exporting).rejects.toThrow(/no device is active; open one first/);
    } finally {
      for (const [name, { factory, priority }] of Object.entries(factories)) registerBackend(name, factory, priority);
      await setBackend(backendName);
    }
    expect(await exportOnnx(forward, { inputShape: [1] })).toBeInstanceOf(Uint8Array);
  });
});
