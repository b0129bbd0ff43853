import type { Command } from 'commander';
import { addDeviceOptions } from '../device-options.ts';
import { share, wholeNumber } from '../option-values.ts';
import type { DetectCommandOptions } from './detect-files.ts';

/** Adds `cv detect`. */
export function addDetect(program: Command): void {
  const command = program
    .command('detect')
    .description('Find objects in pictures.')
    .argument('<image...>', 'image files, folders (searched through), or patterns such as "street/**/*.jpg"')
    .requiredOption('--weights <file>', "weights (.safetensors, .pth, or Darknet's .weights); none come with cv")
    .option('--model <name>', 'yolov3, yolov3_tiny, yolov5n, yolov5s or yolov5m', 'yolov5n')
    .option('--labels <file>', 'names of the classes, one a line (default: those in the weights, else the 80 of COCO)')
    .option('--score <share>', 'least score of an object, 0 to 1', share, 0.25)
    .option('--iou <share>', 'most overlap of two objects of a class, 0 to 1', share, 0.45)
    .option('--max <n>', 'most objects in a picture', wholeNumber(1), 300)
    .option(
      '--size <pixels>',
      "side of the model's input, a multiple of 32 (default: the model's own)",
      wholeNumber(32),
    )
    .option('-o, --out <folder>', 'draw the boxes and write <name>-boxes.png for each picture')
    .option('-f, --force', 'write over pictures that are there');
  addDeviceOptions(command)
    .option('--json', 'print JSON: [{ file, boxes: [{ label, score, x, y, width, height }] }]')
    .addHelpText(
      'after',
      `
Boxes are told as left edge, top edge, width and height in pixels of the picture.
Files that cannot be read are listed at the end; the exit code is 1 only when none could.

Examples:
  $ cv detect street.jpg --weights yolov5n.safetensors
  $ cv detect photos/ --weights yolov5n.safetensors -o found --score 0.4
  $ cv detect photos/ --model yolov3 --weights yolov3.weights --json > boxes.json`,
    )
    .action(async (images: readonly string[], options: DetectCommandOptions) => {
      const { detectFiles } = await import('./detect-files.ts');
      await detectFiles(images, options);
    });
}
