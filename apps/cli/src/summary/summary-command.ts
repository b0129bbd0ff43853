import type { Command } from 'commander';
import { wholeNumber } from '../option-values.ts';
import type { SummaryOptions } from './show-summary.ts';

/** Adds `cv summary`. */
export function addSummary(program: Command): void {
  program
    .command('summary')
    .description('Show the layers of a model: shapes, parameters, multiply-accumulates, bytes and receptive fields.')
    .argument('<model>', '`cv models` lists them')
    .option('--size <pixels>', 'height and width of the pictures (default: those of the model)', wholeNumber(1))
    .option('--batch-size <n>', 'pictures at a time', wholeNumber(1), 1)
    .option(
      '--json',
      'print JSON: { model, inputShape, layers, params, trainableParams, macs, activationBytes, paramBytes }',
    )
    .addHelpText('after', '\nExamples:\n  $ cv summary lenet5\n  $ cv summary resnet50 --size 320 --json')
    .action(async (model: string, options: SummaryOptions) => {
      const { showSummary } = await import('./show-summary.ts');
      await showSummary(model, options);
    });
}
