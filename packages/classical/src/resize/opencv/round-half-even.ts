import { pixelLimit } from '../../pixel-limit.ts';

/** The nearest whole number, halves to the even one, as processors round. */
export function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? down + 1 : down;
}

/** Writes a line of sums in single precision into its number format. */
export function writeFloats(line: Float32Array, into: Uint8Array | Uint16Array | Float32Array, at: number): void {
  if (into instanceof Float32Array) {
    into.set(line, at);
    return;
  }
  const most = pixelLimit(into);
  for (let j = 0; j < line.length; j++) into[at + j] = Math.min(most, Math.max(0, roundHalfEven(line[j]!)));
}
