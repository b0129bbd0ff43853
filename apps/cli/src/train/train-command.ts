import { type Command, Option } from 'commander';
import { addDeviceOptions } from '../device-options.ts';
import { positiveNumber, wholeNumber } from '../option-values.ts';
import type { TrainCommandOptions } from './open-run.ts';
import { recipe } from './training-plan.ts';

/** Adds `cv train`. */
export function addTrain(program: Command): void {
  const command = program
    .command('train')
    .summary('Train a model on a folder of data.')
    .description('Train a model on a folder of data. Without further options: the recipe of the\npackaged LeNet-5.')
    .option('--data <folder>', 'folder with the MNIST files, plain or .gz')
    .option('--model <name>', 'model; `cv models` lists them', recipe.model)
    .option('--out <folder>', 'run folder: checkpoint, history and weights (default: runs/<model>)')
    .option('--epochs <n>', 'passes over the data', wholeNumber(1), recipe.epochs)
    .option('--batch-size <n>', 'pictures of a training step', wholeNumber(1), recipe.batchSize)
    .option('--lr <rate>', 'highest learning rate of the one-cycle schedule', positiveNumber, recipe.lr)
    .addOption(
      new Option('--augment <mode>', 'shift, turn and scale the pictures at random')
        .choices(['on', 'off'])
        .default(recipe.augment),
    )
    .option('--seed <n>', 'decides weights, order and augmentation', wholeNumber(0), recipe.seed)
    .option(
      '--hold-out <n>',
      'measure on the last n training pictures, never on the test set',
      wholeNumber(0),
      recipe.holdOut,
    )
    .addOption(
      new Option('--weights-dtype <dtype>', 'how the weights are stored')
        .choices(['float32', 'float16'])
        .default(recipe.weightsDtype),
    );
  addDeviceOptions(command)
    .option('--resume', 'go on with the run in --out, which knows its own plan')
    .addOption(new Option('--force', 'throw the run in --out away and start anew').conflicts('resume'))
    .addHelpText(
      'after',
      `
The run folder gets checkpoint.safetensors (after every epoch, and when stopped),
history.csv (loss and accuracy of every epoch), and at the end weights.safetensors.
Ctrl-C finishes the step, writes the checkpoint and ends with exit code 130; again,
it leaves at once. A resumed training ends with the same weights as one that never
stopped. The test set is measured once, after the last epoch.

Examples:
  $ cv train --data mnist                          the recipe of the packaged LeNet-5
  $ cv train --data mnist --model mlp --epochs 30
  $ cv train --data mnist --epochs 3 --seed 2 --out runs/short
  $ cv train --out runs/short --resume
  $ cv train --data mnist --hold-out 10000 --lr 6e-3 --out runs/fast`,
    )
    .action(async (options: TrainCommandOptions) => {
      const given = Object.keys(options).filter((name) => command.getOptionValueSource(name) === 'cli');
      const { train } = await import('./train.ts');
      await train(options, new Set(given));
    });
}
