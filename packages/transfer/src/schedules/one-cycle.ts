import { OptionError } from '@cv/tensor/errors';
import type { Schedule } from './schedule.ts';

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** Steps of the whole training. */
  readonly totalSteps: number;
  /** The highest learning rate. */
  readonly lrMax: number;
  /** Share of the steps in which the rate rises. */
  readonly pctStart?: number;
  /** The first rate is lrMax / div. */
  readonly div?: number;
  /** The last rate is the first one / divFinal. */
  readonly divFinal?: number;
}

/**
 * The one-cycle schedule: the rate rises from lrMax / div to lrMax and falls to lrMax / div / divFinal, both along half a cosine.
 *
 * @throws OptionError when a number is out of range
 * @source Smith and Topin 2018, https://arxiv.org/abs/1708.07120; torch.optim.lr_scheduler.OneCycleLR (anneal_strategy 'cos',
 * three_phase off), whose rates it
 * equals (PyTorch fails where pctStart * totalSteps is 1). Deviation: rises for a quarter of the steps by default, as fastai does.
 * @example
 * ```ts
 * const rate = oneCycle({ totalSteps: 938, lrMax: 3e-3 });
 * rate(0); // 0.00012
 * ```
 */
export function oneCycle({ totalSteps, lrMax, pctStart = 0.25, div = 25, divFinal = 1e4 }: OneCycleOptions): Schedule {
  if (!(Number.isInteger(totalSteps) && totalSteps > 0)) {
    throw new OptionError(`oneCycle: totalSteps is ${totalSteps}, expected a whole number above 0`, { totalSteps });
  }
  if (!(lrMax > 0 && pctStart >= 0 && pctStart <= 1 && div > 0 && divFinal > 0)) {
    throw new OptionError(
      `oneCycle: expected lrMax > 0, pctStart in 0..1, div > 0, divFinal > 0, received ${lrMax}, ${pctStart}, ${div}, ${divFinal}`,
    );
  }
  const first = lrMax / div;
  const last = first / divFinal;
  const top = pctStart * totalSteps - 1;
  const end = totalSteps - 1;
  return (step) => {
    if (step <= top) return top === 0 ? lrMax : cosine(first, lrMax, step / top);
    return end === top ? last : cosine(lrMax, last, Math.min(1, (step - top) / (end - top)));
  };
}

/** Half a cosine from `from` (progress 0) to `to` (progress 1). */
function cosine(from: number, to: number, progress: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * progress));
}
