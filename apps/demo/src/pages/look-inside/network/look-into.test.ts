import '@tensorflow/tfjs-backend-cpu';
import { readFile } from 'node:fs/promises';
import { createPicture } from '@cv/image';
import { Conv2d, capture, Flatten, Linear, MaxPool2d, type Module, Sequential, Sigmoid, Tanh } from '@cv/layers';
import { dispose, numTensors, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { load, models, preprocess } from '@cv/zoo';
import { expect, it } from 'vitest';
import { mnistRaster } from '../../../drawing/mnist-raster.ts';
import { SAMPLE_DIGITS } from '../../../drawing/sample-digits.ts';
import { describeModel } from '../../../engine/describe-model.ts';
import type { LayerValues } from '../../../engine/engine-types.ts';
import { layerWeights } from '../../../engine/layer-weights.ts';
import { cellIndex, type MapShape } from '../../../network/step.ts';
import { lookInto } from './look-into.ts';

async function layersOf(model: Module, images: Float32Array, shape: MapShape): Promise<LayerValues[]> {
  const x = tensor(images, [1, ...shape]);
  const { activations } = await capture(model, x);
  dispose(x);
  return describeModel(model, shape, activations).map(({ step, before, after }) => {
    const values = before === null ? images : activations[before]!.data;
    return { step, before: values, after: after === null ? values : activations[after]!.data };
  });
}

/** Every so many values of every layer, explained, against what the model gave. */
async function expectExplained(model: Module, layers: readonly LayerValues[]): Promise<void> {
  const weights = layerWeights(await model.stateDict());
  for (const { step, before, after } of layers.slice(1)) {
    const [height, width, maps] = step.shape;
    for (let index = 0; index < after.length; index += Math.ceil(after.length / 97)) {
      const place = Math.floor(index / maps);
      const cell = { map: index % maps, row: Math.floor(place / width), column: place % width };
      expect(cell.row).toBeLessThan(height);
      const look = lookInto({ layer: step.name, cell }, layers, weights)!;
      const at = cellIndex(step.shape, cell);
      if (look.kind === 'conv' || look.kind === 'linear') {
        expect(look.parts.sum).toBeCloseTo(before[at]!, 3);
        expect(look.activated).toBeCloseTo(after[at]!, 3);
      } else if (look.kind === 'max-pool') {
        expect(look.parts.result).toBe(after[at]);
        expect(look.from.after[cellIndex(look.from.step.shape, look.parts.winner)]).toBe(after[at]);
      }
    }
  }
}

it('the sums of LeNet-5 are those that the model gave, and it reads all sample digits', async () => {
  const { preprocessing } = models.lenet5;
  const model = await load('lenet5', {
    weights: 'mnist',
    readBytes: async (url) => new Uint8Array(await readFile(url)),
  });
  const tensors = numTensors();
  for (const [digit, drawing] of SAMPLE_DIGITS.entries()) {
    const { data, width, height } = mnistRaster(drawing)!;
    const picture = createPicture({ data, width, height, channels: 1 });
    const { images, shape } = preprocess([picture], preprocessing);
    const layers = await layersOf(model, images, [shape[1], shape[2], shape[3]]);
    const logits = layers.at(-1)!.after;
    expect(logits.indexOf(Math.max(...logits))).toBe(digit);
    if (digit === 3) {
      expect(layers.map(({ step }) => [step.kind, step.name])).toEqual([
        ['input', 'input'],
        ['conv', 'conv1'],
        ['max-pool', 'pool1'],
        ['conv', 'conv2'],
        ['max-pool', 'pool2'],
        ['linear', 'fc1'],
        ['linear', 'fc2'],
        ['linear', 'fc3'],
      ]);
      await expectExplained(model, layers);
    }
  }
  expect(numTensors()).toBe(tensors);
  model.dispose();
});

it('stride, padding, dilation, groups, tanh and sigmoid are explained, too', async () => {
  const rng = new Rng(5);
  const model = new Sequential([
    new Conv2d(2, 4, { kernelSize: [3, 2], stride: [2, 1], padding: [1, 2], groups: 2, rng }),
    new Tanh(),
    new MaxPool2d(3, { stride: 2, padding: 1 }),
    new Conv2d(4, 3, { kernelSize: 2, dilation: 2, padding: 'same', bias: false, rng }),
    new Sigmoid(),
    new Flatten(),
    new Linear(3 * 3 * 5, 7, { rng }),
  ]);
  const images = Float32Array.from({ length: 10 * 6 * 2 }, () => rng.uniform() - 0.5);
  const layers = await layersOf(model, images, [10, 6, 2]);
  expect(layers.map(({ step }) => step.shape)).toEqual([
    [10, 6, 2],
    [5, 9, 4],
    [3, 5, 4],
    [3, 5, 3],
    [1, 7, 1],
  ]);
  await expectExplained(model, layers);
});

it('what the model has not is not explained', async () => {
  const layers: LayerValues[] = [];
  expect(lookInto({ layer: 'conv9', cell: { map: 0, row: 0, column: 0 } }, layers, null)).toBeUndefined();
});
