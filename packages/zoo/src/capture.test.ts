import { openDevice } from '@cv/backend-node';
import { capture, captureGradients } from '@cv/layers';
import { dispose, max, numTensors, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import { models } from './models.ts';
import { loadSeededWeights, seededPictures } from './seeded-weights.test.support.ts';

test('a device that records computes and reads all activations, or all their gradients, in one run', async () => {
  const device = await openDevice('onnxruntime');
  const runs = () => device.statistics!().runs!;
  const before = numTensors();
  const model = await models.lenet5.create({ rng: new Rng(1) });
  loadSeededWeights(model, 1);
  const shape = [2, ...models.lenet5.inputShape];
  const x = tensor(seededPictures(shape), shape);
  const logits = model.forward(x);
  const expected = Array.from(await read(logits));
  const start = runs();
  const { output, activations } = await capture(model, x, { inputs: true });
  expect(runs()).toBe(start + 1);
  expect(Object.keys(activations)).toHaveLength(model.namedModules().length);
  const slopes = await captureGradients(model, x, { of: max });
  expect(runs()).toBe(start + 2);
  for (const each of [output.data, slopes.output.data]) {
    for (const [i, value] of expected.entries()) expect(each[i]).toBeCloseTo(value, 5);
  }
  expect(slopes.activations['']!.gradient.data.filter((slope) => slope !== 0)).toEqual(Float32Array.of(1));
  dispose([x, logits]);
  model.dispose();
  expect(numTensors()).toBe(before);
});
