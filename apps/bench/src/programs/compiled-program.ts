import { compile, openDevice } from '@cv/backend-node';
import { UnsupportedError } from '@cv/tensor/errors';
import { createModel } from './create-model.ts';
import { fixedBatch } from './fixed-batch.ts';
import type { ProgramOpener } from './program.ts';

/** Inference as a program does it that only predicts: compiled, with the weights in the compiled model alone. */
export const compiledProgram: ProgramOpener = async ({ work, threads }) => {
  if (work.task !== 'inference') throw new UnsupportedError('a compiled model cannot train');
  const device = await openDevice('onnxruntime', { threads });
  const model = await createModel(work);
  const parameters = model.namedParameters().reduce((sum, [, { value }]) => sum + value.size, 0);
  const { images, shape } = fixedBatch(work);
  const compiled = await compile(model, { inputShape: shape, threads });
  model.dispose();
  return {
    version: `${device.description}, compiled`,
    parameters,
    iterate: async () => {
      await compiled.run(images);
      return {};
    },
    dispose: async () => {
      await compiled.dispose();
      await device.dispose();
    },
  };
};
