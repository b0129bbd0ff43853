import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Box, cocoAveragePrecision, type DetectedBox, MetricError, vocAveragePrecision } from '../index.ts';
import { expectClose } from '../testing/close.ts';
import { regionGoldens } from '../testing/region-goldens.ts';

const { truth, found, coco, cocoClasses, vocAll, vocEleven } = regionGoldens().boxes;
const samples = new URL('../../../../../shared/data/coco/', import.meta.url);

describe("COCO's average precision", () => {
  it('has the twelve numbers of pycocotools, and those of the classes', () => {
    const scores = cocoAveragePrecision(truth, found);
    for (const [name, value] of Object.entries(coco)) expectClose(scores[name as 'map'], value);
    expectClose(
      scores.classes.map(({ ap }) => ap),
      cocoClasses,
    );
  });

  it.each([
    ['crowds', truth.map((box) => ({ ...box, isCrowd: false })), found],
    ['areas', truth.map((box) => ({ ...box, area: undefined })), found],
    [
      'more than 100 detections',
      truth,
      found.filter(({ image, label, score }) => image !== 3 || label !== 1 || score > 0.5),
    ],
  ])('counts %s', (_, objects, boxes) => {
    const { classes: __, ...scores } = cocoAveragePrecision(objects, boxes);
    expect(scores).not.toEqual(coco);
  });

  it('is NaN where no object counts, 0 where none is found', () => {
    const big = { image: 'a', label: 1, x: 0, y: 0, width: 200, height: 200 };
    expect(cocoAveragePrecision([big], [])).toMatchObject({ map: 0, mapSmall: Number.NaN, mapLarge: 0, mar100: 0 });
    expect(cocoAveragePrecision([{ ...big, isCrowd: true }], [{ ...big, score: 1 }]).map).toBeNaN();
  });

  it.skipIf(!existsSync(samples))('of the stored detections on COCO samples (needs ../shared/data)', () => {
    const file = new URL('../../fixtures/coco-samples.json', import.meta.url);
    const expected = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    const scores = cocoAveragePrecision(...sampleBoxes());
    for (const [name, value] of Object.entries(expected)) expectClose(scores[name as 'map'], value);
  });
});

describe("VOC's average precision", () => {
  it.each([
    ['all' as const, vocAll],
    [11 as const, vocEleven],
  ])('with %s points is that of the devkit', (points, expected) => {
    const { classes, map } = vocAveragePrecision(truth, found, { points });
    expectClose(
      classes.map(({ ap }) => ap),
      expected,
    );
    expectClose(map, expected.reduce((sum, ap) => sum + ap, 0) / expected.length);
  });

  it('asks for more at a higher IoU', () => {
    expect(vocAveragePrecision(truth, found, { iou: 0.75 }).map).toBeLessThan(vocAveragePrecision(truth, found).map);
  });

  it('leaves difficult objects out', () => {
    const box = { image: 1, label: 'cat', x: 0, y: 0, width: 9, height: 9 };
    expect(vocAveragePrecision([{ ...box, isDifficult: true }], [{ ...box, score: 1 }]).map).toBeNaN();
    const other = { ...box, x: 50 };
    const both = [{ ...box, isDifficult: true }, other];
    const hits = [
      { ...box, score: 1 },
      { ...other, score: 0.5 },
    ];
    expect(vocAveragePrecision(both, hits).map).toBe(1);
  });
});

it.each([cocoAveragePrecision, vocAveragePrecision])('%o refuses what are no boxes', (score) => {
  const box = { image: 1, label: 1, x: 0, y: 0, width: 1, height: 1 };
  expect(() => score([], [])).toThrow(MetricError);
  expect(() => score([{ ...box, width: -1 }], [])).toThrow(/truth\[0\].*width >= 0/);
  expect(() => score([box], [{ ...box, score: Number.NaN }])).toThrow(/detections\[0\]/);
  expect(() => score([box], [box as DetectedBox])).toThrow(/detections\[0\].*score/);
  expect(() => vocAveragePrecision([box], [], { iou: 0 })).toThrow(/iou is 0/);
});

type Row = readonly [label: string, score: number, left: number, top: number, right: number, bottom: number];

/** The boxes of the COCO samples, relative in their files, and the detections that come with them. */
function sampleBoxes(): [Box[], DetectedBox[]] {
  const read = (name: string): string => readFileSync(new URL(name, samples), 'utf8');
  const names = JSON.parse(read('../weights/coco80.names.json')) as readonly string[];
  const index = JSON.parse(read('index.json')) as Record<string, { width: number; height: number }>;
  const boxes = Object.entries(index).flatMap(([name, { width: across, height: down }]) =>
    read(`${name}.txt`)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [label, cx, cy, w, h] = line.split(' ').map(Number) as [number, number, number, number, number];
        const [width, height] = [w * across, h * down];
        return { image: name, label, x: cx * across - width / 2, y: cy * down - height / 2, width, height };
      }),
  );
  const detections = Object.entries(index).flatMap(([image, facts]) =>
    (facts as unknown as Record<string, readonly Row[]>)['yolov5n_640_conf0.25_iou0.45']!.map(
      ([label, score, x, y, right, bottom]) => ({
        image,
        label: names.indexOf(label),
        score,
        x,
        y,
        width: right - x,
        height: bottom - y,
      }),
    ),
  );
  return [boxes, detections];
}
