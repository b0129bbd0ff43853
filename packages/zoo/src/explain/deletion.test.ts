import { existsSync, readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { resize } from '@cv/classical';
import { createPicture } from '@cv/image';
import { dispose, numTensors, read, type Tensor, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier } from '../classifier.ts';
import { models } from '../models.ts';
import { preprocess } from '../preprocessing/preprocess.ts';
import { decodeSafetensors } from '../safetensors/decode-safetensors.ts';
import { classActivationMap } from './class-activation-map.ts';
import { gradCam } from './grad-cam.ts';
import type { ClassHeatmap } from './heatmap.ts';
import { saliency } from './saliency.ts';
import { smoothGrad } from './smooth-grad.ts';
import { topk } from './topk.ts';

const data = new URL('../../../../../shared/data/', import.meta.url);
const missing = !existsSync(data); // the trained weights are not part of the project: a fresh clone elsewhere has none
const bytes = (path: string) => new Uint8Array(readFileSync(new URL(path, data)));

const COUNT = 200;
const SIDE = 32;
const PIXELS = SIDE * SIDE;
/** Of the side of a picture: scattered single pixels would hurt as noise, wherever they are. */
const BLOCKS = 4;
/** A quarter of the picture. */
const MASKED = (BLOCKS * BLOCKS) / 4;

/** The mean of each block of a heatmap of whatever size. */
function blockMeans({ map, height, width }: ClassHeatmap): ArrayLike<number> {
  const plane = createPicture({ data: map, height, width, channels: 1 });
  return resize(plane, { width: BLOCKS, height: BLOCKS, filter: 'box' }).data;
}

/** The pixels of blocks. */
function pixelsOf(blocks: readonly number[]): number[] {
  const size = SIDE / BLOCKS;
  return Array.from({ length: PIXELS }, (_, i) => i).filter((i) =>
    blocks.includes(Math.floor(i / SIDE / size) * BLOCKS + Math.floor((i % SIDE) / size)),
  );
}

/** Pictures whose chosen pixels are those of no picture: the mean colour. */
function masked(images: Float32Array, choose: (picture: number) => readonly number[]): Float32Array {
  const result = images.slice();
  for (let picture = 0; picture < COUNT; picture++) {
    for (const pixel of choose(picture))
      result.fill(0, (picture * PIXELS + pixel) * 3, (picture * PIXELS + pixel + 1) * 3);
  }
  return result;
}

/**
 * Explanations are of the trained net, not only of its formula: without the quarter of the picture that one points at the logit falls more
 * than without any quarter, and least without the quarter that it leaves dark (the deletion test of Petsiuk et al. 2018,
 * https://arxiv.org/abs/1806.07421, at one point of its curve).
 */
describe.skipIf(missing)('a trained ResNet-20 on 200 pictures of CIFAR-10 (needs ../shared/data)', () => {
  let before = 0;
  let model: Classifier;
  let images: Float32Array;
  let x: Tensor;
  beforeAll(async () => {
    await openDevice('onnxruntime');
    before = numTensors();
    model = await models.resnet20.create({ rng: new Rng(0) });
    model.loadStateDict(decodeSafetensors(bytes('weights/resnet20-cifar10.safetensors')).tensors);
    const records = bytes('cifar10/test_lossless_200.bin');
    const shape = { width: SIDE, height: SIDE, channels: 3, layout: 'planar' } as const;
    const pictures = Array.from({ length: COUNT }, (_, i) =>
      createPicture({ ...shape, data: records.slice(i * 3073 + 1, (i + 1) * 3073) }),
    );
    images = preprocess(pictures, models.resnet20.preprocessing).images;
    x = tensor(images, [COUNT, SIDE, SIDE, 3]);
  });
  afterAll(() => {
    dispose(x);
    model.dispose();
    expect(numTensors()).toBe(before);
  });

  /** Mean logit of the explained classes. */
  async function meanLogit(values: Float32Array, heatmaps: readonly ClassHeatmap[]): Promise<number> {
    const given = tensor(values, [COUNT, SIDE, SIDE, 3]);
    const logits = model.forward(given);
    const rows = await read(logits);
    dispose([given, logits]);
    return heatmaps.reduce((sum, { classIndex }, i) => sum + rows[i * 10 + classIndex]!, 0) / COUNT;
  }

  test.each([
    ['gradCam', () => gradCam(model, x)],
    ['classActivationMap', () => classActivationMap(model, x)],
    ['saliency', () => saliency(model, x)],
    ['smoothGrad', () => smoothGrad(model, x, { rng: new Rng(1), samples: 8 })],
  ] as const)('%s points at what the class hangs on', { timeout: 60_000 }, async (_name, explain) => {
    const heatmaps = await explain();
    const ranked = heatmaps.map((heatmap) => topk(blockMeans(heatmap), BLOCKS ** 2).map(({ index }) => index));
    const rng = new Rng(7);
    const shuffled = heatmaps.map(() => topk(rng.fillNormal(new Float32Array(BLOCKS ** 2)), BLOCKS ** 2));
    const whole = await meanLogit(images, heatmaps);
    const fall = async (blocks: (picture: number) => readonly number[]) =>
      whole -
      (await meanLogit(
        masked(images, (picture) => pixelsOf(blocks(picture))),
        heatmaps,
      ));
    const strongest = await fall((picture) => ranked[picture]!.slice(0, MASKED));
    const any = await fall((picture) => shuffled[picture]!.slice(0, MASKED).map(({ index }) => index));
    const weakest = await fall((picture) => ranked[picture]!.slice(-MASKED));
    expect(strongest).toBeGreaterThan(any);
    expect(any).toBeGreaterThan(weakest);
  });
});
