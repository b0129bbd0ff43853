import { readdir } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPicture } from '@cv/backend-node';
import type { Picture } from '@cv/image';
import { classify, type ModelEntry, type Prediction, preprocess } from '@cv/zoo';
import ansis from 'ansis';
import type { DeviceOptions } from '../device-options.ts';
import { openChosenDevice } from '../open-chosen-device.ts';
import { openModel } from '../open-model.ts';
import { callOfCv } from '../terminal/call-of-cv.ts';
import { formatDuration, formatShare } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';
import { terminalArt } from './terminal-art.ts';

const digits = new URL('../../digits/', import.meta.url);

/** Pixels that are left out on each side: the margin that MNIST leaves around a digit, less one. */
const MARGIN = 3;

/** Columns of the terminal for one picture and its classes. */
const PANEL_WIDTH = 39;

/** Classifies the digits of this package and prints each beside its classes. */
export async function runDemo(options: DeviceOptions): Promise<void> {
  const begin = performance.now();
  const device = await openChosenDevice(options);
  device.require('infer');
  const { entry, model, source } = await openModel({});
  const files = (await readdir(digits)).filter((name) => name.endsWith('.png')).sort();
  const pictures = await Promise.all(files.map((name) => readPicture(new URL(name, digits))));
  const ready = performance.now();
  const found = await classify(model, pictures, { ...entry, top: 3 });
  const done = performance.now();
  const panels = files.map((name, i) => [artOf(pictures[i]!, entry), classesText(basename(name, '.png'), found[i]!)]);
  console.log(`${entry.title} with ${source}: ${pictures.length} drawn digits\n`);
  console.log(sideBySide(panels));
  console.log(
    `\n${pictures.length} pictures in ${formatDuration(done - ready)}, compiling included; loading took ${formatDuration(ready - begin)}`,
  );
  console.log(`device: ${device.name} (${device.description})`);
  console.log(nextSteps(files[0]!));
}

/** The picture after preprocessing, without its margin. */
function artOf(picture: Picture, { preprocessing }: ModelEntry): string {
  const { images, shape } = preprocess([picture], preprocessing);
  const [, height, width] = shape;
  const [mean, std] = [preprocessing.mean[0]!, preprocessing.std[0]!];
  const rows = Array.from({ length: height }, (_, row) => images.subarray(row * width, (row + 1) * width));
  const inner = rows
    .slice(MARGIN, height - MARGIN)
    .map((row) => row.subarray(MARGIN, width - MARGIN).map((value) => value * std + mean));
  return terminalArt(inner, { colors: ansis.isSupported() }).join('\n');
}

function classesText(name: string, top: readonly Prediction[]): string {
  const lines = top.map(({ label, probability }, rank) => {
    const line = `${label}  ${formatShare(probability).padStart(8)}`;
    return rank === 0 ? ansis.bold.green(line) : ansis.dim(line);
  });
  return ['', name, '', ...lines].join('\n');
}

function sideBySide(panels: readonly (readonly string[])[]): string {
  const columns = Math.max(1, Math.floor((process.stdout.columns ?? 80) / PANEL_WIDTH));
  const rows: string[][] = [];
  for (let first = 0; first < panels.length; first += columns) {
    if (first > 0) rows.push(['']);
    rows.push(panels.slice(first, first + columns).flat());
  }
  return textTable(rows);
}

function nextSteps(file: string): string {
  const cv = callOfCv();
  const path = relative(process.cwd(), fileURLToPath(new URL(file, digits)));
  return `
Next:
  ${cv} classify ${path}
  ${cv} train --data <folder with the files of MNIST>
  ${cv} help`;
}
