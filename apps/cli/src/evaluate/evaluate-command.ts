import { type Command, Option } from 'commander';
import { addDeviceOptions } from '../device-options.ts';
import { wholeNumber } from '../option-values.ts';
import type { EvaluateCommandOptions } from './evaluate-files.ts';

/** Adds `cv evaluate`. */
export function addEvaluate(program: Command): void {
  const command = program
    .command('evaluate')
    .description('Measure a model on labelled pictures: accuracy, error and confusion matrix.')
    .requiredOption('--data <folder>', 'folder with the MNIST files, plain or .gz')
    .option('--weights <weights>', 'tag, file, URL, checkpoint or run folder (default: those of `cv models`)')
    .option('--model <name>', 'model; `cv models` lists them (default: what the weights say, else lenet5)')
    .addOption(new Option('--split <name>', 'which half of the data').choices(['test', 'train']).default('test'))
    .option('--batch-size <n>', 'pictures at a time', wholeNumber(1), 500);
  addDeviceOptions(command)
    .option('--json', 'print JSON: { accuracy, error, count, device }')
    .addHelpText(
      'after',
      `
Examples:
  $ cv evaluate --data mnist
  $ cv evaluate --data mnist --weights runs/lenet5 --json`,
    )
    .action(async (options: EvaluateCommandOptions) => {
      const { evaluateFiles } = await import('./evaluate-files.ts');
      await evaluateFiles(options);
    });
}
