import type { Command } from 'commander';
import { type AnyImageOperation, FAMILIES } from './image-operation.ts';
import { operations } from './operations.ts';
import type { ImageCommandOptions } from './run-operation.ts';

/** Adds `cv image`, with a command for each operation. */
export function addImage(program: Command): void {
  const image = program
    .command('image')
    .description('Process pictures: filters, thresholds, edges, regions.')
    .usage('<operation> <image...> [-o <output>] [options]')
    .helpCommand('help [operation]', 'show the help of an operation')
    .configureHelp({ subcommandTerm: (command) => command.name() }) // all take the same arguments
    .addHelpText(
      'after',
      `
Examples:
  $ cv image gaussian photo.jpg -o soft.png --sigma 2
  $ cv image gaussian photos/ -o soft/                  every picture of a folder
  $ cv image gaussian "scans/*.png" -o soft/ --stages steps/
  $ cv image help gaussian                              everything about one operation`,
    );
  for (const family of FAMILIES) {
    image.commandsGroup(`${family}:`);
    for (const operation of operations.filter((one) => one.family === family)) addOperation(image, operation);
  }
}

function addOperation(image: Command, operation: AnyImageOperation): void {
  const command = image
    .command(operation.name)
    .description(operation.description)
    .usage('<image...> [-o <output>] [options]')
    .argument('<image...>', 'image files, folders (searched through), or patterns such as "scans/**/*.png"')
    .option('-o, --output <path>', 'where the picture goes: a file, or a folder for several pictures')
    .option('--stages <folder>', 'write the input, the steps on the way and the result as pictures')
    .option('--json', 'print the numbers as JSON: an object for one file, else [{ file, ... }]');
  for (const [name, option] of Object.entries(operation.options)) command.addOption(option.toOption(dashed(name)));
  command.action(async (images: readonly string[], options: ImageCommandOptions & Record<string, unknown>) => {
    const { runOperation } = await import('./run-operation.ts');
    await runOperation(operation, images, options);
  });
}

/** `sigmaPx` as a flag: `sigma-px`. */
const dashed = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
