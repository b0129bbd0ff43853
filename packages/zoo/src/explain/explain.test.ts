import '@tensorflow/tfjs-backend-cpu';
import type { Linear } from '@cv/layers';
import { dispose, numTensors, read, scope, type Tensor, tensor } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Classifier } from '../classifier.ts';
import { models } from '../models.ts';
import { TimmViT } from '../vit/timm-vit.ts';
import { attentionRollout } from './attention-rollout.ts';
import { classActivationMap } from './class-activation-map.ts';
import { gradCam } from './grad-cam.ts';
import { saliency } from './saliency.ts';
import { smoothGrad } from './smooth-grad.ts';

let before = 0;
let model: Classifier;
let x: Tensor;
beforeEach(async () => {
  before = numTensors();
  model = await models.resnet20.create({ rng: new Rng(1), classes: 4 });
  x = tensor(new Rng(2).fillNormal(new Float32Array(2 * 16 * 16 * 3)), [2, 16, 16, 3]);
});
afterEach(() => {
  dispose(x);
  model.dispose();
  expect(numTensors(), 'tensors left').toBe(before);
});

const raw = ({ map, range: [low, high] }: { map: Float32Array; range: readonly [number, number] }) =>
  Array.from(map, (value) => low + value * (high - low));

describe('what explains a class', () => {
  test('explains the predicted class unless told otherwise, for all pictures or for each', async () => {
    const predicted = await gradCam(model, x);
    const logits = scope(() => model.forward(x));
    const values = Array.from(await read(logits));
    dispose(logits);
    expect(predicted.map(({ logits: own }) => Array.from(own))).toEqual([values.slice(0, 4), values.slice(4)]);
    for (const [row, { classIndex }] of predicted.entries()) {
      const own = values.slice(row * 4, row * 4 + 4);
      expect(own[classIndex]).toBe(Math.max(...own));
    }
    const indices = predicted.map(({ classIndex }) => classIndex);
    expect(await gradCam(model, x, { classIndex: indices })).toEqual(predicted);
    const all = await saliency(model, x, { classIndex: 3 });
    expect(all.map(({ classIndex }) => classIndex)).toEqual([3, 3]);
    const each = await saliency(model, x, { classIndex: [3, 1] });
    expect(each[0]).toEqual(all[0]);
    expect(each[1]!.map).not.toEqual(all[1]!.map);
  });

  test('explains a picture of a batch as it would alone', async () => {
    const together = await gradCam(model, x, { classIndex: 1 });
    const alone = tensor((await read(x)).slice(768), [1, 16, 16, 3]);
    const [second] = await gradCam(model, alone, { classIndex: 1 });
    for (const [i, value] of raw(second!).entries()) expect(raw(together[1]!)[i]).toBeCloseTo(value, 5);
    dispose(alone);
  });

  test('refuses a class that is none, and other counts than pictures', async () => {
    for (const explain of [gradCam, classActivationMap, saliency]) {
      for (const classIndex of [4, -1, 0.5, [0], [0, 9]]) {
        await expect(explain(model, x, { classIndex })).rejects.toThrow(OptionError);
      }
      await expect(explain(model, x, { classIndex: 4 })).rejects.toThrow(
        `${explain.name}: classIndex is 4, expected a whole number of 0 to 3`,
      );
    }
    await expect(saliency(model, x, { of: 'guided' as 'gradient' })).rejects.toThrow(OptionError);
  });

  test('passes on what the model refuses', async () => {
    const wrong = tensor(new Float32Array(16), [1, 4, 4, 1]);
    for (const explain of [gradCam, classActivationMap, saliency]) {
      await expect(explain(model, wrong)).rejects.toThrow(ShapeError);
    }
    dispose(wrong);
  });
});

