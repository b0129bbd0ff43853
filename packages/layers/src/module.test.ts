import '@tensorflow/tfjs-backend-cpu';
import { add, dispose, mul, numTensors, ones, read, scope, type Tensor, tensor, zeros } from '@cv/tensor';
import { CvError, DisposedError, DTypeError, OptionError, ShapeError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BatchNorm2d } from './batch-norm2d.ts';
import type { Context } from './context.ts';
import { Conv2d } from './conv2d.ts';
import { Identity } from './identity.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { Sequential } from './sequential.ts';
import type { StateDict, StateTensor } from './state-dict.ts';
import { Tanh } from './tanh.ts';

const rng = new Rng(3);
const float = (shape: number[], data: number[]): StateTensor => ({
  dtype: 'float32',
  shape,
  data: Float32Array.from(data),
});

/** `y = (scale * x + 1) + 1`, leaving intermediates behind. */
class Toy extends Module {
  readonly scale: Parameter;
  readonly inner: Sequential;

  constructor(names: readonly [string, string] = ['scale', 'inner']) {
    super();
    this.scale = this.parameter(names[0], new Parameter(ones([2])));
    this.inner = this.child(names[1], new Sequential([new Linear(2, 2, { rng }), new Tanh()]));
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    return this.inner.forward(add(add(mul(x, this.scale.value), 1), 1), context);
  }
}

let before = 0;
beforeEach(() => {
  before = numTensors();
});
afterEach(() => {
  expect(numTensors(), 'tensors left').toBe(before);
});

describe('names', () => {
  test('are dotted, in the order of registration, own parameters before children', () => {
    const model = new Toy();
    expect(model.namedParameters().map(([name]) => name)).toEqual(['scale', 'inner.0.weight', 'inner.0.bias']);
    expect(model.namedModules().map(([name]) => name)).toEqual(['', 'inner', 'inner.0', 'inner.1']);
    expect(model.children().map(([name]) => name)).toEqual(['inner']);
    model.dispose();
  });

  test('of a record are its keys', () => {
    const model = new Sequential({ fc: new Linear(1, 1, { rng }), act: new Tanh() });
    expect(model.namedParameters().map(([name]) => name)).toEqual(['fc.weight', 'fc.bias']);
    model.dispose();
  });

  test('that are empty, dotted or taken are refused', () => {
    const failed: Toy[] = [];
    for (const names of [
      ['same', 'same'],
      ['a.b', 'inner'],
      ['', 'inner'],
    ] as const) {
      const held = numTensors();
      expect(() => failed.push(new Toy(names))).toThrow(OptionError);
      expect(failed).toHaveLength(0);
      before += numTensors() - held; // a constructor that throws cannot free what it made before
    }
  });

  test('of a shared module: parameters once, state under both names', async () => {
    const tied = new Linear(1, 1, { rng });
    const model = new Sequential([tied, new Tanh(), tied]);
    expect(model.namedParameters().map(([name]) => name)).toEqual(['0.weight', '0.bias']);
    expect(model.parameters()).toHaveLength(2);
    expect(Object.keys(await model.stateDict())).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
    model.dispose();
    model.dispose();
  });
});

