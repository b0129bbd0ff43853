import '@tensorflow/tfjs-backend-cpu';
import { crossEntropy, type StateDict } from '@cv/layers';
import { createDevice, numTensors } from '@cv/tensor';
import { DeviceLostError } from '@cv/tensor/errors';
import { beforeEach, describe, expect, it } from 'vitest';
import { barNet, bars } from '../testing.ts';
import { Learner } from './learner.ts';
import type { Loss } from './training-options.ts';

const STEPS = 130;
const data = bars(STEPS * 2, 1);

/** The device that is lost is the stub's; only whether it can be is asked of it. */
async function open(volatile: boolean): Promise<void> {
  await createDevice({ name: 'stub', backendName: 'cpu', description: 'for tests', volatile }).activate();
}

/** Fails as on a lost device at these calls. */
function losing(...calls: number[]): Loss {
  let call = 0;
  return (logits, labels) => {
    if (calls.includes(call++)) throw new DeviceLostError('gone');
    return crossEntropy(logits, labels);
  };
}

async function train(loss: Loss): Promise<{ weights: StateDict; repeats: number[]; history: number }> {
  const learner = new Learner(barNet(2), { train: data, batchSize: 2, seed: 3, loss });
  const repeats: number[] = [];
  const { history } = await learner.fit(1, { lrMax: 1e-3, onDeviceLost: ({ step }) => void repeats.push(step) });
  const weights = await learner.model.stateDict();
  learner.dispose();
  learner.model.dispose();
  return { weights, repeats, history: history.length };
}

describe('a training whose device is lost', () => {
  beforeEach(() => open(true));

  it('repeats from the last copy and ends with the same weights, leaving nothing behind', async () => {
    const before = numTensors();
    const undisturbed = await train(crossEntropy);
    // Call 125 is step 125; steps 100 to 125 are repeated, in which call 130 is step 104.
    const disturbed = await train(losing(7, 125, 150));
    expect(disturbed.repeats).toEqual([0, 100, 100]);
    expect(disturbed.weights).toEqual(undisturbed.weights);
    expect(disturbed.history).toBe(1);
    expect(numTensors()).toBe(before);
  });

  it('gives up when it is lost again and again', async () => {
    await expect(train(losing(0, 1, 2, 3))).rejects.toThrow(DeviceLostError);
  });

  it('keeps no copy on a device that cannot be lost', async () => {
    await open(false);
    await expect(train(losing(7))).rejects.toThrow('gone');
  });
});
