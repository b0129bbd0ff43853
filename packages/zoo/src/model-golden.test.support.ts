import { readFileSync } from 'node:fs';
import { clone, dispose, keep, numTensors, read, type Tensor, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { expect } from 'vitest';
import type { Classifier } from './classifier.ts';
import type { ModelEntry } from './model-entry.ts';
import { expectSample, type Sample } from './sample.test.support.ts';
import { loadSeededWeights, seededPictures } from './seeded-weights.test.support.ts';

/** What the reference gives with seeded weights and pictures. */
export interface Golden {
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

/** Where the goldens lie. */
export const folder: URL = new URL('../fixtures/models/', import.meta.url);
/** The golden of a model. */
export const golden = (id: string): Golden => JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')) as Golden;

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

/** Runs a model with seeded weights, on the device that is open, and compares one stage and the logits with the reference. */
export async function expectGolden({ id, create }: Pick<ModelEntry, 'id' | 'create'>): Promise<void> {
  const before = numTensors();
  const expected = golden(id);
  const model = await create({ rng: new Rng(1) });
  loadSeededWeights(model, expected.gain);
  const x = tensor(seededPictures(expected.shape), expected.shape);
  const { logits, output } = runWithStage(model, x, expected.stage.name);
  expectSample({ shape: output.shape, data: await read(output) }, expected.stage, { tolerance, what: 'stage' });
  expectSample({ shape: logits.shape, data: await read(logits) }, expected.logits, { tolerance, what: 'logits' });
  dispose([x, logits, output]);
  model.dispose();
  expect(numTensors()).toBe(before);
}
