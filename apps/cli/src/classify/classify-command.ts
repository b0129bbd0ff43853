import type { Command } from 'commander';
import { addDeviceOptions } from '../device-options.ts';
import { wholeNumber } from '../option-values.ts';
import type { ClassifyCommandOptions } from './classify-files.ts';

/** Adds `cv classify`. */
export function addClassify(program: Command): void {
  const command = program
    .command('classify')
    .description('Say what pictures show.')
    .argument('<image...>', 'image files, folders (searched through), or patterns such as "scans/**/*.png"')
    .option(
      '--weights <weights>',
      'tag (`cv models <model>` lists them), file (.safetensors, .pth, .onnx, the index of several), URL, checkpoint or run folder (default: the first tag)',
    )
    .option('--model <name>', 'model; `cv models` lists them (default: what the weights say, else lenet5)')
    .option('--top <n>', 'classes to show for each picture', wholeNumber(1), 3);
  addDeviceOptions(command)
    .option('--json', 'print JSON: [{ file, top: [{ label, index, probability }] }]')
    .addHelpText(
      'after',
      `
Weights that are not here yet are fetched once, into the cache (CV_CACHE); CV_OFFLINE=1
forbids it. A file that is called like a tag is given as ./file.

Files that cannot be read are listed at the end; the exit code is 1 only when none could.

Examples:
  $ cv classify digit.png
  $ cv classify scans/ "more/*.jpg" --weights runs/lenet5 --top 1
  $ cv classify photo.jpg --model resnet50 --weights tv2_in1k
  $ cv classify scans/ --json > scans.json`,
    )
    .action(async (images: readonly string[], options: ClassifyCommandOptions) => {
      const { classifyFiles } = await import('./classify-files.ts');
      await classifyFiles(images, options);
    });
}
