import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Falloff } from './falloff.ts';

it('is the normal density without its factor, as closely as `Math.exp` of a rounded exponent can tell', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      fc.double({ min: -36, max: 36, noNaN: true }),
      (sigma, sigmas) => {
        const difference = sigma * sigmas;
        const expected = Math.exp((-0.5 * difference * difference) / (sigma * sigma));
        expect(Math.abs(new Falloff(sigma).of(difference) / expected - 1)).toBeLessThan(5e-13);
      },
    ),
    { numRuns: 1000 },
  );
});

it('is 1 at 0, and 0 far off, at infinity and for NaN', () => {
  const falloff = new Falloff(2);
  expect([0, 77, Number.POSITIVE_INFINITY, Number.NaN].map((difference) => falloff.of(difference))).toEqual([
    1, 0, 0, 0,
  ]);
});