describe('forward', () => {
  test('leaves one tensor, and takes its context as optional', async () => {
    const model = new Toy();
    const x = ones([1, 2]);
    dispose(model.forward(x)); // draws the weights
    const held = numTensors();
    const y = model.forward(x);
    expect(numTensors()).toBe(held + 1);
    expect((await read(y)).length).toBe(2);
    dispose([x, y]);
    model.dispose();
  });

  test('gives a tensor of its own even when nothing is computed', async () => {
    const x = tensor(Float32Array.of(1, 2), [2]);
    const y = new Sequential([new Identity(), new Sequential([])]).forward(x);
    dispose(x);
    expect(await read(y)).toEqual(Float32Array.of(1, 2));
    dispose(y);
  });

  test('shows every output to capture, innermost first', () => {
    const model = new Toy();
    const seen: [string, readonly number[]][] = [];
    const names = new Map(model.namedModules().map(([name, module]) => [module, name]));
    scope(() => {
      model.forward(ones([3, 2]), {
        training: false,
        capture: (module, output) => seen.push([names.get(module)!, output.shape]),
      });
    });
    expect(seen).toEqual([
      ['inner.0', [3, 2]],
      ['inner.1', [3, 2]],
      ['inner', [3, 2]],
      ['', [3, 2]],
    ]);
    model.dispose();
  });

  test('frees its intermediates when a layer throws', () => {
    const model = new Toy();
    const x = ones([1, 3]);
    const held = numTensors();
    expect(() => model.forward(x)).toThrow(CvError);
    expect(numTensors()).toBe(held);
    dispose(x);
    model.dispose();
  });

  test('after dispose says so', () => {
    const model = new Toy();
    const x = ones([1, 2]);
    model.dispose();
    expect(() => model.forward(x)).toThrow(DisposedError);
    dispose(x);
  });
});

describe('a parameter', () => {
  test('owns what is assigned, beyond the scope that made it', async () => {
    const parameter = new Parameter(zeros([2]));
    const held = numTensors();
    scope(() => {
      parameter.assign(add(parameter.value, 1));
    });
    expect(numTensors()).toBe(held);
    expect(await read(parameter.value)).toEqual(Float32Array.of(1, 1));
    parameter.assign(parameter.value);
    expect(await read(parameter.value)).toEqual(Float32Array.of(1, 1));
    parameter.dispose();
    expect(parameter.isDisposed).toBe(true);
  });

  test('refuses another shape or dtype and leaves it to the caller', () => {
    const parameter = new Parameter(zeros([2]));
    const wrong = [zeros([3]), zeros([1, 2])];
    for (const each of wrong) expect(() => parameter.assign(each)).toThrow(ShapeError);
    const integers = zeros([2], 'int32');
    expect(() => parameter.assign(integers)).toThrow(DTypeError);
    expect(() => new Parameter(integers)).toThrow(DTypeError);
    dispose([...wrong, integers]);
    parameter.dispose();
  });

  test('is filled in the layout of PyTorch', async () => {
    const linear = new Linear(3, 2, { rng, bias: false });
    expect(linear.weight.shape).toEqual([2, 3]);
    linear.weight.fill(Float32Array.of(1, 2, 3, 4, 5, 6));
    expect(linear.weight.value.shape).toEqual([3, 2]);
    expect(await read(linear.weight.value)).toEqual(Float32Array.of(1, 4, 2, 5, 3, 6));
    expect(() => linear.weight.fill(new Float32Array(5))).toThrow(ShapeError);
    linear.dispose();
  });

  test('is trainable until frozen', () => {
    const parameter = new Parameter(zeros([1]));
    expect(parameter.trainable).toBe(true);
    expect(new Parameter(parameter.value, { trainable: false }).trainable).toBe(false);
    parameter.dispose();
  });
});

