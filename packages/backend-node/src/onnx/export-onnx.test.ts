import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mul, relu, type Tensor, tensor } from '@cv/tensor';
import { DataError, UnsupportedError } from '@cv/tensor/errors';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevice } from '../devices/open-device.ts';
import { exportOnnx } from './export-onnx.ts';

const forward = (x: Tensor): Tensor => relu(x);
let folder: string;
beforeAll(async () => {
  await openDevice('cpu');
  folder = await mkdtemp(join(tmpdir(), 'cv-onnx-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('exportOnnx', () => {
  it('writes a file that ONNX Runtime runs', async () => {
    const path = join(folder, 'model.onnx');
    const weight = tensor([2, 3]);
    await exportOnnx((x) => mul(x, weight), { path, inputShape: [1, 2], metadata: { note: 'hello' } });
    weight.dispose();
    const session = await InferenceSession.create(path);
    const { output } = await session.run({ input: new OrtTensor('float32', Float32Array.of(1, 2), [1, 2]) });
    expect(output!.data).toEqual(Float32Array.of(2, 6));
    await session.release();
  });

  it('leaves the file that is there alone when the export fails', async () => {
    const path = join(folder, 'kept.onnx');
    await writeFile(path, 'before');
    const share = (x: Tensor): Tensor => mul(x, 1 / x.shape[0]!);
    await expect(exportOnnx(share, { path, inputShape: [1, 2] })).rejects.toThrow(UnsupportedError);
    expect(await readFile(path, 'utf8')).toBe('before');
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says when the file cannot be written', async () => {
    const path = join(folder, 'missing', 'model.onnx');
    await expect(exportOnnx(forward, { path, inputShape: [1, 2] })).rejects.toThrow(DataError);
  });
});
