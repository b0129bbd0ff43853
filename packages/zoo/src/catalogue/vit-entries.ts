import type { ModelEntry } from '../model-entry.ts';
import { imagenetRecipe, type PreprocessingRecipe } from '../preprocessing/recipe.ts';
import { imagenetEntry } from './imagenet-entry.ts';

/** Id and name of the exported builder. */
const builders = {
  vit_tiny_patch16_224: 'vitTinyPatch16_224',
  vit_small_patch16_224: 'vitSmallPatch16_224',
  vit_small_patch32_224: 'vitSmallPatch32_224',
  vit_b_16: 'vitB16',
  vit_b_32: 'vitB32',
  vit_l_16: 'vitL16',
  vit_l_32: 'vitL32',
  deit_tiny_patch16_224: 'deitTinyPatch16_224',
} as const;

type Id = keyof typeof builders;

const papers = {
  vit: {
    title: 'Dosovitskiy et al. 2020: An image is worth 16x16 words: transformers for image recognition at scale',
    url: 'https://arxiv.org/abs/2010.11929',
  },
  augreg: {
    title: 'Steiner et al. 2021: How to train your ViT? Data, augmentation, and regularization in vision transformers',
    url: 'https://arxiv.org/abs/2106.10270',
  },
  deit: {
    title: 'Touvron et al. 2020: Training data-efficient image transformers and distillation through attention',
    url: 'https://arxiv.org/abs/2012.12877',
  },
} as const;

/** timm's evaluation at a crop of 0.9: shorter side 248, bicubic. */
const deitRecipe: PreprocessingRecipe = { ...imagenetRecipe, interpolation: 'bicubic', resize: 248 };
const timmRecipe: PreprocessingRecipe = { ...deitRecipe, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

type Given = Pick<ModelEntry, 'title' | 'params' | 'macs' | 'paper'> &
  Partial<Pick<ModelEntry, 'aliases' | 'preprocessing'>>;

function entry(id: Id, given: Given): ModelEntry {
  const create: ModelEntry['create'] = async (options) => (await import('../vit/vits.ts'))[builders[id]](options);
  return imagenetEntry({ id, create, ...given });
}

/** The vision transformers, by id. */
export const vitEntries: Readonly<Record<Id, ModelEntry>> = {
  vit_tiny_patch16_224: entry('vit_tiny_patch16_224', {
    title: 'ViT-Ti/16',
    params: 5_717_416,
    macs: 1_253_683_200,
    paper: papers.augreg,
    preprocessing: timmRecipe,
  }),
  vit_small_patch16_224: entry('vit_small_patch16_224', {
    title: 'ViT-S/16',
    params: 22_050_664,
    macs: 4_598_882_304,
    paper: papers.augreg,
    preprocessing: timmRecipe,
  }),
  vit_small_patch32_224: entry('vit_small_patch32_224', {
    title: 'ViT-S/32',
    params: 22_878_952,
    macs: 1_142_909_952,
    paper: papers.augreg,
    preprocessing: timmRecipe,
  }),
  vit_b_16: entry('vit_b_16', {
    title: 'ViT-B/16',
    aliases: ['vit_base_patch16_224'],
    params: 86_567_656,
    macs: 17_563_828_224,
    paper: papers.vit,
  }),
  vit_b_32: entry('vit_b_32', {
    title: 'ViT-B/32',
    aliases: ['vit_base_patch32_224'],
    params: 88_224_232,
    macs: 4_409_186_304,
    paper: papers.vit,
  }),
  vit_l_16: entry('vit_l_16', {
    title: 'ViT-L/16',
    aliases: ['vit_large_patch16_224'],
    params: 304_326_632,
    macs: 61_554_712_576,
    paper: papers.vit,
    preprocessing: { ...imagenetRecipe, resize: 242 },
  }),
  vit_l_32: entry('vit_l_32', {
    title: 'ViT-L/32',
    aliases: ['vit_large_patch32_224'],
    params: 306_535_400,
    macs: 15_377_539_072,
    paper: papers.vit,
  }),
  deit_tiny_patch16_224: entry('deit_tiny_patch16_224', {
    title: 'DeiT-Ti',
    params: 5_717_416,
    macs: 1_253_683_200,
    paper: papers.deit,
    preprocessing: deitRecipe,
  }),
};
