import { OptionError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { publishedWeights } from './catalogue/published-weights.generated.ts';
import { findModel, findWeights } from './find-weights.ts';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';

describe('findModel', () => {
  test('knows ids and aliases', () => {
    expect(findModel('vit_b_16')).toBe(models.vit_b_16);
    expect(findModel('vit_base_patch16_224')).toBe(models.vit_b_16);
    expect(() => findModel('constructor')).toThrow(OptionError);
  });
});

describe('findWeights', () => {
  test('by tag, by torchvision and timm names, and the default', () => {
    const { tag, weights, entry } = findWeights('resnet50', 'IMAGENET1K_V1');
    expect(tag).toBe('tv_in1k');
    expect(weights.url.href).toBe('https://download.pytorch.org/models/resnet50-0676ba61.pth');
    expect(weights).toMatchObject({ sha256: null, sha256Prefix: '0676ba61', licence: 'BSD-3-Clause' });
    expect(weights.published).toEqual({ top1: 0.7613, top5: 0.92862 });
    expect(entry.preprocessing).toMatchObject({ resize: 256, size: [224, 224], interpolation: 'bilinear' });
    expect(findWeights('resnet50').tag).toBe('tv2_in1k');
    expect(findWeights('resnet50', 'DEFAULT').entry.preprocessing.resize).toBe(232);
    expect(findWeights('resnet50.tv_in1k')).toEqual(findWeights('resnet50', 'tv_in1k'));
    expect(findWeights('lenet5').tag).toBe('mnist');
  });

  test('of the hub, with the repository, its recipe and no accuracy that nobody stated', () => {
    const { weights, entry } = findWeights('resnet50.a1_in1k');
    expect(weights.hub).toEqual({ repo: 'timm/resnet50.a1_in1k', revision: 'main', path: 'model.safetensors' });
    expect(weights.url.href).toBe('https://huggingface.co/timm/resnet50.a1_in1k/resolve/main/model.safetensors');
    expect(weights).toMatchObject({ published: null, licence: 'Apache-2.0', origin: 'timm' });
    // timm: crop_pct 0.95, so that the shorter side is floor(224 / 0.95)
    expect(entry.preprocessing).toMatchObject({ resize: 235, interpolation: 'bicubic', mean: [0.485, 0.456, 0.406] });
  });

  test('names what there is', () => {
    expect(() => findWeights('resnet20', 'x')).toThrow('load: the catalogue has no weights of resnet20');
    expect(() => findWeights('alexnet', 'x')).toThrow("load: alexnet has no weights 'x'; choose from tv_in1k");
    expect(() => findWeights('alexnet', 'toString')).toThrow(OptionError);
    expect(() => findWeights('alexnet.tv_in1k', 'tv2_in1k')).toThrow("names other weights than 'tv2_in1k'");
    expect(() => findWeights('alexnet6.tv_in1k')).toThrow("there is no model 'alexnet6'");
  });
});

const all = Object.values<ModelEntry>(models).flatMap(({ id, weights }) =>
  Object.entries(weights).map(([tag, entry]) => [`${id}.${tag}`, entry] as const),
);

describe.each(all)('%s', (name, weights) => {
  test('can be told, fetched and checked', () => {
    expect(findWeights(name).weights).toBe(weights);
    expect(['https:', 'file:']).toContain(weights.url.protocol);
    expect(weights.sha256 ?? weights.sha256Prefix ?? weights.hub?.repo).toMatch(/^[0-9a-f]{64}$|^[0-9a-f]{8}$|^timm\//);
    if (weights.sha256Prefix !== undefined) expect(weights.url.pathname).toContain(`-${weights.sha256Prefix}.`);
    for (const share of Object.values(weights.published ?? {})) {
      expect(share).toBeGreaterThan(0.5);
      expect(share).toBeLessThan(1);
    }
    const { size, mean, std, resize = size[0] } = findWeights(name).entry.preprocessing;
    expect(resize).toBeGreaterThanOrEqual(size[0]);
    expect([...mean, ...std].every((value) => value > 0 && value < 1)).toBe(true);
  });

  test('has no name twice', () => {
    const entry = findWeights(name).entry;
    const names = Object.entries(entry.weights).flatMap(([tag, { aliases }]) => [tag, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('every ImageNet model has the weights that are published for it', () => {
  for (const { id, labels, weights } of Object.values<ModelEntry>(models)) {
    if (labels.length !== 1000) continue;
    const tags = (publishedWeights[id] ?? []).map(({ tag }) => tag);
    expect(Object.keys(weights), id).toEqual(expect.arrayContaining(tags));
  }
});