describe('gradCam', () => {
  test('looks at stages and modules by name, as finely as they see', async () => {
    const side = async (layer: string) => (await gradCam(model, x, { layer, classIndex: 0 }))[0]!.height;
    expect(await Promise.all(['stage3', 'layer3', 'layer2.0.conv2', 'stem'].map(side))).toEqual([4, 4, 8, 16]);
    expect(await gradCam(model, x, { layer: 'stage3' })).toEqual(await gradCam(model, x));
  });

  test('refuses names that are none, layers without a map, and models without one', async () => {
    await expect(gradCam(model, x, { layer: 'stage9' })).rejects.toThrow(
      'its stages are stem, stage1, stage2, stage3, head',
    );
    await expect(gradCam(model, x, { layer: 'avgpool' })).rejects.toThrow("'avgpool' gives [2,64], expected a map");
    const net = await models.squeezenet1_1.create({ rng: new Rng(1), classes: 2 });
    const tiny = tensor(new Float32Array(32 * 32 * 3), [1, 32, 32, 3]);
    await expect(gradCam(net, tiny, { layer: 'features' })).rejects.toThrow("'features' did not run");
    net.dispose();
    const mlp = await models.mlp.create({ rng: new Rng(1) });
    const digit = tensor(new Float32Array(784), [1, 28, 28, 1]);
    await expect(gradCam(mlp, digit)).rejects.toThrow('no map before its head, only vectors; saliency explains it');
    expect((await saliency(mlp, digit))[0]).toMatchObject({ height: 28, width: 28 });
    dispose([tiny, digit]);
    mlp.dispose();
  });
});

describe('classActivationMap', () => {
  test('has the logit, less the bias, as its mean', async () => {
    const [found] = await classActivationMap(model, x, { classIndex: 2 });
    const linear = model.stages.at(-1)!.modules.at(-1) as Linear;
    const bias = (await read(linear.bias!.value))[2]!;
    const mean = raw(found!).reduce((sum, value) => sum + value, 0) / found!.map.length;
    expect(mean + bias).toBeCloseTo(found!.logits[2]!, 4);
  });

  test('names what a model without it ends with', async () => {
    const resnet9 = await models.resnet9.create({ rng: new Rng(1) });
    await expect(classActivationMap(resnet9, x)).rejects.toThrow('GlobalMaxPool, Linear, Scale); gradCam explains it');
    resnet9.dispose();
  });
});

describe('smoothGrad', () => {
  test('is saliency where there is no noise, else the mean over noisy copies, the same for the same seed', async () => {
    const plain = await saliency(model, x);
    const still = await smoothGrad(model, x, { rng: new Rng(1), samples: 2, noiseLevel: 0 });
    for (const [row, { map, ...rest }] of still.entries()) {
      expect(rest).toMatchObject({
        height: 16,
        width: 16,
        classIndex: plain[row]!.classIndex,
        logits: plain[row]!.logits,
      });
      for (const [i, value] of map.entries()) expect(value).toBeCloseTo(plain[row]!.map[i]!, 5);
    }
    const noisy = (seed: number, samples = 3) => smoothGrad(model, x, { rng: new Rng(seed), samples });
    expect(await noisy(1)).toEqual(await noisy(1));
    expect((await noisy(1))[0]!.map).not.toEqual((await noisy(2))[0]!.map);
    expect((await noisy(1))[0]!.map).not.toEqual((await noisy(1, 4))[0]!.map);
    expect((await noisy(1))[0]!.map).not.toEqual(plain[0]!.map);
  });

  test('refuses options that are none', async () => {
    const attempt = (options: object) => smoothGrad(model, x, { rng: new Rng(1), ...options });
    for (const samples of [0, 1.5, NaN]) await expect(attempt({ samples })).rejects.toThrow(OptionError);
    for (const noiseLevel of [-1, NaN, Infinity]) await expect(attempt({ noiseLevel })).rejects.toThrow(OptionError);
    await expect(attempt({ classIndex: 4 })).rejects.toThrow('smoothGrad: classIndex is 4');
  });
});

describe('vision transformers', () => {
  test('are explained on their grid of patches, square or not; only the attention gives patches a gradient', async () => {
    const table = { imageSize: 16, patchSize: 4, width: 8, depth: 2, heads: 2 };
    const vit = new TimmViT(table, { rng: new Rng(1), classes: 3, imageSize: [16, 8] });
    const pictures = tensor(new Rng(4).fillNormal(new Float32Array(2 * 16 * 8 * 3)), [2, 16, 8, 3]);
    const [rolled, cam] = [await attentionRollout(vit, pictures), await gradCam(vit, pictures, { classIndex: 1 })];
    for (const found of [...rolled, ...cam]) expect(found).toMatchObject({ height: 4, width: 2 });
    expect(rolled[0]!.map).not.toEqual(rolled[1]!.map);
    expect(Math.max(...rolled[0]!.map)).toBe(1);
    expect((await gradCam(vit, pictures, { layer: 'stem' }))[0]).toMatchObject({ height: 4, width: 2 });
    // Behind the last attention only the class token counts.
    const [last] = await gradCam(vit, pictures, { layer: 'stage2' });
    expect(last!.range).toEqual([0, 0]);
    dispose(pictures);
    vit.dispose();
  });
});
