import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import type { Device } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelEntry } from './model-entry.ts';
import { expectGolden, folder, golden } from './model-golden.test.support.ts';
import { models } from './models.ts';

/** Compared with PyTorch by a test of its own, gradients too. */
const elsewhere = new Set(['lenet5']);
const entries = Object.entries<ModelEntry>(models).filter(([id]) => !elsewhere.has(id));

describe.each(entries)('%s equals the reference', (id, entry) => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('onnxruntime');
  });
  afterAll(() => device.dispose()); // with the compiled graph of this model

  test('parameters and multiply-accumulates, also of the published table', () => {
    const { params, macs, published } = golden(id);
    expect([entry.params, entry.macs]).toEqual([params, macs]);
    if (published !== null) {
      expect([entry.params, (entry.macs / 1e9).toFixed(3)]).toEqual([published.params, published.gmacs.toFixed(3)]);
    }
  });

  test('names and shapes of the state dict', async () => {
    const expected = golden(id);
    const fresh = await entry.create({ rng: new Rng(1) });
    const keys = fresh.namedState().map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
    expect(keys).toHaveLength(expected.stateKeys);
    expect(createHash('sha256').update(keys.sort().join('\n')).digest('hex')).toBe(expected.stateSha256);
    fresh.dispose();
  });

  test('one stage, logits', { timeout: 120_000 }, () => expectGolden(entry));
});

test('every model has a golden', () => {
  expect(entries.map(([id]) => id).filter((id) => !existsSync(new URL(`${id}.json`, folder)))).toEqual([]);
});
