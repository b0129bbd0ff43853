import { describe, expect, it } from 'vitest';
import { naturalLog } from './natural-log.ts';

describe('naturalLog', () => {
  it.each([1, 2, 0.5, Math.E, 1e-300, 1e300, 0.1, Math.SQRT2, Math.SQRT1_2, 1 - 2 ** -53])('of %d', (x) => {
    expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(Math.abs(Math.log(x)), 2 ** -53));
  });

  it('agrees with Math.log all over (0, 1)', () => {
    for (let i = 1; i < 5000; i++) {
      const x = i / 5000;
      expect(Math.abs(naturalLog(x) / Math.log(x) - 1)).toBeLessThan(1e-15);
    }
  });
});
