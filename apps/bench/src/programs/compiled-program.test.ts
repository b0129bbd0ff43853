import { expect, it } from 'vitest';
import type { InferenceWork } from '../suites/work.ts';
import { trainingSteps } from '../suites/works.ts';
import { compiledProgram } from './compiled-program.ts';
import { deviceProgram } from './device-program.ts';

const { model, input, classes } = trainingSteps.lenet5;
const work: InferenceWork = { task: 'inference', id: 'lenet5 inference', model, input, classes, batch: 4 };

it('infers with the network of the plain model, and says that it is compiled', async () => {
  const compiled = await compiledProgram({ work, threads: 1 });
  try {
    expect(await compiled.iterate(0)).toEqual({});
    expect(compiled.version).toMatch(/^onnxruntime-node \S+, cpu, 1 thread, compiled$/);
  } finally {
    await compiled.dispose();
  }
  const plain = await deviceProgram('onnxruntime')({ work, threads: 1 });
  try {
    expect(compiled.parameters).toBe(plain.parameters);
    expect((await plain.iterate(0)).runtimeMs).toBeGreaterThan(0);
  } finally {
    await plain.dispose();
  }
});

it('does not train', async () => {
  await expect(compiledProgram({ work: trainingSteps.lenet5, threads: 1 })).rejects.toThrow(/cannot train/);
});
