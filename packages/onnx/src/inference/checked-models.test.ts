import '@tensorflow/tfjs-backend-cpu';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env, setBackend } from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.ts';
import { EXPORT_CASES, EXPORT_MODELS, type ExportModel } from './testing/export-cases.ts';
import { numbers } from './testing/numbers.ts';

interface Checked {
  readonly references: Readonly<Record<ExportModel, Readonly<Record<string, number[]>>>>;
  readonly files: Readonly<Record<string, { readonly sha256: string }>>;
}

/** Where `fixtures/generate.py` wants the files; unset in tests. */
const folder = process.env.CV_ONNX_MODELS;
const path = new URL('../../fixtures/checked-models.json', import.meta.url);
const checked = JSON.parse(readFileSync(path, 'utf8')) as Checked;

/** float16 carries 11 bits through a dozen layers. */
const TOLERANCE = { float32: 1e-5, float16: 1e-2 };

beforeAll(async () => {
  env().set('PROD', true);
  await setBackend('cpu');
});

describe.each(EXPORT_CASES)('$name', ({ name, model, options }) => {
  const { create, image, output } = EXPORT_MODELS[model];
  let bytes: Uint8Array;
  beforeAll(async () => {
    const built = create();
    bytes = await exportOnnx(built, options);
    built.dispose();
  });

  if (folder !== undefined) {
    it('is written for onnx.checker', () => writeFile(join(folder, `${name}.onnx`), bytes));
    return;
  }

  it('is, byte for byte, the file that onnx.checker has passed', () => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(sha256, 'run fixtures/generate.py to check and record the new files').toBe(checked.files[name]?.sha256);
  });

  it('gives what PyTorch gives, in a bare session', async () => {
    const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 4 });
    for (const [count, expected] of Object.entries(checked.references[model])) {
      const shape = [Number(count), ...image];
      if (options.dynamicBatch === false && shape[0] !== options.inputShape[0]) continue;
      const images = numbers(
        shape.reduce((product, size) => product * size, 1),
        Number(count),
      );
      const result = (await session.run({ input: new ort.Tensor('float32', images, shape) }))[output]!;
      expect(result.dims[0]).toBe(Number(count));
      const largest = Math.max(...expected.map(Math.abs));
      const differences = expected.map((value, i) => Math.abs(value - (result.data as Float32Array)[i]!));
      expect(differences).toHaveLength(result.size);
      expect(Math.max(...differences) / largest).toBeLessThan(TOLERANCE[options.dtype ?? 'float32']);
    }
    await session.release();
  });
});
