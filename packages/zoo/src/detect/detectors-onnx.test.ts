import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, exportOnnx, openDevice } from '@cv/backend-node';
import { dispose, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSeededWeights, seededPictures } from '../seeded-weights.test.support.ts';
import { detectors } from './detectors.ts';

/** A family each; the others are the same code with more channels. */
const TRIED = ['yolov3_tiny', 'yolov5n'] as const;
const inputShape = [1, 64, 64, 3];

let folder: string;
beforeAll(async () => {
  await openDevice('onnxruntime');
  folder = await mkdtemp(join(tmpdir(), 'cv-detectors-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each(TRIED)(
  '%s gives the same predictions from an ONNX file and compiled, for any number of pictures',
  async (id) => {
    const model = await detectors[id].create({ rng: new Rng(1) });
    loadSeededWeights(model, 1);
    const path = join(folder, `${id}.onnx`);
    await exportOnnx(model, { path, inputShape });
    const session = await InferenceSession.create(path, { logSeverityLevel: 4 });
    const compiled = await compile(model, { inputShape, threads: 1 });
    expect(compiled.reason).toBeUndefined();
    const { inputTransposes, activationTransposes } = compiled.description;
    // The pictures, and the map of each level on its way to rows.
    expect(inputTransposes + activationTransposes).toBeLessThanOrEqual(1 + model.strides.length);
    for (const count of [1, 3]) {
      const shape = [count, ...inputShape.slice(1)];
      const images = seededPictures(shape);
      const x = tensor(images, shape);
      const y = model.forward(x);
      const expected = (await read(y)) as Float32Array;
      const { output } = await session.run({ input: new OrtTensor('float32', images, shape) });
      expect(output!.dims).toEqual([...y.shape]);
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const received of [output!.data as Float32Array, (await compiled.run(images)).data]) {
        const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(received[i]! - value)), 0);
        expect(worst / largest).toBeLessThan(1e-4);
      }
      dispose([x, y]);
    }
    await session.release();
    await compiled.dispose();
    model.dispose();
  },
);
