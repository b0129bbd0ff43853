import { expect, it } from 'vitest';
import { INITIAL_LOSS_SCALE, type LossScale, nextLossScale } from './loss-scale.ts';

it('halves after an overflow and doubles after 2,000 steps without one', () => {
  let state: LossScale = nextLossScale(INITIAL_LOSS_SCALE, true);
  expect(state).toEqual({ scale: 32_768, good: 0 });
  for (let step = 0; step < 1999; step++) state = nextLossScale(state, false);
  expect(state).toEqual({ scale: 32_768, good: 1999 });
  expect(nextLossScale(state, true)).toEqual({ scale: 16_384, good: 0 });
  expect(nextLossScale(state, false)).toEqual({ scale: 65_536, good: 0 });
});
