import { classify, type Prediction } from '@cv/zoo';
import type { DeviceOptions } from '../device-options.ts';
import { openChosenDevice } from '../open-chosen-device.ts';
import { type ModelChoice, type OpenModel, openModel } from '../open-model.ts';
import { countBar } from '../terminal/count-bar.ts';
import { formatShare } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';
import { type Failure, findImages } from './find-images.ts';
import { type ReadPicture, readOrFail } from './read-or-fail.ts';
import { reportFailures } from './report-failures.ts';

/** What the command line says. */
export interface ClassifyCommandOptions extends DeviceOptions, ModelChoice {
  readonly top: number;
  readonly json?: boolean;
}

interface Classified {
  readonly file: string;
  readonly top: readonly Prediction[];
}

/** Pictures in memory at a time: photographs are large, and a model's batch gains little beyond. */
const AT_A_TIME = 8;

/** Classifies files and prints what they show; those that cannot be read are listed at the end. */
export async function classifyFiles(images: readonly string[], options: ClassifyCommandOptions): Promise<void> {
  const { top, json = false } = options;
  const { files, failures: missing } = await findImages(images);
  const device = await openChosenDevice(options);
  device.require('infer');
  const opened = await openModel(options);
  const { classified, failures } = await classifyAll(files, opened, top);
  if (json) console.log(JSON.stringify(classified, null, 2));
  else if (classified.length > 0) console.log(classifiedText(classified));
  reportFailures([...missing, ...failures], { done: 'classified', good: classified.length });
}

async function classifyAll(
  files: readonly string[],
  { model, entry }: OpenModel,
  top: number,
): Promise<{ classified: readonly Classified[]; failures: readonly Failure[] }> {
  const classified: Classified[] = [];
  const failures: Failure[] = [];
  const bar = countBar('classifying', files.length);
  try {
    for (let first = 0; first < files.length; first += AT_A_TIME) {
      const read = await Promise.all(files.slice(first, first + AT_A_TIME).map(readOrFail));
      const good = read.filter((one): one is ReadPicture => 'picture' in one);
      failures.push(...read.filter((one): one is Failure => 'reason' in one));
      const found = await classify(
        model,
        good.map(({ picture }) => picture),
        { ...entry, top },
      );
      classified.push(...good.map(({ file }, i) => ({ file, top: found[i]! })));
      bar.update(first + read.length);
    }
  } finally {
    bar.close();
  }
  return { classified, failures };
}

/** A line for each file with its classes, best first. */
function classifiedText(classified: readonly Classified[]): string {
  const most = Math.max(...classified.map(({ top }) => top.length));
  const align = ['left', ...Array.from({ length: most }, () => ['left', 'right'] as const).flat()] as const;
  const rows = classified.map(({ file, top }) => [
    file,
    ...top.flatMap(({ label, probability }) => [label, formatShare(probability)]),
  ]);
  return textTable(rows, align);
}
