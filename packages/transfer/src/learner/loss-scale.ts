/** How much losses are multiplied before the backward pass, so that small gradients do not vanish in float16. */
export interface LossScale {
  readonly scale: number;
  /** Steps since the scale changed. */
  readonly good: number;
}

/** Where a training begins. */
export const INITIAL_LOSS_SCALE: LossScale = { scale: 2 ** 16, good: 0 };

const GROWTH_INTERVAL = 2000;

/**
 * The scale for the next step: half as much after gradients overflowed, twice as much after 2,000 steps in which they did not.
 *
 * @source torch.amp.GradScaler with its defaults; Micikevicius et al. 2018, https://arxiv.org/abs/1710.03740, section 3.2
 * @example
 * nextLossScale({ scale: 65536, good: 3 }, true); // { scale: 32768, good: 0 }
 */
export function nextLossScale({ scale, good }: LossScale, overflow: boolean): LossScale {
  if (overflow) return { scale: scale / 2, good: 0 };
  return good + 1 === GROWTH_INTERVAL ? { scale: scale * 2, good: 0 } : { scale, good: good + 1 };
}
