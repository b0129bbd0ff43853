import { openDevice } from '@cv/backend-node';
import { summary, summaryText } from '@cv/layers';
import { Rng } from '@cv/tensor/rng';
import { modelEntry } from '../model-entry.ts';

/** What the command line says. */
export interface SummaryOptions {
  readonly batchSize: number;
  /** Height and width; those of the model without it. */
  readonly size?: number;
  readonly json?: boolean;
}

/** Prints the layers of a model of the catalogue; its weights do not matter and are not drawn. */
export async function showSummary(name: string, options: SummaryOptions): Promise<void> {
  const { batchSize, size, json = false } = options;
  const entry = modelEntry(name);
  const [height, width, channels] = entry.inputShape;
  await openDevice('onnxruntime'); // it records, and what is never read is never computed
  const model = await entry.create({ rng: new Rng(0) });
  const found = summary(model, [batchSize, size ?? height, size ?? width, channels]);
  console.log(json ? JSON.stringify({ model: entry.id, ...found }, null, 2) : summaryText(found));
}
