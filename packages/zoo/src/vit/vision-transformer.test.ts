import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, read, type Tensor, tensor } from '@cv/tensor';
import { OptionError, ShapeError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TimmViT } from './timm-vit.ts';
import { TorchvisionViT } from './torchvision-vit.ts';
import type { VitOptions } from './vision-transformer.ts';

const table = { imageSize: 8, patchSize: 4, width: 8, depth: 3, heads: 2 };

let before = 0;
beforeEach(() => {
  before = numTensors();
});
afterEach(() => {
  expect(numTensors(), 'tensors left').toBe(before);
});

const pictures = () => tensor(new Rng(7).fillNormal(new Float32Array(4 * 192)), [4, 8, 8, 3]);

async function values(x: Tensor): Promise<number[]> {
  const numbers = Array.from(await read(x));
  dispose(x);
  return numbers;
}

describe.each([
  ['TorchvisionViT', TorchvisionViT],
  ['TimmViT', TimmViT],
] as const)('%s', (_name, ViT) => {
  test('drops branches in training at the given rate, never in prediction', async () => {
    const [plain, dropping] = [0, 0.9].map((dropPath) => new ViT(table, { rng: new Rng(1), dropPath })) as [
      InstanceType<typeof ViT>,
      InstanceType<typeof ViT>,
    ];
    const x = pictures();
    const features = async (model: typeof plain, training: boolean) =>
      values(model.features(x, { training, rng: new Rng(2) }));
    const expected = await features(plain, false);
    expect(await features(plain, true)).toEqual(expected);
    expect(await features(dropping, false)).toEqual(expected);
    expect(await features(dropping, true)).not.toEqual(expected);
    dispose(x);
    plain.dispose();
    dropping.dispose();
  });

  test('has stages stem, one for each block, head; takes classes and channels', () => {
    const model = new ViT(table, { rng: new Rng(1), classes: 5, inChannels: 1 });
    expect(model.stages.map(({ name }) => name)).toEqual(['stem', 'stage1', 'stage2', 'stage3', 'head']);
    const x = tensor(new Float32Array(64), [1, 8, 8, 1]);
    const y = model.forward(x);
    expect(y.shape).toEqual([1, 5]);
    dispose([x, y]);
    model.dispose();
  });

  test('takes pictures of another size, also none that is square', () => {
    const model = new ViT(table, { rng: new Rng(1), imageSize: [12, 8] });
    expect(model.grid).toEqual([3, 2]);
    const x = tensor(new Float32Array(288), [1, 12, 8, 3]);
    const y = model.forward(x);
    expect(y.shape).toEqual([1, 1000]);
    dispose([x, y]);
    model.dispose();
  });

  test('loads positions of another size only when asked to, and says so', async () => {
    const make = (options: Partial<VitOptions> = {}) => new ViT(table, { rng: new Rng(1), classes: 2, ...options });
    const [small, large, other] = [make(), make({ imageSize: 16 }), make({ imageSize: 16, classes: 3 })];
    const state = await small.stateDict();
    expect(() => large.loadStateDict(state)).toThrow(WeightsError);
    expect(() => large.loadStateDict(state)).toThrow(
      "The positions are for 2 x 2 patches: { positions: 'interpolate' } resamples them",
    );
    expect(large.loadStateDict(state, { strict: false }).mismatched).toHaveLength(1);
    const { reshaped, mismatched } = large.loadStateDict(state, { positions: 'interpolate' });
    expect(mismatched).toEqual([]);
    expect(reshaped).toEqual([{ name: reshaped[0]!.name, expected: [1, 17, 8], received: [1, 5, 8] }]);
    const positions = (await large.stateDict())[reshaped[0]!.name]!.data;
    expect(positions.slice(0, 8)).toEqual(state[reshaped[0]!.name]!.data.slice(0, 8)); // of the class token
    expect(small.loadStateDict(state, { positions: 'interpolate' }).reshaped).toEqual([]);
    // Other differences stay errors, and a grid that is no square cannot be guessed.
    expect(() => other.loadStateDict(state, { positions: 'interpolate' })).toThrow('these are the weights of another');
    const oblong = make({ imageSize: [8, 12] });
    const stored = await oblong.stateDict();
    expect(() => large.loadStateDict(stored, { positions: 'interpolate' })).toThrow(WeightsError);
    for (const model of [small, large, other, oblong]) model.dispose();
  });

  test('refuses what does not fit', () => {
    const make = (changes: Partial<typeof table>, options: Partial<VitOptions> = {}) =>
      new ViT({ ...table, ...changes }, { rng: new Rng(1), ...options });
    expect(() => make({ patchSize: 3 })).toThrow('patches of 3 pixels do not fill a picture of 8 x 8');
    for (const imageSize of [0, 6, NaN, [8, 10] as const]) expect(() => make({}, { imageSize })).toThrow(OptionError);
    expect(() => make({}, { dropPath: 1 })).toThrow(OptionError);
    expect(() => make({}, { dropPath: NaN })).toThrow('dropPath is NaN');
    const model = make({});
    const x = tensor(new Float32Array(12 * 12 * 3), [1, 12, 12, 3]);
    expect(() => model.forward(x)).toThrow(ShapeError);
    expect(() => model.forward(x)).toThrow('expected [N, 8, 8, 3]; its positions are for this size');
    dispose(x);
    model.dispose();
  });
});

/** Root of the mean square. */
const spread = (numbers: ArrayLike<number>): number =>
  Math.sqrt(Array.from(numbers).reduce((sum, value) => sum + value * value, 0) / numbers.length);

describe('initial values', () => {
  const wide = { imageSize: 32, patchSize: 4, width: 64, depth: 1, heads: 4 };

  test('are those of torchvision', async () => {
    const model = new TorchvisionViT(wide, { rng: new Rng(1) });
    const state = await model.stateDict();
    const of = (name: string) => spread(state[name]!.data as Float32Array);
    expect(of('class_token')).toBe(0);
    expect(of('heads.head.weight')).toBe(0);
    expect(of('heads.head.bias')).toBe(0);
    expect(of('conv_proj.bias')).toBe(0);
    expect(of('conv_proj.weight') / Math.sqrt(1 / 48)).toBeCloseTo(1, 1);
    expect(of('encoder.pos_embedding') / 0.02).toBeCloseTo(1, 1);
    expect(of('encoder.layers.encoder_layer_0.mlp.0.weight') / Math.sqrt(2 / (64 + 256))).toBeCloseTo(1, 1);
    expect(of('encoder.layers.encoder_layer_0.mlp.0.bias')).toBeLessThan(2e-6);
    model.dispose();
  });

  test('are those of timm', async () => {
    const model = new TimmViT(wide, { rng: new Rng(1) });
    const state = await model.stateDict();
    const of = (name: string) => spread(state[name]!.data as Float32Array);
    for (const name of ['pos_embed', 'blocks.0.attn.qkv.weight', 'blocks.0.mlp.fc2.weight', 'head.weight']) {
      expect(of(name) / 0.02, name).toBeCloseTo(1, 1);
    }
    for (const name of ['blocks.0.attn.qkv.bias', 'head.bias']) expect(of(name), name).toBe(0);
    expect(of('cls_token')).toBeLessThan(2e-6);
    model.dispose();
  });
});
