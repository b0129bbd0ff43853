import { OptionError } from '@cv/tensor/errors';
import { type Command, Option } from 'commander';
import { addDeviceOptions, type DeviceOptions } from '../device-options.ts';
import { wholeNumber } from '../option-values.ts';
import { isPattern } from './model-pattern.ts';
import { type SortKey, sortKeys } from './sort-models.ts';

/** What the command line says. */
interface ModelsOptions extends DeviceOptions {
  readonly download?: boolean;
  readonly weights?: string;
  readonly measure?: boolean;
  readonly batch?: number;
  readonly sort?: SortKey;
  readonly chart?: string;
  readonly json?: boolean;
}

/** Adds `cv models`. */
export function addModels(program: Command): void {
  const command = program
    .command('models')
    .description('Compare the models that cv can build, and show the trained weights that there are for them.')
    .argument('[model...]', 'which models, also by patterns of * and ?, such as "resnet*"; one alone: show its weights')
    .option('--measure', 'measure how long a prediction takes on this device')
    .option('--batch <n>', 'pictures of a prediction that is measured (default: 1)', wholeNumber(1))
    .addOption(new Option('--sort <column>', 'sort the table').choices(sortKeys))
    .option('--chart <file.svg>', 'draw accuracy, cost and size of the ImageNet models')
    .option('--download', "fetch the model's weights into the cache")
    .option('--weights <tag>', 'which of them (default: the first)');
  addDeviceOptions(command)
    .option('--json', 'print JSON: [{ id, params, macs, activations, memoryBytes, top1, weights, ... }]')
    .addHelpText(
      'after',
      `
Examples:
  $ cv models
  $ cv models "resnet*" "vit_*" --measure --sort ms
  $ cv models --chart models.svg
  $ cv models resnet50
  $ cv models --download resnet50 --weights a1_in1k
  $ cv models --json`,
    )
    .action(runModels);
}

async function runModels(names: readonly string[], options: ModelsOptions): Promise<void> {
  const { download = false, weights, measure = false, sort, chart, json = false } = options;
  requireMeasure(options);
  const [model] = names;
  const compares = measure || sort !== undefined || chart !== undefined;
  const single = names.length === 1 && model !== undefined && !isPattern(model) && !compares;
  if (!single) {
    if (download || weights !== undefined) throw new OptionError('name one model: cv models --download <model>');
    const { showModels } = await import('./show-models.ts');
    await showModels(names, options);
  } else if (download) {
    const { downloadWeights } = await import('../weights/download-weights.ts');
    await downloadWeights(model, { tag: weights, json });
  } else {
    const { showWeights } = await import('../weights/show-weights.ts');
    await showWeights(weights === undefined || model.includes('.') ? model : `${model}.${weights}`, { json });
  }
}

/** Refuses what would change nothing: options of a measurement that is not asked for. */
function requireMeasure({ measure = false, batch, device, threads, sort }: ModelsOptions): void {
  if (measure) return;
  const given = Object.entries({ '--batch': batch, '--device': device, '--threads': threads });
  const [idle] = given.flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const option = sort === 'ms' ? '--sort ms' : idle;
  if (option !== undefined) throw new OptionError(`${option} is of use with --measure only; add it`, { option });
}
