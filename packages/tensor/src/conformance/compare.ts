import { read } from '../creation/read.ts';
import { transpose } from '../ops/transpose.ts';
import { shapeSize } from '../shape/shape-size.ts';
import type { Tensor } from '../tensor.ts';
import { numbersOf, type Packed } from './golden-case.ts';
import type { Tolerance } from './tolerances.ts';

/** What is wrong with numbers; NaN equals NaN. */
export function difference(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { absolute, relative }: Tolerance,
): string | undefined {
  if (got.length !== want.length) return `${got.length} values, expected ${want.length}`;
  for (let i = 0; i < want.length; i++) {
    const [g, w] = [got[i]!, want[i]!];
    if (g === w || (Number.isNaN(g) && Number.isNaN(w))) continue;
    if (Math.abs(g - w) <= absolute + relative * Math.abs(w)) continue;
    return `element ${i} is ${g}, expected ${w} (allowed ${absolute} + ${relative} |expected|)`;
  }
  return undefined;
}

/** What is wrong with the type or the values of a tensor. */
export async function compareValues(got: Tensor, want: Packed, tolerance: Tolerance): Promise<string | undefined> {
  if (got.dtype !== want.dtype) return `dtype ${got.dtype}, expected ${want.dtype}`;
  return difference(await read(got), numbersOf(want), tolerance);
}

/** What is wrong with the shape that a tensor says it has. */
export function compareShape({ shape }: Tensor, want: Packed): string | undefined {
  return shape.join() === want.shape.join() ? undefined : `shape [${shape.join()}], expected [${want.shape.join()}]`;
}

/** Reverses the axes of a tensor: a device that holds its values under other extents than it says moves them elsewhere. */
export function reverseAxes(x: Tensor): Tensor {
  return transpose(x);
}

/** The values of `packed` with reversed axes, as plain JavaScript reverses them. */
export function reversed(packed: Packed): number[] {
  const values = numbersOf(packed);
  const { shape } = packed;
  const strides = shape.map((_, axis) => shapeSize(shape.slice(axis + 1)));
  return Array.from(values, (_, i) => {
    let [rest, from] = [i, 0];
    // The first axis of the source varies fastest in the result.
    for (const [axis, extent] of shape.entries()) {
      from += (rest % extent) * strides[axis]!;
      rest = Math.floor(rest / extent);
    }
    return values[from]!;
  });
}
