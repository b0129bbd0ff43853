import {
  exportOnnx as exportBytes,
  type ForwardFunction,
  type ForwardModel,
  type ExportOnnxOptions as GraphOptions,
} from '@cv/onnx';
import { writeFileAtomic } from '../files/write-file-atomic.ts';

/** Options of {@link exportOnnx}. */
export interface ExportOnnxOptions extends GraphOptions {
  /** Path or `file:` URL of the file; its folder must exist. */
  readonly path: string | URL;
}

/**
 * Writes a model as an ONNX file, whole or not at all: what was there before stays until the new file is complete.
 *
 * @param model a module, or a function of the input tensor; it may live on any device
 * @throws what `exportOnnx` of `@cv/onnx` throws; DataError when the file cannot be written
 * @example
 * await exportOnnx(model, { path: 'lenet5.onnx', inputShape: [1, 28, 28, 1], metadata: { labels } });
 */
export async function exportOnnx(
  model: ForwardModel | ForwardFunction,
  { path, ...options }: ExportOnnxOptions,
): Promise<void> {
  await writeFileAtomic(path, await exportBytes(model, options));
}
