import { readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { captureAttention } from '@cv/layers';
import { type Device, dispose, numTensors, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectSample, type Sample } from '../sample.test.support.ts';
import { loadSeededWeights, seededPictures, seededTensor } from '../seeded-weights.test.support.ts';
import { TimmViT } from './timm-vit.ts';
import { TorchvisionViT } from './torchvision-vit.ts';
import type { VisionTransformer, VitOptions } from './vision-transformer.ts';
import type { VitTable } from './vit-table.ts';
import { vitB32, vitTinyPatch16_224 } from './vits.ts';

interface Golden {
  readonly table?: VitTable & { readonly classes: number };
  readonly attention?: {
    readonly shape: readonly number[];
    readonly logits: Sample;
    readonly attentions: Readonly<Record<string, Sample>>;
  };
  readonly resized: readonly {
    readonly size: readonly [number, number];
    readonly positions: Sample;
    readonly logits: Sample;
  }[];
}

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/vit/${name}.json`, import.meta.url), 'utf8')) as Golden;

const cases: readonly [string, (golden: Golden, options: VitOptions) => VisionTransformer][] = [
  ['small-timm', ({ table }, options) => new TimmViT(table!, { classes: table!.classes, ...options })],
  ['small-torchvision', ({ table }, options) => new TorchvisionViT(table!, { classes: table!.classes, ...options })],
  ['vit_tiny_patch16_224', (_golden, options) => vitTinyPatch16_224(options)],
  ['vit_b_32', (_golden, options) => vitB32(options)],
];

let device: Device;
beforeAll(async () => {
  device = await openDevice('onnxruntime');
});

const withAttention = cases.flatMap(([name, create]) => {
  const expected = golden(name);
  return expected.attention ? [{ name, create, expected, attention: expected.attention }] : [];
});

test.each(withAttention)(
  '$name: attention probabilities of every block and head equal the reference',
  async ({ create, expected, attention }) => {
    const before = numTensors();
    const model = create(expected, { rng: new Rng(1) });
    loadSeededWeights(model, 1);
    const x = tensor(seededPictures(attention.shape), attention.shape);
    const start = device.statistics!().runs!;
    const { output, attentions } = await captureAttention(model, x);
    expect(device.statistics!().runs, 'all is computed and read in one run').toBe(start + 1);
    expectSample(output, attention.logits, { tolerance: 1e-4, what: 'logits' });
    expect(Object.keys(attentions)).toEqual(Object.keys(attention.attentions));
    for (const [block, sample] of Object.entries(attention.attentions)) {
      expectSample(attentions[block]!, sample, { tolerance: 1e-4, what: block });
    }
    dispose(x);
    model.dispose();
    expect(numTensors()).toBe(before);
  },
);

describe.each(cases)('%s equals the reference', (name, create) => {
  const expected = golden(name);
  const { resized } = expected;

  test.each(resized)('weights of the standard size for pictures of $size', { timeout: 60_000 }, async (one) => {
    const before = numTensors();
    const standard = create(expected, { rng: new Rng(1) });
    const key = name.includes('torchvision') || name.includes('_b_') ? 'encoder.pos_embedding' : 'pos_embed';
    const slot = standard.namedState().find(([each]) => each === key)![1];
    const stored = seededTensor(key, slot.shape, 1);
    standard.dispose();

    const model = create(expected, { rng: new Rng(1), imageSize: one.size });
    loadSeededWeights(model, 1);
    const report = model.loadStateDict({ [key]: stored }, { strict: false, positions: 'interpolate' });
    expect(report.reshaped).toEqual([{ name: key, expected: one.positions.shape, received: stored.shape }]);
    const own = (await model.stateDict())[key]!;
    expectSample(own as { shape: readonly number[]; data: Float32Array }, one.positions, {
      tolerance: 1e-5,
      what: 'positions',
    });
    const shape = [1, ...one.size, 3];
    const x = tensor(seededPictures(shape), shape);
    const logits = model.forward(x);
    const values = { shape: logits.shape, data: (await read(logits)) as Float32Array };
    expectSample(values, one.logits, { tolerance: 1e-4, what: 'logits' });
    dispose([x, logits]);
    model.dispose();
    expect(numTensors()).toBe(before);
  });
});
