import '@tensorflow/tfjs-backend-cpu';
import { add, keep, mul, numTensors, read, relu, reshape, scope, type Tensor, tensor } from '@cv/tensor';
import { DTypeError, OptionError, UnsupportedError } from '@cv/tensor/errors';
import { engine, env, setBackend } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConvNet } from './testing/conv-net.ts';
import { trace } from './trace.ts';

beforeEach(async () => {
  env().set('PROD', true);
  await setBackend('cpu');
});

const kernels = ({ program }: ReturnType<typeof trace>): string[] => program.operations.map(({ rule }) => rule.kernel);

describe('trace', () => {
  it('records a forward pass of any device without computing it or moving its tensors', async () => {
    const w = tensor([1, 2]);
    const before = { tensors: numTensors(), backends: engine().backendNames() };
    const recorded = trace((x) => relu(mul(x, w)), [5, 2]);
    expect(kernels(recorded)).toEqual(['Multiply', 'Relu']);
    expect(recorded.program.roots.map(({ shape }) => shape)).toEqual([[5, 2]]);
    expect([...recorded.leaves.values()]).toEqual([{ tensor: expect.objectContaining({ dataId: w.dataId }) }]);
    expect(engine().backendName).toBe('cpu');
    expect({ tensors: numTensors(), backends: engine().backendNames() }).toEqual(before);
    expect([...(await read(w))]).toEqual([1, 2]);
    w.dispose();
  });

  it('leaves out what the outputs do not need', () => {
    const recorded = trace(
      (x) => {
        relu(x);
        return add(x, 1);
      },
      [1],
    );
    expect(kernels(recorded)).toEqual(['Add']);
  });

  it('says in which module an operation was recorded', () => {
    const model = new ConvNet();
    const { scopes, program } = trace(model, [2, 12, 10, 3]);
    const named = program.operations.map((operation) => `${scopes.get(operation)}: ${operation.rule.kernel}`);
    expect(named.slice(0, 6)).toEqual([
      'stem: CvConv2D',
      'norm: FusedBatchNorm',
      ': Relu',
      ': MaxPool',
      'block.conv1: CvConv2D',
      'block.bn1: FusedBatchNorm',
    ]);
    expect(named).toContain('block: Add');
    model.dispose();
  });

  it('restores the device when the pass throws', () => {
    const failing = (): Tensor => {
      throw new OptionError('stop');
    };
    const before = numTensors();
    expect(() => trace(failing, [1])).toThrow('stop');
    expect(engine().backendName).toBe('cpu');
    expect(engine().backendNames()).not.toContain('cv-trace');
    expect(numTensors()).toBe(before);
    expect(kernels(trace((x) => add(x, 1), [1]))).toEqual(['Add']);
  });

  it('gives a weight that is made when first needed to the device', async () => {
    let late: Tensor | undefined;
    const forward = (x: Tensor): Tensor => {
      late ??= keep(tensor([3, 4]));
      return mul(x, late);
    };
    const first = trace(forward, [1, 2]);
    expect([...first.leaves.values()]).toEqual([{ data: Float32Array.of(3, 4) }]);
    expect([...(await read(late!))]).toEqual([3, 4]);
    const product = scope(() => forward(tensor([[1, 2]])));
    expect([...(await read(product))]).toEqual([3, 8]);
    product.dispose();
    expect([...trace(forward, [1, 2]).leaves.values()]).toEqual([{ tensor: expect.anything() }]);
    late!.dispose();
  });

  it('refuses to lose a computed value that the pass keeps', () => {
    const before = numTensors();
    let kept: Tensor | undefined;
    const keeping = (x: Tensor): Tensor => {
      kept = keep(add(x, 1));
      return relu(kept);
    };
    expect(() => trace(keeping, [1])).toThrow(/keeps 1 computed tensor/);
    kept!.dispose();
    expect(numTensors()).toBe(before);
  });

  it.each([
    [
      'reads a value',
      (x: Tensor) => mul(x, relu(x).dataSync()[0]!),
      UnsupportedError,
      /reads a value that it computes/,
    ],
    ['ignores its input', () => tensor([1]), UnsupportedError, /does not depend on its input/],
    ['returns a promise', async (x: Tensor) => x, OptionError, /must return a tensor/],
    ['returns numbers', () => 3, OptionError, /must return a tensor/],
    ['returns nothing', () => undefined, OptionError, /must return a tensor/],
    ['returns an empty record', () => ({}), OptionError, /must return a tensor/],
  ])('refuses a pass that %s', (_, forward, type, message) => {
    const before = numTensors();
    const recording = (): unknown => trace(forward as (x: Tensor) => Tensor, [2]);
    expect(recording).toThrow(type);
    expect(recording).toThrow(message);
    expect(numTensors()).toBe(before);
  });

  it('refuses element types that a graph does not have', () => {
    const text = engine().makeTensor(['a'], [1], 'string');
    expect(() => trace(() => text as unknown as Tensor, [1])).toThrow(DTypeError);
    text.dispose();
  });

  it('records an output that is the input, reshaped or not', () => {
    expect(kernels(trace((x) => x, [2, 3]))).toEqual(['Reshape']);
    expect(kernels(trace((x) => reshape(x, [6]), [2, 3]))).toEqual(['Reshape']);
  });
});
