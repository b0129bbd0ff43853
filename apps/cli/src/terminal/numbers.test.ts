import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatLoss, formatShare } from './numbers.ts';

describe('numbers for people', () => {
  it.each([
    [0, '0.00 %'],
    [1e-9, '<0.01 %'],
    [0.0071, '0.71 %'],
    [0.99999, '>99.99 %'],
    [1, '100.00 %'],
  ])('share %d is %s', (share, text) => expect(formatShare(share)).toBe(text));

  it.each([
    [3.4, '3ms'],
    [850, '850ms'],
    [9400, '9.4s'],
    [80_000, '1m 20s'],
    [3_723_000, '1h 2m 3s'],
  ])('%d milliseconds are %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  it('counts, bytes, losses', () => {
    expect(formatCount(12_345.6)).toBe('12,346');
    expect([124_316, 999_999, 2_500_000].map(formatBytes)).toEqual(['124 kB', '1,000 kB', '2.5 MB']);
    expect([0.05234, 2.3, 192_085_143_879, Number.NaN].map(formatLoss)).toEqual([
      '0.0523',
      '2.3000',
      '1.92e+11',
      'NaN',
    ]);
  });
});
