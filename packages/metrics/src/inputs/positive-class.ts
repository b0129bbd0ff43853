import { MetricError } from '../metric-error.ts';
import { distinctLabels, type Label } from './labels.ts';

/** Which class is the positive one. */
export interface PositiveOptions {
  /** The positive class; 1 by default when the classes are among 0, 1 and -1, else it must be given. */
  readonly posLabel?: Label | undefined;
}

/**
 * Which samples are positive: 1 or 0 each. The list itself when it is such already.
 *
 * @throws MetricError when `posLabel` is missing and the classes are not those of 0/1 or -1/1, or when there are more than
 *   two classes and no `posLabel`
 * @source scikit-learn's `_check_pos_label_consistency`
 */
export function positives(where: string, yTrue: ArrayLike<Label>, posLabel: Label | undefined): Uint8Array {
  if (posLabel === undefined && isZeroOne(yTrue)) return yTrue instanceof Uint8Array ? yTrue : Uint8Array.from(yTrue);
  const flags = new Uint8Array(yTrue.length);
  const positive = posLabel ?? defaultPositive(where, distinctLabels(where, { yTrue }));
  for (let i = 0; i < flags.length; i++) flags[i] = yTrue[i] === positive ? 1 : 0;
  return flags;
}

function isZeroOne(yTrue: ArrayLike<Label>): yTrue is ArrayLike<number> {
  for (let i = 0; i < yTrue.length; i++) if (yTrue[i] !== 0 && yTrue[i] !== 1) return false;
  return true;
}

function defaultPositive(where: string, classes: readonly Label[]): Label {
  const known = [
    [0, 1],
    [-1, 1],
  ].some((pair) => classes.every((label) => pair.includes(label as number)));
  if (known) return 1;
  throw new MetricError(
    `${where}: yTrue has the classes ${shown(classes)}; expected 0 and 1 (or -1 and 1), or \`posLabel\`, the positive one`,
    { classes },
  );
}

/** A list of classes for a message, the first ones of many. */
export function shown(classes: readonly Label[]): string {
  const first = classes.slice(0, 8).map((label) => JSON.stringify(label));
  return `[${first.join(', ')}${classes.length > 8 ? ', ...' : ''}]`;
}
