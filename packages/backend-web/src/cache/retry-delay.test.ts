import { afterEach, describe, expect, it, vi } from 'vitest';
import { pause, retryDelay } from './retry-delay.ts';

afterEach(() => vi.useRealTimers());

describe('retryDelay', () => {
  it('doubles, shortened at random by up to a quarter', () => {
    for (const [tries, longest] of [
      [1, 250],
      [2, 500],
      [4, 2000],
    ] as const) {
      const waits = Array.from({ length: 50 }, () => retryDelay(tries));
      expect(Math.max(...waits)).toBeLessThanOrEqual(longest);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.75 * longest);
      expect(new Set(waits).size).toBeGreaterThan(1);
    }
  });

  it('follows Retry-After: seconds, or a date that is still to come', () => {
    vi.useFakeTimers({ now: Date.UTC(2030, 0, 1), toFake: ['Date'] });
    expect(retryDelay(3, '7')).toBe(7000);
    expect(retryDelay(3, 'Tue, 01 Jan 2030 00:01:30 GMT')).toBe(90_000);
    expect(retryDelay(3, 'Mon, 31 Dec 2029 00:00:00 GMT')).toBe(0);
    expect(retryDelay(1, 'soon')).toBeLessThanOrEqual(250);
  });
});

describe('pause', () => {
  it('ends with the signal, at once if it has aborted', async () => {
    const reason = new Error('enough');
    const abort = new AbortController();
    const paused = pause(60_000, abort.signal);
    abort.abort(reason);
    await expect(paused).rejects.toBe(reason);
    await expect(pause(60_000, abort.signal)).rejects.toBe(reason);
    await pause(1, new AbortController().signal);
  });
});
