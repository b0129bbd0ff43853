import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';

beforeAll(useCpu);

const f = (...shape: number[]): cv.Tensor => cv.ones(shape);
const i = (...shape: number[]): cv.Tensor => cv.ones(shape, 'int32');
const b = (...shape: number[]): cv.Tensor => cv.ones(shape, 'bool');
const bad = (value: unknown): never => value as never;

/** What is called wrongly, the code of the error, and a part of its message. */
const CASES: readonly [() => unknown, string, string | RegExp][] = [
  [
    () => cv.conv2d(f(1, 8, 8, 2), f(3, 3, 5, 4)),
    'shape',
    'conv2d: input has 2 channels, filter expects 5 (input [1,8,8,2], filter [3,3,5,4])',
  ],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 3, 4), { groups: 2 }), 'shape', 'filter expects 6 (2 groups of 3)'],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 2, 5), { groups: 2 }), 'option', 'divides the 5 output channels'],
  [() => cv.conv2d(f(8, 8, 4), f(3, 3, 4, 5)), 'shape', 'input is [8,8,4], expected rank 4 [N, H, W, C]'],
  [() => cv.conv2d(f(1, 2, 8, 4), f(3, 3, 4, 5)), 'shape', 'the window covers 3 along height, the padded input has 2'],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 4, 5), { stride: 0 }), 'option', 'stride is 0'],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 4, 5), { padding: -1 }), 'option', 'padding is -1'],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 4, 5), { padding: bad('full') }), 'option', 'padding is "full"'],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 4, 5), { padding: bad([1, [1, 1]]) }), 'option', 'padding is [1,[1,1]]'],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 4, 5), { dilation: 1.5 }), 'option', 'dilation is 1.5'],
  [() => cv.conv2d(f(1, 8, 8, 4), f(3, 3, 4, 5), { bias: f(4) }), 'shape', 'bias is [4], expected [5]'],
  [
    () => cv.conv2d(i(1, 8, 8, 4), f(3, 3, 4, 5)),
    'dtype',
    "input [1,8,8,4] is int32, expected float32. Convert it with cast(x, 'float32').",
  ],
  [() => cv.maxPool2d(f(1, 4, 4, 1), { kernelSize: 2, padding: 2 }), 'option', 'not smaller than the kernel'],
  [() => cv.maxPool2d(f(1, 4, 4, 1), { kernelSize: 0 }), 'option', 'kernelSize is 0'],
  [() => cv.avgPool2d(f(1, 2, 2, 1), { kernelSize: 3 }), 'shape', 'the window covers 3'],
  [() => cv.add(f(2, 3), f(4)), 'shape', 'add: shapes [2,3] and [4] do not broadcast: axis -1 is 3 and 4'],
  [() => cv.add(f(2), i(2)), 'dtype', 'a [2] is float32, b [2] is int32'],
  [() => cv.add(1, 2), 'option', 'both operands are numbers'],
  [() => cv.mul(i(2), 0.5), 'dtype', 'the number 0.5 meets an int32 tensor'],
  [() => cv.div(i(2), i(2)), 'dtype', 'int32, expected float32'],
  [() => cv.add(b(2), b(2)), 'dtype', 'bool, expected float32 or int32'],
  [() => cv.logicalAnd(f(2), b(2)), 'dtype', 'expected bool'],
  [() => cv.relu(bad([1, 2])), 'option', 'x is an array, expected a tensor'],
  [() => cv.relu(bad(undefined)), 'option', 'x is undefined'],
  [() => cv.relu(bad(3)), 'option', 'x is a number'],
  [() => cv.matmul(f(2, 3), f(4, 5)), 'shape', 'has 3 columns, b [4,5] has 4 rows'],
  [() => cv.matmul(f(3), f(3, 5)), 'shape', 'expected rank 2 or more'],
  [() => cv.matmul(f(2, 2, 3), f(3, 3, 4)), 'shape', 'matmul: shapes [2] and [3] do not broadcast'],
  [
    () => cv.sum(f(2, 3), { axis: 2 }),
    'option',
    'sum: axis 2 is out of range for rank 2, expected an integer in -2..1',
  ],
  [() => cv.sum(f(2, 3), { axis: [0, -2] }), 'option', 'axis 0 is named twice'],
  [() => cv.max(f(2, 0), { axis: 1 }), 'option', 'no element over the axes'],
  [() => cv.argMax(f(2, 0)), 'option', 'no element along axis'],
  [() => cv.softmax(f()), 'option', 'axis -1 is out of range'],
  [() => cv.layerNorm(f()), 'shape', 'x is a scalar'],
  [() => cv.layerNorm(f(2, 3), { scale: f(2) }), 'shape', 'scale is [2], expected [3]'],
  [() => cv.layerNorm(f(2, 3), { epsilon: 0 }), 'option', 'epsilon is 0'],
  [() => cv.batchNormTrain(f(0, 3), { scale: f(3), offset: f(3) }), 'shape', 'has no element'],
  [() => cv.batchNorm(f(3), { scale: f(3), offset: f(3), mean: f(3), variance: f(3) }), 'shape', 'rank 2 or more'],
  [() => cv.softmaxCrossEntropy(f(2, 3), i(3)), 'shape', 'labels are int32 [3], expected int32 [2] or float32 [2,3]'],
  [() => cv.softmaxCrossEntropy(f(2, 3), f(2)), 'shape', 'labels are float32 [2]'],
  [() => cv.softmaxCrossEntropy(f(2, 3), i(2), { labelSmoothing: 2 }), 'option', 'labelSmoothing is 2'],
  [() => cv.softmaxCrossEntropy(f(2, 3), i(2), { reduction: bad('avg') }), 'option', "reduction is 'avg'"],
  [
    () => cv.scaledDotProductAttention({ query: f(1, 1, 2, 3), key: f(1, 1, 2, 4), value: f(1, 1, 2, 3) }),
    'shape',
    'key [1,1,2,4]',
  ],
  [() => cv.reshape(f(2, 3), [4, -1]), 'shape', 'do not fill [4,-1]'],
  [() => cv.reshape(f(2, 3), [-1, -1]), 'shape', 'do not fill [-1,-1]'],
  [() => cv.reshape(f(0), [0, -1]), 'shape', 'do not fill [0,-1]'],
  [() => cv.transpose(f(2, 3), { perm: [0, 0] }), 'option', 'expected a permutation of 0..1'],
  [() => cv.slice(f(2, 3), { begin: [0, 2], size: [1, 2] }), 'shape', 'do not lie inside x [2,3]'],
  [() => cv.concat([f(2, 3), f(2, 4)], { axis: 0 }), 'shape', 'xs[1] is [2,4]'],
  [() => cv.concat([f(2), i(2)], { axis: 0 }), 'dtype', 'xs[1] is int32'],
  [() => cv.concat([], { axis: 0 }), 'option', 'the list is empty'],
  [() => cv.stack([f(2), f(3)]), 'shape', 'expected equal shapes'],
  [() => cv.split(f(2, 3), { parts: 2, axis: 1 }), 'shape', 'does not divide into 2'],
  [() => cv.split(f(2, 3), { parts: [1, 1], axis: 1 }), 'shape', 'do not add up'],
  [() => cv.split(f(2, 3), { parts: 0 }), 'option', 'parts is 0'],
  [() => cv.pad(f(2, 3), { paddings: [[1, 1]] }), 'shape', 'do not fit x [2,3]'],
  [() => cv.pad(f(2), { paddings: [[2, 0]], mode: 'reflect' }), 'shape', 'below the extent'],
  [() => cv.pad(f(2), { paddings: [[3, 0]], mode: 'symmetric' }), 'shape', 'up to the extent'],
  [() => cv.pad(f(0), { paddings: [[1, 0]], mode: 'edge' }), 'shape', 'no value along axis 0'],
  [() => cv.pad(f(2), { paddings: [[1, 0]], mode: bad('wrap') }), 'option', "mode is 'wrap'"],
  [() => cv.gather(f(2), f(2)), 'dtype', 'indices [2] is float32, expected int32'],
  [() => cv.oneHot(i(2), { depth: 0 }), 'option', 'depth is 0'],
  [() => cv.tile(f(2), { reps: [1, 2] }), 'shape', 'reps [1,2] do not fit x [2]'],
  [() => cv.broadcastTo(f(2), [3]), 'shape', 'does not broadcast to [3]'],
  [() => cv.squeeze(f(2, 1), { axis: 0 }), 'shape', 'axis 0 of x [2,1] is 2, expected 1'],
  [() => cv.clip(f(2), { min: 1, max: 0 }), 'option', 'expected min <= max'],
  [() => cv.where(b(2), { whenTrue: f(2), whenFalse: i(2) }), 'dtype', 'whenTrue is float32, whenFalse is int32'],
  [() => cv.where(b(2), { whenTrue: f(3), whenFalse: 0 }), 'shape', 'do not broadcast'],
  [() => cv.cast(f(2), bad('string')), 'option', "dtype is 'string'"],
  [() => cv.gelu(f(2), { approximate: bad('erf') }), 'option', "approximate is 'erf'"],
  [() => cv.resize(f(1, 0, 2, 1), { size: [2, 2], mode: 'nearest' }), 'shape', 'holds no pixel'],
  [() => cv.resize(f(1, 2, 2, 1), { size: [2, 0], mode: 'nearest' }), 'option', 'size is [2,0]'],
  [() => cv.resize(f(1, 2, 2, 1), { size: [2, 2], mode: 'nearest', antialias: true }), 'option', 'bilinear'],
  [
    () => cv.adamWUpdate({ parameter: f(2), gradient: f(3), m: f(2), v: f(2), schedule: f(3) }, bad({})),
    'shape',
    'gradient is [3]',
  ],
  [
    () => cv.sgdUpdate({ parameter: f(2), gradient: f(2), velocity: f(2), schedule: f(2) }, bad({})),
    'shape',
    'schedule is [2], expected [1]',
  ],
  [() => cv.tensor([[1, 2], [3]]), 'shape', 'the nesting is uneven'],
  [() => cv.tensor([[1, 2], 3]), 'shape', 'the nesting is uneven'],
  [() => cv.tensor([1, 2, 3], [2, 2]), 'shape', '3 values do not fill shape [2,2] of 4'],
  [() => cv.tensor(bad(['a'])), 'option', 'values hold a string'],
  [() => cv.zeros([2, -1]), 'shape', 'extent -1'],
  [() => cv.range(0, 1, { step: 0 }), 'option', 'a step that is not 0'],
  [() => cv.valueAndGrads(() => f(2), [f(2)]), 'shape', 'returned [2], expected a scalar'],
  [() => cv.valueAndGrads(() => f(), []), 'option', 'no parameter given'],
  [
    () =>
      cv.valueAndGrads(
        bad(async () => f()),
        [f(2)],
      ),
    'option',
    'must not be async',
  ],
  [() => cv.valueAndGrads(() => f(), [i(2)]), 'dtype', 'parameters[0] [2] is int32'],
];

