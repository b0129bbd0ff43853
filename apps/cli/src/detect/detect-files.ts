import { mkdir } from 'node:fs/promises';
import { drawSvg, writePicture } from '@cv/backend-node';
import type { Picture } from '@cv/image';
import { type Detection, detect } from '@cv/zoo/detect';
import { type Failure, findImages } from '../classify/find-images.ts';
import { readOrFail } from '../classify/read-or-fail.ts';
import { reportFailures } from '../classify/report-failures.ts';
import type { DeviceOptions } from '../device-options.ts';
import { outputPaths } from '../explain/output-paths.ts';
import { openChosenDevice } from '../open-chosen-device.ts';
import { requireFree } from '../require-free.ts';
import { countBar } from '../terminal/count-bar.ts';
import { formatShare } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';
import { boxesSvg } from './boxes-svg.ts';
import { type DetectorChoice, type OpenDetector, openDetector } from './open-detector.ts';

/** What the command line says. */
export interface DetectCommandOptions extends DeviceOptions, DetectorChoice {
  readonly score: number;
  readonly iou: number;
  readonly max: number;
  readonly size?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

type Box = Omit<Detection, 'index'>;

interface DetectedFile {
  readonly file: string;
  /** What was written. */
  readonly picture?: string;
  readonly boxes: readonly Box[];
}

/** Finds objects in files, prints them and draws them; files that cannot be read are listed at the end. */
export async function detectFiles(images: readonly string[], options: DetectCommandOptions): Promise<void> {
  const { out, force = false, json = false } = options;
  const { files, failures: missing } = await findImages(images);
  const pictures = out === undefined ? [] : outputPaths(files, { out, method: 'boxes' });
  for (const picture of pictures) await requireFree(picture, force);
  const device = await openChosenDevice(options);
  device.require('infer');
  const opened = await openDetector(options);
  const work = files.map((file, i) => ({ file, target: pictures[i] }));
  const { detected, failures } = await detectAll(work, opened, options);
  if (json) console.log(JSON.stringify(detected, null, 2));
  else if (detected.length > 0) console.log(detectedText(detected));
  reportFailures([...missing, ...failures], { done: 'searched', good: detected.length });
}

/** One picture after the other: a batch gains little on a processor, and each new batch size is compiled anew. */
async function detectAll(
  work: readonly { readonly file: string; readonly target: string | undefined }[],
  { model, entry, labels }: OpenDetector,
  { score, iou, max, size, out }: DetectCommandOptions,
): Promise<{ detected: readonly DetectedFile[]; failures: readonly Failure[] }> {
  const inputSize = size === undefined ? entry.inputSize : ([size, size] as const);
  const detected: DetectedFile[] = [];
  const failures: Failure[] = [];
  const bar = countBar('detecting', work.length);
  try {
    for (const [done, { file, target }] of work.entries()) {
      bar.update(done);
      const read = await readOrFail(file);
      if ('reason' in read) {
        failures.push(read);
        continue;
      }
      const [found = []] = await detect(model, [read.picture], { labels, inputSize, score, iou, maxDetections: max });
      if (out !== undefined && target !== undefined) await writeDrawn(read.picture, found, { out, target });
      const boxes = found.map(({ label, score: sure, x, y, width, height }) => ({
        label,
        score: sure,
        x,
        y,
        width,
        height,
      }));
      detected.push({ file, ...(target !== undefined && { picture: target }), boxes });
    }
  } finally {
    bar.close();
  }
  return { detected, failures };
}

async function writeDrawn(
  picture: Picture,
  found: readonly Detection[],
  { out, target }: { readonly out: string; readonly target: string },
): Promise<void> {
  await mkdir(out, { recursive: true });
  await writePicture(target, await drawSvg(picture, boxesSvg(picture, found)));
}

/** A line for each object, under a file that stands there once. */
function detectedText(detected: readonly DetectedFile[]): string {
  const rows = detected.flatMap(({ file, boxes }) => {
    if (boxes.length === 0) return [[file, '(nothing found)', '', '']];
    return boxes.map(({ label, score, ...box }, i) => [i === 0 ? file : '', label, formatShare(score), placeOf(box)]);
  });
  return textTable(rows, ['left', 'left', 'right', 'left']);
}

function placeOf({ x, y, width, height }: Omit<Box, 'label' | 'score'>): string {
  const [left, top, across, down] = [x, y, width, height].map(Math.round);
  return `at ${left}, ${top}, ${across} x ${down}`;
}
