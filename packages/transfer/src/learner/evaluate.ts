import { type ImageDataset, Loader, type Normalization } from '@cv/data';
import { crossEntropy, type Module } from '@cv/layers';
import { ClassCounter } from '@cv/metrics';
import { argMax, cast, concat, dispose, expandDims, read, scope, tensor } from '@cv/tensor';
import type { Loss } from './training-options.ts';
import type { Evaluation } from './training-report.ts';

/** Options of {@link evaluate}. */
export interface EvaluateOptions {
  readonly batchSize?: number;
  readonly normalize?: Normalization;
  readonly loss?: Loss;
  /** Called after each batch with the number of pictures done. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Loss, accuracy and confusion matrix of a model over a data set, without changing the model.
 *
 * @param model gives logits `[N, K]`, K classes of the data set
 * @param dataset at least one picture
 * @returns means over all pictures; plain data
 * @example
 * ```ts
 * const { accuracy } = await evaluate(model, test, { normalize: mnistRecipe });
 * ```
 */
export async function evaluate(
  model: Module,
  dataset: ImageDataset,
  { batchSize = 500, normalize, loss = crossEntropy, onProgress }: EvaluateOptions = {},
): Promise<Evaluation> {
  const counter = new ClassCounter(dataset.classes.length);
  let lossSum = 0;
  for await (const { images, shape, labels } of new Loader(dataset, {
    batchSize,
    ...(normalize && { normalize }),
  }).epoch(0)) {
    // One read for both: the loss first, then the predictions.
    const both = scope(() => {
      const logits = model.forward(tensor(images, shape));
      const predictions = cast(argMax(logits, { axis: 1 }), 'float32');
      return concat([expandDims(loss(logits, tensor(labels)), { axis: 0 }), predictions], { axis: 0 });
    });
    const values = await read(both);
    dispose(both);
    lossSum += values[0]! * labels.length;
    counter.add(labels, values.subarray(1));
    onProgress?.(counter.count);
  }
  const { count } = counter;
  return { loss: lossSum / count, accuracy: counter.accuracy, count, confusion: counter.confusion.matrix };
}
