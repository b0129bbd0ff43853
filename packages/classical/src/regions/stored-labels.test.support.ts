import { inflateSync } from 'node:zlib';
import { expect } from 'vitest';

/** Labels in a golden: 16-bit little endian numbers, deflated, in base64. */
export interface StoredLabels {
  /** The largest. */
  readonly count: number;
  readonly labels: string;
}

/** Whether every label is the stored one. */
export function expectLabels(labels: ArrayLike<number>, { labels: text }: StoredLabels, what: string): void {
  const bytes = inflateSync(Buffer.from(text, 'base64'));
  const expected = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  expect(labels).toHaveLength(expected.length);
  let wrong = 0;
  for (let i = 0; i < expected.length; i++) wrong += Number(labels[i] !== expected[i]);
  expect(wrong, what).toBe(0);
}
