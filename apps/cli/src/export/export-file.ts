import { stat } from 'node:fs/promises';
import { exportOnnx, openDevice } from '@cv/backend-node';
import { type ModelChoice, openModel } from '../open-model.ts';
import { requireFree } from '../require-free.ts';
import { formatBytes } from '../terminal/numbers.ts';

/** What the command line says. */
export interface ExportCommandOptions extends ModelChoice {
  readonly out?: string;
  readonly opset: number;
  readonly dtype: 'float32' | 'float16';
  readonly dynamicBatch: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Writes the ONNX file and prints what it holds. */
export async function exportFile(options: ExportCommandOptions): Promise<void> {
  const { opset, dtype, dynamicBatch, force = false, json = false } = options;
  // Nothing is computed: the device only holds the weights.
  await openDevice('cpu');
  const { entry, model, source } = await openModel(options);
  const file = options.out ?? `${entry.id}.onnx`;
  await requireFree(file, force);
  await exportOnnx(model, {
    path: file,
    inputShape: [1, ...entry.inputShape],
    opset,
    dtype,
    dynamicBatch,
    metadata: { model: entry.id, title: entry.title, labels: entry.labels, preprocessing: entry.preprocessing },
  });
  const { size: bytes } = await stat(file);
  const batch = dynamicBatch ? 'N' : 1;
  const [input, output] = [
    [batch, ...entry.inputShape],
    [batch, model.classes],
  ];
  if (json) console.log(JSON.stringify({ file, bytes, model: entry.id, opset, dtype, input, output }, null, 2));
  else {
    console.log(`${file}: ${entry.title} with ${source}`);
    console.log(`input [${input.join(', ')}] float32, output [${output.join(', ')}] float32`);
    console.log(`opset ${opset}, ${dtype}, ${formatBytes(bytes)}`);
  }
}
