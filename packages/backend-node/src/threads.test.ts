import { availableParallelism } from 'node:os';
import { OptionError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { resolveThreads } from './threads.ts';

describe('resolveThreads', () => {
  it('is what was asked for, or all cores of this process', () => {
    expect(resolveThreads(3)).toBe(3);
    expect(resolveThreads(undefined)).toBe(Math.min(1024, availableParallelism()));
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1025, '2'])('refuses %s', (threads) => {
    expect(() => resolveThreads(threads as number)).toThrow(OptionError);
  });
});
