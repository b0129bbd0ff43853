import { BatchNorm2d, crossEntropy, GlobalAvgPool, Linear, type Module, Sequential, type StateDict } from '@cv/layers';
import { createDevice, mul, numTensors } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { env, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeCheckpoint } from '../checkpoint/decode-checkpoint.ts';
import { encodeCheckpoint } from '../checkpoint/encode-checkpoint.ts';
import { adamW } from '../optimizers/adam-w.ts';
import { barNet, bars } from '../testing.ts';
import { TrainingError } from '../training-error.ts';
import { type FitOptions, Learner } from './learner.ts';
import type { LearnerOptions } from './training-options.ts';
import type { EpochReport, StepReport } from './training-report.ts';

const train = bars(50, 1);
const valid = bars(30, 2);
const normalize = { mean: [0.2], std: [0.3] };
const options = { train, valid, batchSize: 8, normalize, seed: 3 } satisfies LearnerOptions;

beforeAll(async () => {
  env().set('PROD', true);
  await setBackend('cpu');
});

async function trained(overrides: Partial<LearnerOptions> = {}, fit: FitOptions = {}): Promise<StateDict> {
  const learner = new Learner(barNet(1), { ...options, ...overrides });
  await learner.fitOneCycle(2, { lrMax: 0.02, ...fit });
  return learner.model.stateDict();
}

