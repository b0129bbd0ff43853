import { OptionError } from '@cv/tensor/errors';
import { afterEach, expect, it, vi } from 'vitest';
import { releaseDate } from './release-date.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

it('is today, or the day of SOURCE_DATE_EPOCH', () => {
  vi.useFakeTimers({ now: new Date('2026-03-04T23:59:59Z') });
  vi.stubEnv('SOURCE_DATE_EPOCH', '');
  expect(releaseDate()).toBe('2026-03-04');
  vi.stubEnv('SOURCE_DATE_EPOCH', '86400');
  expect(releaseDate()).toBe('1970-01-02');
  vi.stubEnv('SOURCE_DATE_EPOCH', 'tomorrow');
  expect(() => releaseDate()).toThrow(OptionError);
});
