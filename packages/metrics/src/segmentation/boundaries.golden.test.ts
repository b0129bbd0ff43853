import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { matchBoundaries } from './match-boundaries.ts';
import { thinMask } from './thin-mask.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Golden {
  readonly matches: readonly (Size & {
    readonly maxDistance: number;
    readonly first: readonly number[];
    readonly second: readonly number[];
    readonly count: number;
    readonly distance: number;
  })[];
  readonly thins: readonly (Size & { readonly mask: readonly number[]; readonly thin: readonly number[] })[];
}
const { matches, thins } = JSON.parse(
  readFileSync(new URL('../../fixtures/boundaries.json', import.meta.url), 'utf8'),
) as Golden;

function maskOf(set: readonly number[], { width, height }: Size): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const i of set) mask[i] = 1;
  return mask;
}

describe('matchBoundaries costs as little as SciPy finds possible', () => {
  it.each(matches)('$width x $height, tolerance $maxDistance', (golden) => {
    const { width, height, maxDistance } = golden;
    const [first, second] = [maskOf(golden.first, golden), maskOf(golden.second, golden)];
    const match = matchBoundaries(first, second, golden);
    expect(match.count).toBe(golden.count);
    expect(Math.abs(match.distance - golden.distance)).toBeLessThanOrEqual(1e-5 * golden.distance);
    const pairs = [...match.first.entries()].filter(([, to]) => to >= 0);
    expect(pairs).toHaveLength(golden.count);
    for (const [from, to] of pairs) {
      expect([first[from], second[to], match.second[to]]).toEqual([1, 1, from]);
      const apart = Math.hypot((from % width) - (to % width), Math.floor(from / width) - Math.floor(to / width));
      expect(apart).toBeLessThanOrEqual(maxDistance * Math.hypot(width, height));
    }
  });
});

describe("thinMask equals scikit-image's thin", () => {
  it.each(thins)('$width x $height', (golden) => {
    const thin = thinMask(maskOf(golden.mask, golden), golden.width, golden.height);
    expect(thin).toEqual(maskOf(golden.thin, golden));
  });
});
