import { openDevice } from '@cv/backend-node';
import { type Device, dispose, numTensors, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedSize } from '../fixed-size.test.support.ts';
import type { ModelEntry } from '../model-entry.ts';
import { models } from '../models.ts';
import { loadSeededWeights, seededPictures } from '../seeded-weights.test.support.ts';
import { attentionRollout } from './attention-rollout.ts';
import { classActivationMap } from './class-activation-map.ts';
import { gradCam } from './grad-cam.ts';
import type { Heatmap } from './heatmap.ts';

/** The larger models of a family run the same code as its smaller ones, and take gigabytes and minutes. */
const LARGE = 30e6;

const entries = Object.entries<ModelEntry>(models).filter(([, { params }]) => params <= LARGE);

describe.each(entries)('%s', (id, entry) => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('onnxruntime');
  });
  afterAll(() => device.dispose()); // with the compiled graphs of this model

  test('is explained, or says in one clear error that it cannot be', { timeout: 60_000 }, async () => {
    const before = numTensors();
    const model = await entry.create({ rng: new Rng(1) });
    loadSeededWeights(model, Math.SQRT2);
    const [height, width, channels] = entry.inputShape;
    const shape = [1, ...(fixedSize(id) ? [height, width] : [96, 96]), channels];
    const x = tensor(seededPictures(shape), shape);
    const explained: string[] = [];
    for (const explain of [gradCam, classActivationMap, attentionRollout]) {
      const found = await explain(model, x).catch((error: unknown) => error);
      if (found instanceof OptionError) continue;
      explained.push(explain.name);
      const [{ map, height: rows, width: columns, logits }] = found as [Heatmap];
      expect(map).toHaveLength(rows * columns);
      expect(map.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(logits).toHaveLength(entry.labels.length);
    }
    expect(explained).toEqual(explainedBy(id));
    dispose(x);
    model.dispose();
    expect(numTensors()).toBe(before);
  });
});

/** Grad-CAM explains all that have maps; the others what they are made for. */
function explainedBy(id: string): string[] {
  if (id === 'mlp') return [];
  if (/vit_|deit_/.test(id)) return ['gradCam', 'attentionRollout'];
  // Their logits come from hidden layers, or from a maximum.
  return /^(lenet|mnist8|alexnet|vgg|resnet9)/.test(id) ? ['gradCam'] : ['gradCam', 'classActivationMap'];
}
