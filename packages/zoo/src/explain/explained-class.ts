import { argMax, mul, oneHot, sum, type Tensor, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { topk } from './topk.ts';

/** Which class is explained: one for all pictures, one for each, or for each what the model says when left out. */
export type ClassChoice = number | readonly number[] | undefined;

/** Options of what explains a class. */
export interface ClassOptions {
  /** Position of the class among the logits, for all pictures or for each; the class that the model says when left out. */
  classIndex?: ClassChoice;
}

/**
 * Marks the explained class of each picture.
 * @param logits `[N, classes]`.
 * @returns float32 `[N, classes]`: 1 at the class, else 0; no gradient goes through it.
 * @throws OptionError for an index that is no class, or when there are not as many as pictures.
 */
export function explainedMask(logits: Tensor, choice: ClassChoice, where: string): Tensor {
  const [count, classes] = logits.shape as [number, number];
  const indices =
    choice === undefined
      ? argMax(logits, { axis: -1 })
      : tensor(Int32Array.from(indicesOf(choice, { count, classes, where })), [count], 'int32');
  return oneHot(indices, { depth: classes });
}

/** The logits of the explained classes, added up: pictures do not see each other, so its gradient is that of each picture's own logit. */
export function explainedScore(logits: Tensor, choice: ClassChoice, where: string): Tensor {
  return sum(mul(logits, explainedMask(logits, choice, where)));
}

/** The class of each picture that {@link explainedMask} marks. */
export function explainedClasses(rows: readonly Float32Array[], choice: ClassChoice): number[] {
  if (choice !== undefined) return rows.map((_, i) => (typeof choice === 'number' ? choice : choice[i]!));
  return rows.map((row) => topk(row, 1)[0]!.index);
}

function indicesOf(
  choice: number | readonly number[],
  { count, classes, where }: { count: number; classes: number; where: string },
): readonly number[] {
  const indices = typeof choice === 'number' ? Array.from({ length: count }, () => choice) : choice;
  if (indices.length !== count) {
    throw new OptionError(
      `${where}: ${indices.length} class indices for ${count} pictures; give one, or one for each`,
      {
        expected: count,
        received: indices.length,
      },
    );
  }
  for (const index of indices) {
    if (Number.isInteger(index) && index >= 0 && index < classes) continue;
    throw new OptionError(`${where}: classIndex is ${index}, expected a whole number of 0 to ${classes - 1}`, {
      received: index,
      classes,
    });
  }
  return indices;
}
