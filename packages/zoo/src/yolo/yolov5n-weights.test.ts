import { existsSync, readFileSync } from 'node:fs';
import { openDevice, readPicture } from '@cv/backend-node';
import { captureTensors } from '@cv/layers';
import { dispose, numTensors, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePredictions } from '../detect/decode-predictions.ts';
import { type Detection, detect } from '../detect/detect.ts';
import { detectors } from '../detect/detectors.ts';
import { letterbox } from '../detect/letterbox.ts';
import { meanAveragePrecision50, type Rectangle } from '../detect/mean-average-precision.test.support.ts';
import { decodeSafetensors } from '../safetensors/decode-safetensors.ts';
import { type Yolov5, yolov5n } from './yolov5.ts';

const data = new URL('../../../../../shared/data/', import.meta.url);
const missing = !existsSync(data); // the trained weights are not part of the project: a fresh clone elsewhere has none
const bytes = (path: string) => new Uint8Array(readFileSync(new URL(path, data)));
const text = (path: string) => readFileSync(new URL(path, data), 'utf8');
const picture = (name: string) => readPicture(new URL(`coco/${name}.jpg`, data));

type Facts = Readonly<Record<string, { readonly width: number; readonly height: number }>>;

/** The boxes of the COCO samples: class, centre and size, relative to the picture. */
function truth(facts: Facts): Rectangle[] {
  return Object.entries(facts).flatMap(([name, size]) =>
    text(`coco/${name}.txt`)
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [index, cx, cy, w, h] = line.split(' ').map(Number) as [number, number, number, number, number];
        const [width, height] = [w * size.width, h * size.height];
        return {
          picture: name,
          index,
          x: cx * size.width - width / 2,
          y: cy * size.height - height / 2,
          width,
          height,
        };
      }),
  );
}