describe('initial values', () => {
  const make = () => new Linear(3, 2, { rng: new Rng(4) });

  test('are drawn when they are needed, the same in any order', async () => {
    const [one, other] = [make(), make()];
    expect(numTensors()).toBe(before);
    const bias = await read(one.bias!.value);
    const weight = await read(one.weight.value);
    expect(numTensors()).toBe(before + 2);
    expect(await read(other.weight.value)).toEqual(weight);
    expect(await read(other.bias!.value)).toEqual(bias);
    one.dispose();
    other.dispose();
  });

  test('survive the scope in which they are drawn', async () => {
    const linear = make();
    const size = scope(() => linear.weight.value.size);
    expect(size).toBe(6);
    expect(await read(linear.weight.value)).toHaveLength(6);
    linear.dispose();
  });

  test('are never drawn where weights are loaded, or another initialiser is set', async () => {
    const linear = make();
    const draw = vi.fn(() => new Float32Array(6).fill(2));
    linear.weight.fill(draw);
    linear.loadStateDict({ weight: float([2, 3], [1, 2, 3, 4, 5, 6]), bias: float([2], [7, 8]) });
    expect(await read(linear.weight.value)).toEqual(Float32Array.of(1, 4, 2, 5, 3, 6));
    expect(draw).not.toHaveBeenCalled();
    linear.weight.fill(draw);
    expect(await read(linear.weight.value)).toEqual(new Float32Array(6).fill(2));
    expect(draw).toHaveBeenCalledTimes(1);
    linear.dispose();
  });

  test('are shaped, and refuse a function that gives another number', () => {
    const linear = make();
    linear.weight.fill(() => new Float32Array(5));
    expect(linear.weight.shape).toEqual([2, 3]);
    expect(linear.weight.size).toBe(6);
    expect(() => linear.weight.value).toThrow(ShapeError);
    linear.dispose();
    expect(() => linear.weight.value).toThrow(DisposedError);
    expect(() => linear.weight.fill(new Float32Array(6))).toThrow(DisposedError);
  });
});

describe('stateDict', () => {
  test('is a copy of the moment in PyTorch layout', async () => {
    const conv = new Conv2d(1, 2, { kernelSize: [1, 2], rng, bias: false });
    conv.loadStateDict({ weight: float([2, 1, 1, 2], [1, 2, 3, 4]) });
    const reading = conv.stateDict();
    conv.weight.fill(new Float32Array(4));
    const state = await reading;
    expect(state).toEqual({ weight: float([2, 1, 1, 2], [1, 2, 3, 4]) });
    (state.weight!.data as Float32Array).fill(9);
    expect((await conv.stateDict()).weight!.data).toEqual(new Float32Array(4));
    conv.dispose();
  });

  test('survives a dispose while it is read', async () => {
    const linear = new Linear(1, 1, { rng, bias: false });
    linear.weight.fill(Float32Array.of(5));
    const reading = linear.stateDict();
    linear.dispose();
    expect((await reading).weight!.data).toEqual(Float32Array.of(5));
  });

  test('loading copies', async () => {
    const linear = new Linear(1, 1, { rng, bias: false });
    const data = Float32Array.of(2);
    linear.loadStateDict({ weight: { dtype: 'float32', shape: [1, 1], data } });
    data[0] = 7;
    expect(await read(linear.weight.value)).toEqual(Float32Array.of(2));
    linear.dispose();
  });
});

