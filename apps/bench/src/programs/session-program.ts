import { UnsupportedError } from '@cv/tensor/errors';
import { InferenceSession, env as runtime, Tensor } from 'onnxruntime-node';
import { fixedBatch } from './fixed-batch.ts';
import type { ProgramOpener } from './program.ts';

/** The work done by onnxruntime-node alone, on a model file that PyTorch exported. */
export const sessionProgram: ProgramOpener = async ({ work, threads, reference }) => {
  if (work.task !== 'inference') throw new UnsupportedError('a bare session cannot train');
  if (reference === undefined) throw new UnsupportedError('there is no exported model');
  const session = await InferenceSession.create(reference.path, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const { images, shape } = fixedBatch(work);
  const [batch, height, width, channels] = shape;
  const inputName = session.inputNames[0]!;
  return {
    version: `onnxruntime-node ${runtime.versions.node ?? ''}, ${threads} threads`,
    parameters: reference.parameters,
    iterate: async () => {
      await session.run({ [inputName]: new Tensor('float32', images, [batch, channels, height, width]) });
      return {};
    },
    dispose: () => session.release(),
  };
};