describe('wrong calls', () => {
  it.each(
    CASES.map(
      ([call, code, message], index) => [`${code}: ${String(message)} (${index})`, call, code, message] as const,
    ),
  )('%s', (_, call, code, message) => {
    const before = cv.numTensors();
    let error: unknown;
    cv.scope(() => {
      try {
        call();
      } catch (thrown) {
        error = thrown;
      }
      return undefined;
    });
    expect(error).toBeInstanceOf(cv.CvError);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toMatch(
      typeof message === 'string' ? new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : message,
    );
    expect(cv.numTensors()).toBe(before);
  });

  it('name a disposed operand', () => {
    const x = cv.ones([2, 3]);
    x.dispose();
    expect(() => cv.relu(x)).toThrow(cv.DisposedError);
    expect(() => cv.add(1, x)).toThrow('add: b [2,3] has been disposed');
    expect(() => cv.keep(x)).toThrow(cv.DisposedError);
    expect(() => cv.clone(x)).toThrow(cv.DisposedError);
  });

  it('leave no tensor behind when an op fails in its middle', () => {
    const x = cv.ones([1, 4, 4, 2]);
    const before = cv.numTensors();
    expect(() =>
      cv.pad(x, {
        paddings: [
          [1, 0],
          [0, 0],
          [5, 0],
          [0, 0],
        ],
        mode: 'reflect',
      }),
    ).toThrow(cv.ShapeError);
    expect(() => cv.where(cv.greater(x, 0), { whenTrue: x, whenFalse: cv.ones([3]) })).toThrow(cv.ShapeError);
    expect(cv.numTensors()).toBe(before + 2); // the operands made here: the caller's
    x.dispose();
  });
});
