import type { ByteTaps } from './byte-taps.ts';

/** How many pixels before and behind a row of `length` taps may reach. */
export function rowPadding({ first, count }: ByteTaps, length: number): number {
  let most = 0;
  for (let i = 0; i < first.length; i++) most = Math.max(most, -first[i]!, first[i]! + count[i]! - length);
  return most;
}

/** Writes a row of pixels into `row`, with the outer ones repeated `padding` times. */
export function padRow(row: Uint8Array, data: Uint8Array, { at, length, channels, padding }: PaddedRow): void {
  const end = padding * channels + length;
  row.set(data.subarray(at, at + length), padding * channels);
  for (let i = padding * channels - 1; i >= 0; i--) row[i] = row[i + channels]!;
  for (let i = end; i < end + padding * channels; i++) row[i] = row[i - channels]!;
}

interface PaddedRow {
  readonly at: number;
  /** Values of the row in `data`. */
  readonly length: number;
  readonly channels: number;
  /** Pixels. */
  readonly padding: number;
}
