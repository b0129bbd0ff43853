import type { ExportOnnxOptions } from '../export-onnx.ts';
import { ConvNet } from './conv-net.ts';
import { Transformer } from './transformer.ts';

/** Models of the checked files: how to build them, the shape of one image, and their first output. */
export const EXPORT_MODELS = {
  'conv-net': { create: (): ConvNet => new ConvNet(), image: [12, 10, 3], output: 'logits' },
  transformer: { create: (): Transformer => new Transformer(), image: [16, 16, 3], output: 'output' },
} as const;

/** Name of a model of {@link EXPORT_MODELS}. */
export type ExportModel = keyof typeof EXPORT_MODELS;

const OPTIONS: Readonly<Record<string, Omit<ExportOnnxOptions, 'inputShape'>>> = {
  'opset-18': { opset: 18 },
  'opset-19': { opset: 19 },
  'opset-20': {},
  'opset-21': { opset: 21 },
  'opset-22': { opset: 22 },
  'one-batch': { dynamicBatch: false },
  float16: { dtype: 'float16' },
};

/** A file that `fixtures/generate.py` checks. */
export interface ExportCase {
  readonly name: string;
  readonly model: ExportModel;
  readonly options: ExportOnnxOptions;
}

/** Every model in every form that the options can ask for. */
export const EXPORT_CASES: readonly ExportCase[] = (Object.keys(EXPORT_MODELS) as ExportModel[]).flatMap((model) =>
  Object.entries(OPTIONS).map(([form, options]) => ({
    name: `${model}-${form}`,
    model,
    options: {
      inputShape: [3, ...EXPORT_MODELS[model].image],
      metadata: { labels: ['first', 'second'], note: 'form, Übersicht' },
      ...options,
    },
  })),
);
