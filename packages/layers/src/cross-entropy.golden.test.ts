import '@tensorflow/tfjs-backend-cpu';
import { dispose, mul, numTensors, sum, tensor, valueAndGrads } from '@cv/tensor';
import { DTypeError, OptionError, ShapeError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { crossEntropy } from './cross-entropy.ts';
import { expectTensorClose, fixture, type Stored, toTensor } from './golden.test.support.ts';

interface Case {
  readonly logits: Stored;
  readonly labels: Stored & { dtype: 'int32' | 'float32' };
  readonly weight: Stored | null;
  readonly labelSmoothing: number;
  readonly reduction: 'mean' | 'sum' | 'none';
  readonly loss: Stored;
  readonly cotangent: Stored;
  readonly gradient: Stored;
}

const title = ({ labels, weight, labelSmoothing, reduction }: Case) =>
  `${labels.dtype} labels, ${weight === null ? 'no' : 'class'} weights, smoothing ${labelSmoothing}, ${reduction}`;

describe('crossEntropy equals PyTorch', () => {
  const cases = fixture<Case[]>('cross-entropy.json').map((each) => [title(each), each] as const);

  test.each(cases)('%s', async (_title, { logits, labels, weight, labelSmoothing, reduction, ...expected }) => {
    const before = numTensors();
    const x = toTensor(logits);
    const target = tensor(
      labels.dtype === 'int32' ? Int32Array.from(labels.values) : Float32Array.from(labels.values),
      labels.shape,
      labels.dtype,
    );
    const weights = weight === null ? {} : { weight: toTensor(weight) };
    const cotangent = toTensor(expected.cotangent);
    const loss = crossEntropy(x, target, { ...weights, labelSmoothing, reduction });
    await expectTensorClose(loss, expected.loss, 'loss');
    const { value, grads } = valueAndGrads(
      () => sum(mul(crossEntropy(x, target, { ...weights, labelSmoothing, reduction }), cotangent)),
      [x],
    );
    await expectTensorClose(grads[0]!, expected.gradient, 'gradient');
    dispose([x, target, cotangent, loss, value, ...grads, ...Object.values(weights)]);
    expect(numTensors()).toBe(before);
  });
});

describe('crossEntropy refuses', () => {
  const logits = tensor(new Float32Array(6), [2, 3]);
  const labels = tensor(Int32Array.of(0, 1), [2], 'int32');
  const weight = tensor(Float32Array.of(1, 2, 3), [3]);

  test('a weight of another number of classes', () => {
    expect(() => crossEntropy(logits, labels, { weight: tensor(Float32Array.of(1, 2), [2]) })).toThrow(
      'crossEntropy: weight has shape [2], expected [3]',
    );
  });

  test('labels of another length, rank or dtype', () => {
    const three = tensor(Int32Array.of(0, 1, 2), [3], 'int32');
    const flags = tensor(Uint8Array.of(0, 1), [2], 'bool');
    expect(() => crossEntropy(logits, three, { weight })).toThrow(ShapeError);
    expect(() => crossEntropy(tensor(new Float32Array(3), [3]), labels, { weight })).toThrow(ShapeError);
    expect(() => crossEntropy(logits, flags, { weight })).toThrow(DTypeError);
  });

  test('smoothing outside 0 to 1', () => {
    expect(() => crossEntropy(logits, labels, { weight, labelSmoothing: 1.5 })).toThrow(OptionError);
    expect(() => crossEntropy(logits, labels, { labelSmoothing: -0.1 })).toThrow(OptionError);
  });
});
