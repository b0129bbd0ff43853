import { openDevice } from '@cv/backend-node';
import { ReLU, Sequential, summary } from '@cv/layers';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, expect, test } from 'vitest';
import { models } from './models.ts';

beforeAll(() => openDevice('onnxruntime'));

/**
 * The field of the last activation that is an image. AlexNet and VGG-16: Araujo, Norris, Sim 2019, Computing receptive fields of
 * convolutional neural networks, https://doi.org/10.23915/distill.00021, table 1. The others by hand, kernel by kernel: size is
 * 1 + the sum of (kernel - 1) * jump.
 */
test.each([
  ['lenet5', 1 + 4 + 1 + 4 * 2 + 2],
  ['alexnet', 195],
  ['vgg16', 212],
  ['vgg16_bn', 212],
  ['resnet18', 1 + 6 + 2 * 2 + 4 * 8 + (8 + 3 * 16) + (16 + 3 * 32) + (32 + 3 * 64)],
  ['resnet50', 1 + 6 + 2 * 2 + 3 * 8 + (8 + 3 * 16) + (16 + 5 * 32) + (32 + 2 * 64)], // stride in the 3 x 3, unlike the table's 483
  ['resnet20', 1 + 2 + 6 * 2 + (2 + 5 * 4) + (4 + 5 * 8)],
] as const)('%s sees %i pixels', async (id, expected) => {
  const model = await models[id].create({ rng: new Rng(1) });
  const { layers } = summary(model, [1, ...models[id].inputShape]);
  const { receptiveField } = layers.findLast(({ outputShape }) => outputShape[1]! > 1 && outputShape.length === 4)!;
  expect(receptiveField!.size).toEqual([expected, expected]);
  model.dispose();
});

// Its last layers stand side by side, so the field of all is that of what comes behind them. Inception v3 is in the same table.
test.each([['inception_v3', 1311]] as const)('all branches of %s together see %i pixels', async (id, expected) => {
  const model = await models[id].create({ rng: new Rng(1) });
  const body = new Sequential([...model.stages.slice(0, -1).flatMap(({ modules }) => modules), new ReLU()]);
  const { receptiveField } = summary(body, [1, ...models[id].inputShape]).layers.at(-1)!;
  expect(receptiveField!.size).toEqual([expected, expected]);
  model.dispose();
});
