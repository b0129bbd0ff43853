import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constantRate } from './constant-rate.ts';
import { oneCycle } from './one-cycle.ts';

interface Golden {
  readonly totalSteps: number;
  readonly pctStart: number;
  readonly div: number;
  readonly divFinal: number;
  readonly rates: readonly number[];
}
const { schedules } = JSON.parse(readFileSync(new URL('../../fixtures/training.json', import.meta.url), 'utf8')) as {
  schedules: Golden[];
};

describe('oneCycle', () => {
  it.each(schedules)('equals PyTorch: $totalSteps steps, rising for $pctStart', ({ rates, ...options }) => {
    const schedule = oneCycle({ ...options, lrMax: 0.01 });
    rates.forEach((rate, step) => {
      expect(Math.abs(schedule(step) - rate)).toBeLessThanOrEqual(1e-12 * rate + 1e-18);
    });
  });

  it('starts at the top where the rise is a single step, which PyTorch cannot', () => {
    expect(oneCycle({ totalSteps: 4, lrMax: 1, pctStart: 0.25 })(0)).toBe(1);
  });

  it.each([
    [{ totalSteps: 0, lrMax: 1 }, /totalSteps is 0/],
    [{ totalSteps: 1.5, lrMax: 1 }, /totalSteps is 1.5/],
    [{ totalSteps: 5, lrMax: 0 }, /lrMax > 0/],
    [{ totalSteps: 5, lrMax: 1, pctStart: 2 }, /pctStart/],
    [{ totalSteps: 5, lrMax: Number.NaN }, /lrMax > 0/],
  ])('refuses %j', (options, message) => {
    expect(() => oneCycle(options)).toThrow(message);
  });

  it('has a constant sister', () => {
    expect(constantRate(0.5)(99)).toBe(0.5);
    expect(() => constantRate(0)).toThrow(/more than 0/);
  });
});
