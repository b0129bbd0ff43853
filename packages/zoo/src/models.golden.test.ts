import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { clone, type Device, dispose, keep, numTensors, read, type Tensor, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier } from './classifier.ts';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';
import { expectSample, type Sample } from './sample.test.support.ts';
import { loadSeededWeights, seededPictures } from './seeded-weights.test.support.ts';

interface Golden {
  readonly params: number;
  readonly macs: number;
  readonly published: { readonly params: number; readonly gmacs: number } | null;
  readonly stateKeys: number;
  readonly stateSha256: string;
  /** Of the pictures. */
  readonly shape: readonly number[];
  readonly gain: number;
  readonly stage: Sample & { readonly name: string };
  readonly logits: Sample;
}

/** Compared with PyTorch by a test of its own, gradients too. */
const elsewhere = new Set(['lenet5']);
const folder = new URL('../fixtures/models/', import.meta.url);
const golden = (id: string) => JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')) as Golden;

/** Of the largest value: float32 against float64 over up to 150 layers; ten times stricter than what is promised. */
const tolerance = 1e-4;

/** Runs the model and keeps the output of one stage. */
function runWithStage(model: Classifier, x: Tensor, stage: string): { logits: Tensor; output: Tensor } {
  const last = model.stages.find(({ name }) => name === stage)?.modules.at(-1);
  let output: Tensor | undefined;
  const logits = model.forward(x, {
    training: false,
    capture: (module, y) => {
      if (module === last) output = keep(clone(y));
    },
  });
  expect(output, `an output of ${stage}`).toBeDefined();
  return { logits, output: output! };
}

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

  test('names and shapes of the state dict, one stage, logits', { timeout: 120_000 }, async () => {
    const before = numTensors();
    const expected = golden(id);
    const model = await entry.create({ rng: new Rng(1) });
    const keys = model.namedState().map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
    expect(keys).toHaveLength(expected.stateKeys);
    expect(createHash('sha256').update(keys.sort().join('\n')).digest('hex')).toBe(expected.stateSha256);
    loadSeededWeights(model, expected.gain);

    const x = tensor(seededPictures(expected.shape), expected.shape);
    const { logits, output } = runWithStage(model, x, expected.stage.name);
    expectSample({ shape: output.shape, data: (await read(output)) as Float32Array }, expected.stage, {
      tolerance,
      what: 'stage',
    });
    expectSample({ shape: logits.shape, data: (await read(logits)) as Float32Array }, expected.logits, {
      tolerance,
      what: 'logits',
    });
    dispose([x, logits, output]);
    model.dispose();
    expect(numTensors()).toBe(before);
  });
});

test('every model has a golden', () => {
  expect(entries.map(([id]) => id).filter((id) => !existsSync(new URL(`${id}.json`, folder)))).toEqual([]);
});
