import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** What the references made of the pictures. */
export function clusteringGolden<T>(part: string): T {
  const text = readFileSync(new URL('../../fixtures/clustering.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as Record<string, T>)[part]!;
}

/** SHA-256 of labels as bytes. */
export const digest = (labels: ArrayLike<number>): string =>
  createHash('sha256').update(Uint8Array.from(labels)).digest('hex');

/** Holds numbers against others, 1e-5 of each or of the largest. */
export function expectClose(received: ArrayLike<number>, expected: readonly number[], tolerance = 1e-5): void {
  expect(received).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  const errors = expected.map((value, i) => Math.abs(received[i]! - value) / largest);
  expect(Math.max(...errors)).toBeLessThan(tolerance);
}
