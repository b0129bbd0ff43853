import type { Picture } from '@cv/image';
import { dispose, read, scope, softmax, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Classifier } from './classifier.ts';
import { topk } from './explain/topk.ts';
import { preprocess } from './preprocessing/preprocess.ts';
import type { PreprocessingRecipe } from './preprocessing/recipe.ts';

/** A class that a picture may be of. */
export interface Prediction {
  readonly label: string;
  /** Position of the label among all. */
  readonly index: number;
  /** 0 to 1; those of all classes add up to 1. */
  readonly probability: number;
}

/** Options of {@link classify}; an entry of `models` has the first two. */
export interface ClassifyOptions {
  readonly preprocessing: PreprocessingRecipe;
  /** Names of the classes in the order of the logits. */
  readonly labels: readonly string[];
  /** How many classes are told for each picture; all when there are fewer. */
  readonly top?: number;
}

/**
 * Says what pictures show: the most probable classes by softmax, best first, equal ones in the order of the labels.
 *
 * @param pictures of any size and kind that `preprocess` takes; run as one batch
 * @returns a list for each picture; plain data
 * @throws OptionError when the labels are not as many as the model's classes, or `top` is not a whole number above 0
 * @example
 * ```ts
 * const [best] = (await classify(model, [await readPicture('seven.png')], models.lenet5))[0]!;
 * console.log(best.label, best.probability); // 7 0.999
 * ```
 */
export async function classify(
  model: Classifier,
  pictures: readonly Picture[],
  { preprocessing, labels, top = 5 }: ClassifyOptions,
): Promise<Prediction[][]> {
  if (labels.length !== model.classes) {
    throw new OptionError(`classify: ${labels.length} labels for a model of ${model.classes} classes`, {
      expected: model.classes,
      received: labels.length,
    });
  }
  if (!Number.isInteger(top) || top < 1) {
    throw new OptionError(`classify: top is ${top}, expected a whole number above 0`, { received: top });
  }
  if (pictures.length === 0) return [];
  const { images, shape } = preprocess(pictures, preprocessing);
  const probabilities = scope(() => softmax(model.forward(tensor(images, shape))));
  const values = await read(probabilities);
  dispose(probabilities);
  return pictures.map((_, row) => {
    const probabilitiesOfOne = values.slice(row * labels.length, (row + 1) * labels.length);
    const best = topk(probabilitiesOfOne, Math.min(top, labels.length));
    return best.map(({ index, value }) => ({ label: labels[index]!, index, probability: value }));
  });
}
