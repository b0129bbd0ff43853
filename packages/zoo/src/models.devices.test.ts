import { openDevice } from '@cv/backend-node';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Classifier } from './classifier.ts';
import type { ModelEntry } from './model-entry.ts';
import { expectGolden, golden } from './model-golden.test.support.ts';
import { models } from './models.ts';
import { TimmViT } from './vit/timm-vit.ts';
import { TorchvisionViT } from './vit/torchvision-vit.ts';

type Tried = Pick<ModelEntry, 'id' | 'create'>;

/** Multiply-accumulates of the pictures of the golden. */
function cost({ id, macs, inputShape }: ModelEntry): number {
  const [count, side] = golden(id).shape;
  return macs * count! * (side! / inputShape[0]) ** 2;
}

/** Compared with PyTorch by a test of its own. */
const elsewhere = new Set(['lenet5']);
/** What has blocks, or a size of them, that no cheaper model has. */
const costly = new Set(['vgg11_bn', 'resnet9', 'resnet50', 'resnext50_32x4d', 'inception_v3', 'darknet53']);
const small = { imageSize: 48, patchSize: 16, width: 96, depth: 3, heads: 3 };

const catalogue = Object.values<ModelEntry>(models).filter(({ id }) => !elsewhere.has(id));
const tried: readonly Tried[] = [
  ...catalogue.filter((entry) => costly.has(entry.id) || (cost(entry) <= 0.5e9 && entry.params <= 100e6)),
  // Transformers of the catalogue have one size and take plain JavaScript many seconds.
  {
    id: 'small_torchvision_vit',
    create: (options) => Promise.resolve(new TorchvisionViT(small, { classes: 10, ...options })),
  },
  { id: 'small_timm_vit', create: (options) => Promise.resolve(new TimmViT(small, { classes: 10, ...options })) },
];

describe.each(['wasm', 'cpu'] as const)('on %s the reference is equalled by', (device) => {
  beforeAll(() => openDevice(device));
  test.each(tried.map((entry) => [entry.id, entry] as const))('%s', { timeout: 60_000 }, (_id, entry) =>
    expectGolden(entry),
  );
});

test('every kind of part that the catalogue has is among them', async () => {
  await openDevice('cpu');
  const kinds = async (entries: readonly Tried[]) => {
    const built = await Promise.all(entries.map(({ create }): Promise<Classifier> => create({ rng: new Rng(1) })));
    return new Set(built.flatMap((model) => model.namedModules().map(([, { kind }]) => kind)));
  };
  const covered = await kinds(tried);
  expect([...(await kinds(catalogue))].filter((kind) => !covered.has(kind))).toEqual([]);
});
