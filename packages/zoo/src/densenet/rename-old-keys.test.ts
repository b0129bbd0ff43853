import '@tensorflow/tfjs-backend-cpu';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import { densenet121 } from './densenets.ts';
import { renameOldKeys } from './rename-old-keys.ts';

const one = { dtype: 'float32', shape: [1], data: Float32Array.of(1) } as const;

test('the names of 2017 become those of today, all others stay', () => {
  const names = [
    ['features.denseblock1.denselayer12.norm.1.weight', 'features.denseblock1.denselayer12.norm1.weight'],
    ['features.denseblock4.denselayer1.conv.2.weight', 'features.denseblock4.denselayer1.conv2.weight'],
    ['features.transition1.norm.weight', 'features.transition1.norm.weight'],
    ['features.denseblock1.denselayer1.norm1.bias', 'features.denseblock1.denselayer1.norm1.bias'],
  ] as const;
  const renamed = renameOldKeys(Object.fromEntries(names.map(([old]) => [old, one])));
  expect(Object.keys(renamed)).toEqual(names.map(([, now]) => now));
});

test('a DenseNet takes them, and tells the others by the names that it was given', async () => {
  const model = densenet121({ rng: new Rng(1) });
  const norm = { dtype: 'float32', shape: [64], data: new Float32Array(64).fill(2) } as const;
  const report = model.loadStateDict(
    { 'features.denseblock1.denselayer1.norm.1.weight': norm, 'features.x': one },
    { strict: false },
  );
  const entries = new Map([['features.denseblock1.denselayer1.norm.1.weight', { ...norm, data: undefined }]]);
  const read: string[] = [];
  const tensor = async (name: string) => {
    read.push(name);
    return norm;
  };
  const streamed = await model.loadStateFrom({ entries, tensor }, { strict: false });
  expect([streamed.unexpected, read]).toEqual([[], [...entries.keys()]]);
  expect(report.unexpected).toEqual(['features.x']);
  expect(report.missing).not.toContain('features.denseblock1.denselayer1.norm1.weight');
  model.dispose();
});
