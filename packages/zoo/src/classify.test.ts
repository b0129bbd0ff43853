import '@tensorflow/tfjs-backend-cpu';
import { createPicture, type Picture } from '@cv/image';
import { numTensors } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier } from './classifier.ts';
import { classify } from './classify.ts';
import { models } from './models.ts';

const { preprocessing, labels } = models.lenet5;
let model: Classifier;
let before = 0;

function noise(seed: number, side = 28): Picture {
  const data = new Rng(seed).fillBytes(new Uint8Array(side * side));
  return createPicture({ data, width: side, height: side, channels: 1 });
}

beforeAll(async () => {
  before = numTensors();
  model = await models.lenet5.create({ rng: new Rng(1) });
});
afterAll(() => {
  model.dispose();
  expect(numTensors(), 'tensors left').toBe(before);
});

/** A model that gives the same logits whatever it sees. */
async function constant(logits: readonly number[]): Promise<Classifier> {
  const made = await models.lenet5.create({ rng: new Rng(1), classes: logits.length });
  const state = await made.stateDict();
  const weight = { ...state['fc3.weight']!, data: new Float32Array(84 * logits.length) };
  made.loadStateDict({
    ...state,
    'fc3.weight': weight,
    'fc3.bias': { ...state['fc3.bias']!, data: Float32Array.from(logits) },
  });
  return made;
}

describe('classify', () => {
  test('gives softmax probabilities, best first, equal ones in the order of the labels', async () => {
    const made = await constant([Math.log(1), Math.log(6), Math.log(2), Math.log(1)]);
    const names = ['ant', 'bee', 'cat', 'dog'];
    const [found] = await classify(made, [noise(1)], { preprocessing, labels: names });
    expect(found!.map(({ label, index }) => [label, index])).toEqual([
      ['bee', 1],
      ['cat', 2],
      ['ant', 0],
      ['dog', 3],
    ]);
    expect(found!.map(({ probability }) => probability)).toEqual([0.6, 0.2, 0.1, 0.1].map((p) => expect.closeTo(p, 6)));
    made.dispose();
  });

  test('answers for each picture, whatever its size, as it would alone', async () => {
    const pictures = [noise(1), noise(2, 50), noise(3, 9)];
    const together = await classify(model, pictures, { preprocessing, labels, top: 2 });
    expect(together.map((found) => found.length)).toEqual([2, 2, 2]);
    for (const [row, picture] of pictures.entries()) {
      const [alone] = await classify(model, [picture], { preprocessing, labels, top: 10 });
      expect(alone!.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
      for (const [rank, { index, probability }] of together[row]!.entries()) {
        expect(alone![rank]!.index).toBe(index);
        expect(alone![rank]!.probability).toBeCloseTo(probability, 6);
      }
    }
  });

  test('of nothing gives nothing', async () => {
    expect(await classify(model, [], { preprocessing, labels })).toEqual([]);
  });

  test('refuses other labels and a top that is none', async () => {
    const attempt = (options: object) => classify(model, [noise(1)], { preprocessing, labels, ...options });
    await expect(attempt({ labels: ['a', 'b'] })).rejects.toThrow('classify: 2 labels for a model of 10 classes');
    for (const top of [0, 1.5, Number.NaN]) await expect(attempt({ top })).rejects.toThrow(OptionError);
  });
});
