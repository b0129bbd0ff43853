import { writePicture } from '@cv/backend-node';
import { type Colormap, inputRegion, overlayHeatmap } from '@cv/zoo';
import { type Failure, findImages } from '../classify/find-images.ts';
import { readOrFail } from '../classify/read-or-fail.ts';
import { reportFailures } from '../classify/report-failures.ts';
import type { DeviceOptions } from '../device-options.ts';
import { makeFolder } from '../make-folder.ts';
import { openChosenDevice } from '../open-chosen-device.ts';
import { type ModelChoice, type OpenModel, openModel } from '../open-model.ts';
import { requireFree } from '../require-free.ts';
import { countBar } from '../terminal/count-bar.ts';
import { formatShare } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';
import { chooseClass } from './choose-class.ts';
import { type Explanation, explainPicture, type Method, requireOptionsOf } from './explain-picture.ts';
import { outputPaths } from './output-paths.ts';

/** What the command line says. */
export interface ExplainCommandOptions extends DeviceOptions, ModelChoice {
  readonly method: Method;
  readonly class?: string;
  readonly layer?: string;
  readonly out: string;
  readonly colormap: Colormap;
  readonly alpha: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

interface ExplainedFile {
  readonly file: string;
  /** What was written. */
  readonly picture: string;
  readonly method: Method;
  readonly label: string;
  readonly index: number;
  readonly probability: number;
  /** What 0 and 1 of the heatmap stand for. */
  readonly range: readonly [low: number, high: number];
}

/** Explains files and writes a picture for each; those that cannot be read are listed at the end. */
export async function explainFiles(images: readonly string[], options: ExplainCommandOptions): Promise<void> {
  const { method, out, force = false, json = false } = options;
  const { files, failures: missing } = await findImages(images);
  const pictures = outputPaths(files, { out, method });
  for (const picture of pictures) await requireFree(picture, force);
  const device = await openChosenDevice(options);
  device.require(method === 'grad-cam' || method === 'saliency' ? 'train' : 'infer'); // gradients are what training needs, too
  const opened = await openModel(options);
  const classIndex = options.class === undefined ? undefined : chooseClass(options.class, opened.entry.labels);
  const explanation: Explanation = { method, classIndex, layer: options.layer };
  requireOptionsOf(explanation);
  const work = files.map((file, i) => ({ file, target: pictures[i]! }));
  const { explained, failures } = await explainAll(work, { opened, explanation, options });
  if (json) console.log(JSON.stringify(explained, null, 2));
  else if (explained.length > 0) console.log(explainedText(explained));
  reportFailures([...missing, ...failures], { done: 'explained', good: explained.length });
}

interface ExplainWork {
  readonly opened: OpenModel;
  readonly explanation: Explanation;
  readonly options: ExplainCommandOptions;
}

interface Target {
  readonly file: string;
  /** The picture to write. */
  readonly target: string;
}

async function explainAll(
  targets: readonly Target[],
  work: ExplainWork,
): Promise<{ explained: readonly ExplainedFile[]; failures: readonly Failure[] }> {
  const explained: ExplainedFile[] = [];
  const failures: Failure[] = [];
  const bar = countBar('explaining', targets.length);
  try {
    for (const [done, target] of targets.entries()) {
      const result = await explainOne(target, work);
      if ('reason' in result) failures.push(result);
      else explained.push(result);
      bar.update(done + 1);
    }
  } finally {
    bar.close();
  }
  return { explained, failures };
}

async function explainOne(
  { file, target }: Target,
  { opened: { model, entry }, explanation, options: { out, colormap, alpha } }: ExplainWork,
): Promise<ExplainedFile | Failure> {
  const read = await readOrFail(file);
  if ('reason' in read) return read;
  const { picture } = read;
  const { method } = explanation;
  const recipe = entry.preprocessing;
  const { heatmap, index, probability } = await explainPicture({ model, recipe }, picture, explanation);
  const look = { colormap, alpha, outlierPercentile: method === 'saliency' ? 1 : 0 };
  const shown = overlayHeatmap(picture, heatmap, { ...look, region: inputRegion(picture, recipe) });
  await makeFolder(out, 'the folder');
  await writePicture(target, shown);
  return { file, picture: target, method, label: entry.labels[index]!, index, probability, range: heatmap.range };
}

/** A line for each file: the class, how probable it is, and where to look. */
function explainedText(explained: readonly ExplainedFile[]): string {
  const rows = explained.map(({ file, label, probability, picture, range: [low, high] }) => [
    file,
    label,
    formatShare(probability),
    picture,
    low === high ? '(nothing in it speaks for the class)' : '',
  ]);
  return textTable(rows, ['left', 'left', 'right', 'left', 'left']);
}
