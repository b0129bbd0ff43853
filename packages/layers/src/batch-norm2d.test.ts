import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, ones, read, tensor } from '@cv/tensor';
import { describe, expect, test } from 'vitest';
import { BatchNorm2d } from './batch-norm2d.ts';

describe('BatchNorm2d', () => {
  const batch = tensor(Float32Array.of(1, 3, 5, 7), [4, 1, 1, 1]);

  test('records the unbiased variance by hand', async () => {
    const bn = new BatchNorm2d(1, { momentum: 0.5 });
    dispose(bn.forward(batch, { training: true }));
    const state = await bn.stateDict();
    expect(state.running_mean!.data[0]).toBeCloseTo(2, 6); // (0 + 4) / 2
    expect(state.running_var!.data[0]).toBeCloseTo((1 + 20 / 3) / 2, 6);
    expect(state.num_batches_tracked!.data[0]).toBe(1n);
    bn.dispose();
  });

  test('frozen uses and keeps its running statistics in training', async () => {
    const bn = new BatchNorm2d(1);
    bn.frozen = true;
    const before = await bn.stateDict();
    const [frozen, predicted] = [bn.forward(batch, { training: true }), bn.forward(batch)];
    expect(await read(frozen)).toEqual(await read(predicted));
    expect(await bn.stateDict()).toEqual(before);
    bn.frozen = false;
    const trained = bn.forward(batch, { training: true });
    expect(await read(trained)).not.toEqual(await read(frozen));
    expect(await bn.stateDict()).not.toEqual(before);
    dispose([frozen, predicted, trained]);
    bn.dispose();
  });

  test('refuses to train on one value per channel, and predicts it', () => {
    const bn = new BatchNorm2d(2);
    const one = ones([1, 1, 1, 2]);
    expect(() => bn.forward(one, { training: true })).toThrow('has 1 value per channel, training needs more than 1');
    dispose([bn.forward(one), one]);
    bn.dispose();
  });

  test('training steps leave no tensors behind', () => {
    const bn = new BatchNorm2d(1);
    const before = numTensors();
    for (let step = 0; step < 20; step++) dispose(bn.forward(batch, { training: true }));
    expect(numTensors()).toBe(before);
    expect(bn.numBatchesTracked!.value).toBe(20);
    bn.dispose();
  });
});