describe('Learner', () => {
  it('learns, and reports steps and epochs', async () => {
    const steps: StepReport[] = [];
    const epochs: EpochReport[] = [];
    const learner = new Learner(barNet(1), options);
    const result = await learner.fitOneCycle(6, {
      lrMax: 0.03,
      onStep: (report) => void steps.push(report),
      onEpoch: (report) => void epochs.push(report),
    });
    expect(result.status).toBe('completed');
    expect(result.history).toEqual(epochs);
    expect(steps).toHaveLength(36);
    expect(steps[35]).toMatchObject({ step: 35, totalSteps: 36, epoch: 5, epochs: 6, count: 8 });
    expect(steps[7]!.learningRate).toBeGreaterThan(steps[0]!.learningRate);
    expect(steps[35]!.learningRate).toBeLessThan(1e-6);
    expect(epochs[5]!.loss).toBeLessThan(epochs[0]!.loss);
    expect(epochs[5]!.valid!.accuracy).toBeGreaterThan(0.9);
    const { accuracy, loss, count, confusion } = await learner.evaluate();
    expect({ accuracy, loss }).toEqual(epochs[5]!.valid);
    expect(count).toBe(30);
    expect(confusion.flat().reduce((a, b) => a + b, 0)).toBe(30);
  });

  it('gives the same weights for the same seed, bit for bit, and others for another seed, rate or optimiser', async () => {
    const reference = await trained();
    expect(await trained()).toEqual(reference);
    expect(await trained({ seed: 4 })).not.toEqual(reference);
    expect(await trained({}, { lrMax: 0.01 })).not.toEqual(reference);
    expect(await trained({ optimizer: adamW({ betas: [0.8, 0.9] }) })).not.toEqual(reference);
    expect(await trained({ loss: (z, y) => crossEntropy(z, y, { labelSmoothing: 0.2 }) })).not.toEqual(reference);
    expect(await trained({ normalize: { mean: [0], std: [1] } })).not.toEqual(reference);
  });

  it.each([0, 3, 5, 6, 10])(
    'resumed from a checkpoint after step %i it ends with the same weights and history',
    async (stop) => {
      const whole = new Learner(barNet(1), options);
      const { history } = await whole.fitOneCycle(2, { lrMax: 0.02 });
      const abort = new AbortController();
      const first = new Learner(barNet(1), options);
      const result = await first.fitOneCycle(2, {
        lrMax: 0.02,
        signal: abort.signal,
        onStep: ({ step }) => {
          if (step === stop) abort.abort();
        },
      });
      expect(result.status).toBe('aborted');
      const bytes = encodeCheckpoint(await first.state(), { command: 'test' });
      const { state, metadata } = decodeCheckpoint(bytes);
      expect(metadata).toEqual({ command: 'test' });
      const second = new Learner(barNet(99), options);
      second.restore(state);
      const steps: number[] = [];
      const resumed = await second.fitOneCycle(2, { lrMax: 0.02, onStep: ({ step }) => void steps.push(step) });
      expect(steps[0]).toBe(stop + 1);
      expect(resumed).toEqual({ status: 'completed', history });
      expect(await second.model.stateDict()).toEqual(await whole.model.stateDict());
    },
  );

  it('resumes running statistics of batch norm too', async () => {
    const net = (): Module =>
      new Sequential([new BatchNorm2d(1), new GlobalAvgPool(), new Linear(1, 2, { rng: new Rng(1) })]);
    const whole = new Learner(net(), options);
    await whole.fit(2, { lrMax: 0.01 });
    const abort = new AbortController();
    const part = new Learner(net(), options);
    await part.fit(2, { lrMax: 0.01, signal: abort.signal, onStep: ({ step }) => void (step === 4 && abort.abort()) });
    const again = new Learner(net(), options);
    again.restore(decodeCheckpoint(encodeCheckpoint(await part.state())).state);
    await again.fit(2, { lrMax: 0.01 });
    expect(await again.model.stateDict()).toEqual(await whole.model.stateDict());
  });

  it('refuses to resume with another plan, naming what differs', async () => {
    const abort = new AbortController();
    const learner = new Learner(barNet(1), options);
    await learner.fitOneCycle(2, { lrMax: 0.02, signal: abort.signal, onStep: () => abort.abort() });
    await expect(learner.fitOneCycle(3, { lrMax: 0.02 })).rejects.toThrow(/epochs 2 there, 3 here/);
    const other = new Learner(barNet(1), { ...options, batchSize: 4, seed: 9 });
    other.restore(await learner.state());
    await expect(other.fitOneCycle(2, { lrMax: 0.02 })).rejects.toThrow(
      /batchSize 8 there, 4 here; seed 3 there, 9 here/,
    );
  });

  it('stops at a loss that is no number, names the step, and refuses to save the ruined model', async () => {
    const learner = new Learner(barNet(1), {
      ...options,
      loss: (z, y) => mul(crossEntropy(z, y), Number.POSITIVE_INFINITY),
    });
    const error = await learner.fitOneCycle(1).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TrainingError);
    expect((error as TrainingError).fields.step).toBe(0);
    expect((error as TrainingError).message).toMatch(/loss is Infinity at step 0/);
    await expect(learner.state()).rejects.toThrow(/not finite/);
  });

  it('scales the loss on a device that multiplies in float16, and goes on with the scale when resumed', async () => {
    const device = createDevice({ name: 'mixed', backendName: 'cpu', description: '', policy: 'mixed-float16' });
    await device.activate();
    const abort = new AbortController();
    const learner = new Learner(barNet(1), options);
    await learner.fit(2, {
      lrMax: 0.01,
      signal: abort.signal,
      onStep: ({ step }) => void (step === 4 && abort.abort()),
    });
    const { state } = decodeCheckpoint(encodeCheckpoint(await learner.state()));
    expect(state.progress.lossScale).toEqual({ scale: 65_536, good: 5 });
    await createDevice({ name: 'single', backendName: 'cpu', description: '' }).activate();
    const single = new Learner(barNet(1), options);
    await single.fit(1, { lrMax: 0.01 });
    expect((await single.state()).progress.lossScale).toBeUndefined();
  });

  it('leaves no tensor behind', async () => {
    const before = numTensors();
    const learner = new Learner(barNet(1), options);
    await learner.fitOneCycle(1, { lrMax: 0.02 });
    const held = numTensors();
    await learner.fitOneCycle(1, { lrMax: 0.02 });
    await learner.state();
    expect(numTensors()).toBe(held);
    learner.dispose();
    learner.model.dispose();
    expect(numTensors()).toBe(before);
  });

  it('refuses what cannot work', async () => {
    expect(() => new Learner(barNet(1), { ...options, train: bars(5, 1) })).toThrow(
      /5 pictures to train on, fewer than one batch of 8/,
    );
    const learner = new Learner(barNet(1), { train, batchSize: 8 });
    await expect(learner.fit(0)).rejects.toThrow(/epochs is 0/);
    await expect(learner.evaluate()).rejects.toThrow(/no validation set/);
  });
});

describe('decodeCheckpoint', () => {
  it('refuses weights that are no checkpoint, and damaged files', async () => {
    const learner = new Learner(barNet(1), options);
    const bytes = encodeCheckpoint(await learner.state());
    expect(() => decodeCheckpoint(bytes.subarray(0, bytes.length - 8))).toThrow(/^safetensors: .* cut off/);
    expect(() => decodeCheckpoint(new Uint8Array(4))).toThrow(/^safetensors: received 4 bytes/);
    const text = new TextDecoder('latin1').decode(bytes).replace('cv-checkpoint-1', 'cv-checkpoint-9');
    expect(() => decodeCheckpoint(Uint8Array.from(text, (c) => c.charCodeAt(0)))).toThrow(/format is cv-checkpoint-9/);
  });

  it('refuses the weights of another model and changes nothing', async () => {
    const other = new Sequential([new GlobalAvgPool(), new Linear(1, 2, { rng: new Rng(1) })]);
    const state = await new Learner(other, options).state();
    const learner = new Learner(barNet(1), options);
    const before = await learner.model.stateDict();
    expect(() => learner.restore(state)).toThrow(/missing|unexpected/);
    expect(await learner.model.stateDict()).toEqual(before);
  });
});