describe('loadStateDict', () => {
  const good = { weight: float([2, 3], [1, 2, 3, 4, 5, 6]), bias: float([2], [7, 8]) };
  const zerosLeft = async (linear: Linear) => [...(await read(linear.weight.value))].every((value) => value === 0);
  const make = () => {
    const linear = new Linear(3, 2, { rng });
    linear.weight.fill(new Float32Array(6));
    return linear;
  };

  test('names all that does not fit in one error, and changes nothing', async () => {
    const linear = make();
    const other: StateDict = {
      weight: float(
        [4, 3],
        Array.from({ length: 12 }, () => 0),
      ),
      'fc.gain': float([2], [1, 2]),
    };
    const error = catchError(() => linear.loadStateDict(other));
    expect(error).toBeInstanceOf(WeightsError);
    expect((error as WeightsError).message).toBe(
      'loadStateDict: these are the weights of another model (of 2 keys): 1 missing (bias [2]); 1 unexpected (fc.gain [2]); ' +
        '1 of another shape (weight expected [2,3], received [4,3]). ' +
        'Check the model and its number of classes, or load what fits with { strict: false }',
    );
    expect((error as WeightsError).fields).toMatchObject({
      missing: ['bias'],
      unexpected: ['fc.gain'],
      mismatched: [{ name: 'weight', expected: [2, 3], received: [4, 3] }],
    });
    expect(await zerosLeft(linear)).toBe(true);
    linear.dispose();
  });

  test('shortens a long list', () => {
    const linear = make();
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`k${i}`, float([], [0])]));
    expect(() => linear.loadStateDict({ ...good, ...many })).toThrow(
      '9 unexpected (k0 [], k1 [], k2 [], k3 [], ...). Check',
    );
    linear.dispose();
  });

  test('not strict loads what fits and reports the rest', async () => {
    const linear = make();
    const report = linear.loadStateDict(
      { bias: float([3], [1, 2, 3]), weight: good.weight, extra: float([], [1]) },
      { strict: false },
    );
    expect(report).toEqual({
      missing: [],
      unexpected: ['extra'],
      reshaped: [],
      mismatched: [{ name: 'bias', expected: [2], received: [3] }],
    });
    expect(await read(linear.weight.value)).toEqual(Float32Array.of(1, 4, 2, 5, 3, 6));
    expect(linear.loadStateDict({}, { strict: false }).missing).toEqual(['weight', 'bias']);
    linear.dispose();
  });

  test('takes axes of length 1 more or less, and says so', async () => {
    const linear = make();
    const report = linear.loadStateDict({ ...good, weight: float([2, 3, 1, 1], [1, 2, 3, 4, 5, 6]) });
    expect(report.reshaped).toEqual([{ name: 'weight', expected: [2, 3], received: [2, 3, 1, 1] }]);
    expect(await zerosLeft(linear)).toBe(false);
    expect(() => linear.loadStateDict({ ...good, weight: float([3, 2], [1, 2, 3, 4, 5, 6]) })).toThrow(WeightsError);
    linear.dispose();
  });

  test('takes any float type, rounding float64', async () => {
    const linear = make();
    const doubles: StateTensor = { dtype: 'float64', shape: [2], data: Float64Array.of(0.1, -1) };
    const halves: StateTensor = { dtype: 'float16', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
    linear.loadStateDict({ weight: halves, bias: doubles });
    expect(await read(linear.bias!.value)).toEqual(Float32Array.of(0.1, -1));
    linear.dispose();
  });

  test('refuses quantised weights and data that does not fill its shape, and changes nothing', async () => {
    const linear = make();
    const int8: StateTensor = { dtype: 'int8', shape: [2], data: Int8Array.of(1, 2) };
    expect(() => linear.loadStateDict({ ...good, bias: int8 })).toThrow('bias is stored as int8');
    expect(() => linear.loadStateDict({ ...good, bias: float([2], [1]) })).toThrow('bias has 1 values, expected 2');
    expect(await zerosLeft(linear)).toBe(true);
    linear.dispose();
  });

  test('of a shared weight needs one of its names', async () => {
    const tied = new Linear(1, 1, { rng, bias: false });
    const model = new Sequential([tied, tied]);
    expect(model.loadStateDict({ '1.weight': float([1, 1], [3]) }).missing).toEqual([]);
    expect(await read(tied.weight.value)).toEqual(Float32Array.of(3));
    model.dispose();
  });

  test('does not miss num_batches_tracked, and refuses a bad one', () => {
    const bn = new BatchNorm2d(1, { affine: false });
    bn.numBatchesTracked!.value = 4;
    const statistics = { running_mean: float([1], [0]), running_var: float([1], [1]) };
    expect(bn.loadStateDict(statistics).missing).toEqual([]);
    expect(bn.numBatchesTracked!.value).toBe(4);
    const count = (value: number) => ({ ...statistics, num_batches_tracked: float([], [value]) });
    bn.loadStateDict(count(12));
    expect(bn.numBatchesTracked!.value).toBe(12);
    expect(() => bn.loadStateDict(count(-1))).toThrow(WeightsError);
    expect(() => bn.loadStateDict(count(0.5))).toThrow(WeightsError);
    bn.dispose();
  });

  test('treats names of Object.prototype as any other', () => {
    const linear = make();
    expect(linear.loadStateDict(good).missing).toEqual([]);
    expect(() => linear.loadStateDict({ ...good, constructor: float([], [1]) })).toThrow('1 unexpected (constructor');
    linear.dispose();
  });
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
}
