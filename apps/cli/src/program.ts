import { Command } from 'commander';
import { addClassify } from './classify/classify-command.ts';
import { addDemo } from './demo/demo-command.ts';
import { addDetect } from './detect/detect-command.ts';
import { addDevices } from './devices/devices-command.ts';
import { addEvaluate } from './evaluate/evaluate-command.ts';
import { addExplain } from './explain/explain-command.ts';
import { addExport } from './export/export-command.ts';
import { addGraph } from './graph/graph-command.ts';
import { addImage } from './image/image-command.ts';
import { manifest } from './manifest.ts';
import { addMetrics } from './metrics/metrics-command.ts';
import { addModels } from './models/models-command.ts';
import { addSummary } from './summary/summary-command.ts';
import { addTrain } from './train/train-command.ts';

/**
 * The command line: what there is to type. Each command loads its work (devices, models, tfjs) only when it runs, so that help and
 * wrong use answer at once.
 */
export function createProgram(): Command {
  const program = new Command('cv')
    .description('Train, evaluate and use image classifiers.')
    .version(manifest().version)
    .option('--debug', 'show the stack of an error')
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ cv demo                                  classify the digits that come with cv
  $ cv train --data mnist                    train LeNet-5 on the MNIST files in mnist/
  $ cv classify digit.png photos/            say what pictures show
  $ cv explain photos/                       show where in a picture a model looks
  $ cv detect street.jpg --weights yolov5n.safetensors   find things, and draw boxes around them
  $ cv metrics scores.csv --plot charts/     judge scores of any model, draw its curves
  $ cv image gaussian photo.jpg -o soft.png  process pictures
  $ cv export --weights runs/lenet5          write a model as an ONNX file
  $ cv help train                            everything about one command`,
    );
  for (const add of [
    addTrain,
    addEvaluate,
    addClassify,
    addExplain,
    addDetect,
    addImage,
    addDemo,
    addExport,
    addGraph,
    addSummary,
    addModels,
    addMetrics,
    addDevices,
  ])
    add(program);
  return program;
}
