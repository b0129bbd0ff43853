import { existsSync, readFileSync } from 'node:fs';
import { openDevice, readPicture } from '@cv/backend-node';
import { capture } from '@cv/layers';
import { dispose, numTensors, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePredictions } from '../detect/decode-predictions.ts';
import { detect } from '../detect/detect.ts';
import { letterbox } from '../detect/letterbox.ts';
import { decodeSafetensors } from '../safetensors/decode-safetensors.ts';
import { type Yolov5, yolov5n } from './yolov5.ts';

const data = new URL('../../../../../shared/data/', import.meta.url);
const missing = !existsSync(data); // the trained weights are not part of the project: a fresh clone elsewhere has none
const bytes = (path: string) => new Uint8Array(readFileSync(new URL(path, data)));

describe.skipIf(missing)('trained YOLOv5n (needs ../shared/data)', () => {
  const before = numTensors();
  let model: Yolov5;
  beforeAll(async () => {
    await openDevice('onnxruntime');
    model = yolov5n({ rng: new Rng(1) });
    const report = model.loadStateDict(decodeSafetensors(bytes('weights/yolov5n-coco.safetensors')).tensors);
    expect(report).toMatchObject({ missing: [], unexpected: [], mismatched: [] });
  });
  afterAll(() => {
    model.dispose();
    expect(numTensors(), 'tensors left').toBe(before);
  });

  test('x', async () => {
    const ref = decodeSafetensors(bytes('weights/reference/yolov5n-coco.dog320.safetensors')).tensors;
    const dog = await readPicture(new URL('coco/darknet_dog.jpg', data));
    const { images } = letterbox([dog], { size: [320, 320] });
    let worst = 0, sum = 0;
    const u8 = ref.input_rgb_u8!.data as Uint8Array;
    for (let i = 0; i < images.length; i++) { const d = Math.abs(images[i]! * 255 - u8[i]!); worst = Math.max(worst, d); sum += d; }
    console.log('letterbox', worst, sum / images.length);
    const x = tensor(Float32Array.from(u8, (v) => v / 255), [1, 320, 320, 3]);
    const { output, activations } = await capture(model, x, { names: ['model.24.m.0'] });
    const head = ref.head_p3!.data as Float32Array;
    let w = 0;
    const got = activations['model.24.m.0'].data;
    for (let c = 0; c < 255; c++) for (let p = 0; p < 1600; p++) w = Math.max(w, Math.abs(head[c * 1600 + p]! - got[p * 255 + c]!));
    console.log('head', w, output.shape);
    dispose(x);
    const labels = JSON.parse(Buffer.from(bytes('weights/coco80.names.json')).toString()) as string[];
    console.log(await detect(model, [dog], { inputSize: [640, 640], labels }));
    console.log(await detect(model, [dog], { inputSize: [320, 320], labels }));
  });
});
