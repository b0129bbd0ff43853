import { fixedSize } from './fixed-size.test.support.ts';
import type { ModelEntry } from './model-entry.ts';

/** Height and width of pictures that are enough for the models that 32 x 32 are not. */
const LEAST: Readonly<Record<string, number>> = { alexnet: 64, inception_v3: 75 };

/** What an auxiliary head makes more of in training. */
const LEAST_TO_TRAIN: Readonly<Record<string, number>> = { inception_v3: 299 };

/** Height and width of pictures that are as small as the model allows, in round numbers; a model of a fixed size keeps its own. */
export function smallSide(
  id: string,
  [height]: readonly number[],
  { training = false }: { training?: boolean } = {},
): number {
  if (fixedSize(id)) return height!;
  return (training ? LEAST_TO_TRAIN[id] : undefined) ?? LEAST[id] ?? 32;
}

/**
 * Above so many parameters, or multiply-accumulates of its smallest picture, a model is the same code with more of the same blocks, and
 * gigabytes or minutes.
 */
export function isLarge({ id, params, macs, inputShape }: ModelEntry): boolean {
  const share = (smallSide(id, inputShape) / inputShape[0]) ** 2;
  return params > 30e6 || macs * share > 5e9;
}
