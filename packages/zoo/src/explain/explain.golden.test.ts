import { readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { dispose, numTensors, type Tensor, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier } from '../classifier.ts';
import { models } from '../models.ts';
import { expectSample, type Sample } from '../sample.test.support.ts';
import { loadSeededWeights, seededPictures } from '../seeded-weights.test.support.ts';
import { attentionRollout } from './attention-rollout.ts';
import { classActivationMap } from './class-activation-map.ts';
import { gradCam } from './grad-cam.ts';
import type { ClassHeatmap, Heatmap } from './heatmap.ts';
import type { RolloutOptions } from './rollout.ts';
import { saliency } from './saliency.ts';

interface Maps {
  readonly classes: readonly number[];
  readonly maps: Sample;
}

interface Golden {
  readonly shape: readonly number[];
  readonly gain: number;
  readonly gradCam: readonly (Maps & { readonly layer: string })[];
  readonly classActivationMap?: Maps;
  readonly saliency: {
    readonly classes: readonly number[];
    readonly gradient: Sample;
    readonly inputTimesGradient: Sample;
  };
  readonly attentionRollout?: readonly (Required<RolloutOptions> & { readonly maps: Sample })[];
}

const golden = (id: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/explain/${id}.json`, import.meta.url), 'utf8')) as Golden;

/** The values before they were normalised. */
function expectMaps(heatmaps: readonly Heatmap[], expected: Sample, what: string): void {
  const [{ height, width }] = heatmaps as [Heatmap, ...Heatmap[]];
  const data = heatmaps.flatMap(({ map, range: [low, high] }) =>
    Array.from(map, (value) => low + value * (high - low)),
  );
  const flat = expected.shape.length === 2; // tokens
  const shape = flat ? [heatmaps.length, height * width] : [heatmaps.length, height, width];
  expectSample({ shape, data }, expected, { tolerance: 1e-4, what });
}

const classesOf = (heatmaps: readonly ClassHeatmap[]) => heatmaps.map(({ classIndex }) => classIndex);

/** Layers that have another name here: the relu behind the last norm of a DenseNet is no child of torchvision's. */
const layerNames: Readonly<Record<string, string>> = { last: 'stage4' };

describe.each(['resnet18', 'vgg11', 'densenet121', 'squeezenet1_1', 'vit_tiny_patch16_224'] as const)(
  '%s equals PyTorch in float64',
  (id) => {
    const expected = golden(id);
    let before = 0;
    let model: Classifier;
    let x: Tensor;
    beforeAll(async () => {
      await openDevice('onnxruntime');
      before = numTensors();
      model = await models[id].create({ rng: new Rng(1) });
      loadSeededWeights(model, expected.gain);
      x = tensor(seededPictures(expected.shape), expected.shape);
    });
    afterAll(() => {
      dispose(x);
      model.dispose();
      expect(numTensors()).toBe(before);
    });

    test('gradCam: the default layer, and another by name', async () => {
      for (const [i, { layer, classes, maps }] of expected.gradCam.entries()) {
        const named = { layer: layerNames[layer] ?? layer, classIndex: classes };
        expectMaps(await gradCam(model, x, named), maps, layer);
        if (i > 0) continue;
        const predicted = await gradCam(model, x, id === 'vgg11' ? { classIndex: classes[0]! } : {});
        expectMaps(predicted, maps, 'default layer');
        expect(classesOf(predicted)).toEqual(classes);
      }
    });

    test('saliency', async () => {
      const { classes, gradient, inputTimesGradient } = expected.saliency;
      const found = await saliency(model, x, { classIndex: classes });
      expectMaps(found, gradient, 'gradient');
      expect(classesOf(found)).toEqual(classes);
      const times = await saliency(model, x, { classIndex: classes, of: 'input-times-gradient' });
      expectMaps(times, inputTimesGradient, 'input times gradient');
    });

    test('classActivationMap', async () => {
      if (expected.classActivationMap === undefined) {
        await expect(classActivationMap(model, x)).rejects.toThrow('gradCam explains it');
        return;
      }
      const found = await classActivationMap(model, x);
      expectMaps(found, expected.classActivationMap.maps, 'class activation map');
      expect(classesOf(found)).toEqual(expected.classActivationMap.classes);
    });

    test('attentionRollout', async () => {
      if (expected.attentionRollout === undefined) {
        await expect(attentionRollout(model, x)).rejects.toThrow('has no attention; gradCam explains it');
        return;
      }
      for (const { maps, ...options } of expected.attentionRollout) {
        expectMaps(await attentionRollout(model, x, options), maps, JSON.stringify(options));
      }
    });
  },
);
