import { describe, expect, it } from 'vitest';
import { Throughput } from './throughput.ts';

function clocked(windowMs?: number) {
  let at = 0;
  const throughput = new Throughput({ now: () => at, ...(windowMs !== undefined && { windowMs }) });
  return {
    throughput,
    add: (ms: number, count: number) => {
      at += ms;
      throughput.add(count);
    },
  };
}

describe('Throughput', () => {
  it('knows nothing before the first picture', () => {
    const { throughput } = clocked();
    expect(throughput.perSecond).toBe(0);
    expect(throughput.msFor(100)).toBeUndefined();
  });

  it('gives pictures per second and the time for the rest', () => {
    const { throughput, add } = clocked();
    add(500, 64);
    add(500, 64);
    expect(throughput.perSecond).toBe(128);
    expect(throughput.msFor(256)).toBe(2000);
  });

  it('forgets what is older than its window', () => {
    const { throughput, add } = clocked(1000);
    add(10_000, 10); // compiling
    for (let i = 0; i < 20; i++) add(100, 10);
    expect(throughput.perSecond).toBe(100);
    const whole = clocked(Number.POSITIVE_INFINITY);
    whole.add(10_000, 10);
    for (let i = 0; i < 20; i++) whole.add(100, 10);
    expect(whole.throughput.perSecond).toBeCloseTo(17.5, 10);
  });

  it('still has a rate when every step is longer than the window', () => {
    const { throughput, add } = clocked(1000);
    add(5000, 10);
    add(5000, 10);
    expect(throughput.perSecond).toBe(2);
  });
});
