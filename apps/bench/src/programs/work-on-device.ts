import type { Module } from '@cv/layers';
import { type Device, dispose, read, scope, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { adamW, type OptimizerFactory, sgd, trainingStep } from '@cv/transfer';
import {
  type NetworkWork,
  type OptimizerRecipe,
  requireNetwork,
  type TrainingWork,
  type Work,
} from '../suites/work.ts';
import { createModel } from './create-model.ts';
import { fixedBatch } from './fixed-batch.ts';
import type { IterationReport, Program } from './program.ts';

type Iterate = (index: number) => Promise<IterationReport>;

/** PyTorch's optimisers let everything decay, biases and norms too. */
function optimizerOf(recipe: OptimizerRecipe): OptimizerFactory {
  const { weightDecay } = recipe;
  if (recipe.name === 'adamW') return adamW({ weightDecay, decay: 'all' });
  return sgd({ weightDecay, momentum: recipe.momentum, decay: 'all' });
}

function trainer(model: Module, work: TrainingWork): Iterate {
  const batch = fixedBatch(work);
  const optimizer = optimizerOf(work.optimizer)(model.namedParameters());
  const { learningRate } = work.optimizer;
  return async (index) => {
    const { loss } = await trainingStep(batch, { model, optimizer, learningRate, rng: new Rng(1).split(index) });
    return { loss };
  };
}

function classifier(model: Module, work: NetworkWork): Iterate {
  const { images, shape } = fixedBatch(work);
  return async () => {
    const logits = scope(() => model.forward(tensor(images, shape)));
    await read(logits);
    dispose(logits);
    return {};
  };
}

/** Milliseconds that the device's runtime has computed so far, where the device counts them. */
function runtimeClock(device: Device): number | undefined {
  return device.statistics?.().runMs;
}

/** The work done by `@cv/*` on an open device. */
export async function workOnDevice(device: Device, anyWork: Work): Promise<Program> {
  const work = requireNetwork(anyWork);
  device.require(work.task === 'training' ? 'train' : 'infer');
  const model = await createModel(work);
  const iterate = work.task === 'training' ? trainer(model, work) : classifier(model, work);
  return {
    version: device.description,
    parameters: model.namedParameters().reduce((sum, [, { value }]) => sum + value.size, 0),
    iterate: async (index) => {
      const before = runtimeClock(device);
      const report = await iterate(index);
      return before === undefined ? report : { ...report, runtimeMs: runtimeClock(device)! - before };
    },
    dispose: () => device.dispose(),
  };
}