describe.skipIf(missing)('trained YOLOv5n (needs ../shared/data)', () => {
  let before: number;
  let model: Yolov5;
  const reference = missing
    ? {}
    : decodeSafetensors(bytes('weights/reference/yolov5n-coco.dog320.safetensors')).tensors;
  beforeAll(async () => {
    await openDevice('onnxruntime');
    before = numTensors();
    model = yolov5n({ rng: new Rng(1) });
    const report = model.loadStateDict(decodeSafetensors(bytes('weights/yolov5n-coco.safetensors')).tensors);
    expect(report).toMatchObject({ missing: [], unexpected: [], mismatched: [] });
  });
  afterAll(() => {
    model.dispose();
    expect(numTensors(), 'tensors left').toBe(before);
  });

  test('brings its anchors', async () => {
    expect(await model.levels()).toEqual(detectors.yolov5n.levels);
  });

  test('gives the three raw maps and the decoded boxes of the reference for its input', async () => {
    const input = reference.input_rgb_u8!;
    const x = tensor(
      Float32Array.from(input.data as Uint8Array, (value) => value / 255),
      [1, ...input.shape],
    );
    const names = ['model.24.m.0', 'model.24.m.1', 'model.24.m.2'] as const;
    const { output, activations } = captureTensors(model, x, { names });
    for (const [level, name] of (['head_p3', 'head_p4', 'head_p5'] as const).entries()) {
      const map = await read(activations[names[level]!].output);
      const [, channels, height, width] = reference[name]!.shape as [number, number, number, number];
      const expected = reference[name]!.data as Float32Array;
      let worst = 0;
      for (let i = 0; i < expected.length; i++) {
        const cell = i % (height * width); // the reference has channels first
        worst = Math.max(worst, Math.abs(expected[i]! - map[cell * channels + Math.floor(i / (height * width))]!));
      }
      expect(worst, name).toBeLessThanOrEqual(1e-3);
    }

    // All boxes with all classes; the reference has anchors before rows, and centres and sizes in 16 bits.
    const decoding = { inputSize: [320, 320], levels: await model.levels(), boxCoding: 'yolov5', classes: 80 } as const;
    const raw = (await read(output)) as Float32Array;
    const { boxes, scores } = decodePredictions(raw, { ...decoding, score: 0, labelsPerBox: 'all' });
    expect(scores).toHaveLength(6300 * 80);
    const expected = reference.decoded_f16!.data as ArrayLike<number>;
    const worst = { box: 0, score: 0 };
    let [row, start] = [0, 0];
    for (const cells of [1600, 400, 100]) {
      for (let cell = 0; cell < cells; cell++) {
        for (let anchor = 0; anchor < 3; anchor++, row++) {
          const at = 85 * (start + anchor * cells + cell);
          const [cx, cy, width, height, objectness] = Array.from({ length: 5 }, (_, i) => expected[at + i]!);
          const corners = [cx! - width! / 2, cy! - height! / 2, cx! + width! / 2, cy! + height! / 2];
          for (const [i, edge] of corners.entries()) {
            // 1e-3 of the largest of the numbers that were rounded
            const scale = Math.max(1, cx!, cy!, width!, height!);
            worst.box = Math.max(worst.box, Math.abs(edge - boxes[4 * 80 * row + i]!) / scale);
          }
          for (let i = 0; i < 80; i++) {
            const score = objectness! * expected[at + 5 + i]!;
            worst.score = Math.max(worst.score, Math.abs(score - scores[80 * row + i]!));
          }
        }
      }
      start += 3 * cells;
    }
    expect(worst.box).toBeLessThanOrEqual(1e-3);
    expect(worst.score).toBeLessThanOrEqual(1e-3);
    dispose([x, output, ...names.map((name) => activations[name].output)]);
  });

  test('letterboxes as the reference did, to 1/255', async () => {
    const { images, shape } = letterbox([await picture('darknet_dog')], { size: [320, 320] });
    expect(shape).toEqual([1, 320, 320, 3]);
    const expected = reference.input_rgb_u8!.data as Uint8Array;
    const worst = images.reduce((most, value, i) => Math.max(most, Math.abs(255 * value - expected[i]!)), 0);
    expect(worst).toBeLessThanOrEqual(1);
  });

  test('finds the dog, the bicycle and the car in the JPEG', async () => {
    const [found] = await detect(model, [await picture('darknet_dog')], detectors.yolov5n);
    const near = (label: string, [x, y, right, bottom]: readonly [number, number, number, number]): boolean =>
      found!.some((one) => {
        const across = Math.min(right, one.x + one.width) - Math.max(x, one.x);
        const down = Math.min(bottom, one.y + one.height) - Math.max(y, one.y);
        const shared = Math.max(0, across) * Math.max(0, down);
        return one.label === label && shared / ((right - x) * (bottom - y) + one.width * one.height - shared) > 0.7;
      });
    // The edges of the objects, read off the picture.
    expect(near('dog', [131, 220, 309, 541])).toBe(true);
    expect(near('car', [467, 76, 694, 171])).toBe(true);
    expect(found!.some(({ label }) => label === 'bicycle')).toBe(true);
    expect(found!.map(({ score }) => score)).toEqual(found!.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  test('has the mAP50 of the reference on the COCO samples, within a point', { timeout: 240_000 }, async () => {
    const facts = JSON.parse(text('coco/index.json')) as Facts;
    const file = new URL('../../fixtures/yolov5n-coco.json', import.meta.url);
    const expected = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    const names = Object.keys(facts);
    expect(names).toHaveLength(expected.pictures!);
    const all: (Detection & { picture: string })[] = [];
    for (const name of names) {
      const options = { ...detectors.yolov5n, score: 0.001, iou: 0.6, labelsPerBox: 'all' } as const;
      const [found] = await detect(model, [await picture(name)], options);
      all.push(...found!.map((one) => ({ ...one, picture: name })));
    }
    const boxes = truth(facts);
    expect(Math.abs(meanAveragePrecision50(boxes, all) - expected.reference!)).toBeLessThan(0.01);
    const clear = all.filter(({ score }) => score >= 0.25);
    expect(meanAveragePrecision50(boxes, clear)).toBeLessThan(expected.reference!); // the measure notices what is missing
    const stored = Object.entries(facts).flatMap(([name, each]) => storedBoxes(name, each));
    expect(meanAveragePrecision50(boxes, stored)).toBeCloseTo(expected.stored!, 6); // as pycocotools measures
  });
});

/** The detections that come with the pictures: label, score, left, top, right, bottom. */
function storedBoxes(name: string, facts: object): (Rectangle & { score: number })[] {
  type Row = readonly [string, number, number, number, number, number];
  const rows = (facts as Record<string, readonly Row[]>)['yolov5n_640_conf0.25_iou0.45']!;
  return rows.map(([label, score, x, y, right, bottom]) => {
    const index = detectors.yolov5n.labels.indexOf(label);
    return { picture: name, index, score, x, y, width: right - x, height: bottom - y };
  });
}
