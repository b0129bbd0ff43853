import type { MnistSplit } from '@cv/data';
import type { Device } from '@cv/tensor';
import { type Evaluation, evaluate } from '@cv/transfer';
import type { DeviceOptions } from '../device-options.ts';
import { readMnistFolder } from '../mnist-folder.ts';
import { openChosenDevice } from '../open-chosen-device.ts';
import { type ModelChoice, type OpenModel, openModel } from '../open-model.ts';
import { confusionText } from '../terminal/confusion-text.ts';
import { countBar } from '../terminal/count-bar.ts';
import { formatCount, formatDuration, formatLoss, formatShare } from '../terminal/numbers.ts';
import { wrongCount } from './wrong-count.ts';

/** What the command line says. */
export interface EvaluateCommandOptions extends DeviceOptions, ModelChoice {
  readonly data: string;
  readonly split: MnistSplit;
  readonly batchSize: number;
  readonly json?: boolean;
}

/** Measures a model on a folder of data and prints what came out. */
export async function evaluateFiles(options: EvaluateCommandOptions): Promise<void> {
  const { data, split, batchSize, json = false } = options;
  const device = await openChosenDevice(options);
  device.require('infer');
  const opened = await openModel(options);
  const { dataset } = await readMnistFolder(data, split, opened.entry);
  const bar = countBar('evaluating', dataset.length);
  const begin = performance.now();
  const result = await evaluate(opened.model, dataset, {
    batchSize,
    normalize: opened.entry.preprocessing,
    onProgress: bar.update,
  }).finally(bar.close);
  if (json) {
    const { accuracy, count } = result;
    console.log(JSON.stringify({ accuracy, error: wrongCount(result) / count, count, device: device.name }, null, 2));
    return;
  }
  const milliseconds = performance.now() - begin;
  console.log(evaluationText(result, { opened, split, device, milliseconds, classes: dataset.classes }));
}

interface Circumstances {
  readonly opened: OpenModel;
  readonly split: MnistSplit;
  readonly device: Device;
  readonly milliseconds: number;
  readonly classes: readonly string[];
}

/** The report for people. */
function evaluationText(result: Evaluation, { opened, split, device, milliseconds, classes }: Circumstances): string {
  const { accuracy, count, loss, confusion } = result;
  const wrong = wrongCount(result);
  return [
    `${opened.entry.title} with ${opened.source}, on ${formatCount(count)} pictures of the ${split} set`,
    `accuracy ${formatShare(accuracy)}  error ${formatShare(wrong / count)} (${formatCount(wrong)} wrong)  loss ${formatLoss(loss)}`,
    `${device.name} (${device.description}), ${formatDuration(milliseconds)}, ${formatCount((count / milliseconds) * 1000)} images/s`,
    '',
    confusionText(confusion, classes),
  ].join('\n');
}
