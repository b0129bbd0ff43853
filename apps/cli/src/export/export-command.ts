import { type Command, Option } from 'commander';
import { wholeNumber } from '../option-values.ts';
import type { ExportCommandOptions } from './export-file.ts';

/** Adds `cv export`. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('Write a model with its weights as an ONNX file.')
    .option('--weights <weights>', 'tag, file, URL, checkpoint or run folder (default: those of `cv models`)')
    .option('--model <name>', 'model; `cv models` lists them (default: what the weights say, else lenet5)')
    .option('-o, --out <file>', 'the file to write (default: <model>.onnx)')
    .option('--opset <n>', "version of ONNX's operator set, 18 to 22", wholeNumber(1), 20)
    .addOption(
      new Option('--dtype <type>', 'type of the weights and of the arithmetic; input and output stay float32')
        .choices(['float32', 'float16'])
        .default('float32'),
    )
    .option('--no-dynamic-batch', 'fix the batch to one picture instead of leaving its size open')
    .option('--force', 'write over a file that is there')
    .option('--json', 'print JSON: { file, bytes, model, opset, dtype, input, output }')
    .addHelpText(
      'after',
      `
The file has operators of the ONNX standard only. Its input is preprocessed pictures,
channels last; names of the classes and the preprocessing stand in its metadata.

Examples:
  $ cv export
  $ cv export --weights runs/lenet5 -o digits.onnx --dtype float16`,
    )
    .action(async (options: ExportCommandOptions) => {
      const { exportFile } = await import('./export-file.ts');
      await exportFile(options);
    });
}
