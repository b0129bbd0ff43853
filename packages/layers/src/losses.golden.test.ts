import '@tensorflow/tfjs-backend-cpu';
import { dispose, mul, numTensors, sum, type Tensor, tensor, valueAndGrads } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { binaryCrossEntropyWithLogits } from './binary-cross-entropy.ts';
import { expectTensorClose, fixture, type Stored, toTensor } from './golden.test.support.ts';
import { mseLoss } from './mse-loss.ts';
import type { Reduction } from './reduce-loss.ts';
import { sigmoidFocalLoss } from './sigmoid-focal-loss.ts';

interface Case {
  readonly name: 'mse' | 'bce' | 'focal';
  readonly options: { readonly reduction: Reduction; readonly alpha?: number; readonly gamma?: number };
  readonly tensors: Readonly<Record<string, Stored>>;
  readonly logits: Stored;
  readonly target: Stored;
  readonly loss: Stored;
  readonly cotangent: Stored;
  readonly gradient: Stored;
}

function compute({ name, options }: Case, x: Tensor, target: Tensor, tensors: Record<string, Tensor>): Tensor {
  if (name === 'mse') return mseLoss(x, target, options);
  if (name === 'bce') return binaryCrossEntropyWithLogits(x, target, { ...options, ...tensors });
  return sigmoidFocalLoss(x, target, options.alpha === -1 ? { ...options, alpha: null } : options);
}

const title = ({ name, options, tensors }: Case) => `${name} ${JSON.stringify(options)} ${Object.keys(tensors).join()}`;
const cases = fixture<Case[]>('losses.json').map((each) => [title(each), each] as const);

test.each(cases)('%s equals PyTorch, gradient too', async (_title, each) => {
  const before = numTensors();
  const [x, target, cotangent] = [toTensor(each.logits), toTensor(each.target), toTensor(each.cotangent)];
  const tensors = Object.fromEntries(Object.entries(each.tensors).map(([name, stored]) => [name, toTensor(stored)]));
  const loss = compute(each, x, target, tensors);
  await expectTensorClose(loss, each.loss, 'loss');
  const { value, grads } = valueAndGrads(() => sum(mul(compute(each, x, target, tensors), cotangent)), [x]);
  await expectTensorClose(grads[0]!, each.gradient, 'gradient');
  dispose([x, target, cotangent, loss, value, ...grads, ...Object.values(tensors)]);
  expect(numTensors()).toBe(before);
});

test('the losses refuse what does not fit and leave nothing behind', () => {
  const x = tensor(new Float32Array(6), [2, 3]);
  const row = tensor(new Float32Array(3), [3]);
  const before = numTensors();
  for (const loss of [mseLoss, binaryCrossEntropyWithLogits, sigmoidFocalLoss]) {
    expect(() => loss(x, row)).toThrow(ShapeError);
    expect(() => loss(x, x, { reduction: 'avg' as Reduction })).toThrow(OptionError);
  }
  expect(() => sigmoidFocalLoss(x, x, { gamma: -1 })).toThrow('gamma is -1');
  expect(() => sigmoidFocalLoss(x, x, { alpha: 2 })).toThrow('alpha is 2');
  expect(numTensors()).toBe(before);
  dispose([x, row]);
});
