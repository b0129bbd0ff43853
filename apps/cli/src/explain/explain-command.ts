import { type Command, Option } from 'commander';
import { addDeviceOptions } from '../device-options.ts';
import { share } from '../option-values.ts';
import type { ExplainCommandOptions } from './explain-files.ts';

/** Adds `cv explain`. */
export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('Show where in a picture a model looks, as a heatmap over the picture.')
    .argument('<image...>', 'image files, folders (searched through), or patterns such as "scans/**/*.png"')
    .option(
      '--weights <file>',
      'weights (.safetensors, .pth), checkpoint or run folder (default: the packaged weights)',
    )
    .option('--model <name>', 'model; `cv models` lists them (default: what the weights say, else lenet5)')
    .addOption(
      new Option('--method <name>', 'how to explain; see below')
        .choices(['grad-cam', 'cam', 'saliency', 'rollout'])
        .default('grad-cam'),
    )
    .option('--class <name>', 'class to explain, by name or index (default: what the model says of each picture)')
    .option('--layer <name>', 'stage or module that grad-cam looks at (default: the last that gives a map)')
    .option('-o, --out <folder>', 'folder for the pictures, made when it is not there', 'explained')
    .addOption(
      new Option('--colormap <name>', 'colours of the heatmap')
        .choices(['turbo', 'viridis', 'inferno', 'magma', 'plasma', 'gray'])
        .default('turbo'),
    )
    .option('--alpha <share>', 'weight of the heatmap, 0 (only the picture) to 1', share, 0.5);
  addDeviceOptions(command)
    .option('--force', 'write over pictures that are there')
    .option('--json', 'print JSON: [{ file, picture, method, label, index, probability, range }]')
    .addHelpText(
      'after',
      `
Methods:
  grad-cam   parts that speak for the class, by the gradient of a deep layer
  cam        the same without a gradient; for nets that average before the last layer
  saliency   pixels whose change would change the class most
  rollout    where a vision transformer looks, through all blocks; of no class

For each picture <name>-<method>.png is written. What the model does not see (it cuts out
the middle) stays as it is. Files that cannot be read are listed at the end; the exit code
is 1 only when none could.

Examples:
  $ cv explain digit.png
  $ cv explain photos/ --model squeezenet1_0 --weights squeezenet1_0.safetensors
  $ cv explain dog.jpg --model resnet50 --weights resnet50.pth --class "golden retriever"`,
    )
    .action(async (images: readonly string[], options: ExplainCommandOptions) => {
      const { explainFiles } = await import('./explain-files.ts');
      await explainFiles(images, options);
    });
}
