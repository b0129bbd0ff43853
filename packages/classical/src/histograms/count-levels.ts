import { levelsKernel } from '../kernels/levels-kernel.ts';
import { countBytes } from './count-bytes.ts';

/** How often each whole number from 0 to `levels - 1` occurs. */
export function countLevels(data: Uint8Array | Uint16Array, levels: number): Float64Array {
  const kernel = levels === 256 && data instanceof Uint8Array ? levelsKernel() : undefined;
  if (kernel) return countBytes(kernel, data as Uint8Array);
  // Four counters side by side: the same pixel twice in a row need not wait for itself.
  const counts = [0, 1, 2, 3].map(() => new Int32Array(levels));
  const [a, b, c, d] = [counts[0]!, counts[1]!, counts[2]!, counts[3]!];
  const whole = data.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    a[data[i]!]!++;
    b[data[i + 1]!]!++;
    c[data[i + 2]!]!++;
    d[data[i + 3]!]!++;
  }
  for (let i = whole; i < data.length; i++) a[data[i]!]!++;
  return Float64Array.from(a, (count, i) => count + b[i]! + c[i]! + d[i]!);
}
