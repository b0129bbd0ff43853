/** Side of the square in which two axes are exchanged: two of them fit into the first cache. */
const TILE = 32;

type Elements = Uint8Array | Uint16Array | Int32Array | BigInt64Array;

/** Axis sizes of the result with, for each, the step in the source; axes of length 1 are left out, neighbours in both orders joined. */
function joinedAxes(shape: readonly number[], perm: readonly number[]): { size: number; step: number }[] {
  const steps: number[] = [];
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    steps[axis] = step;
    step *= shape[axis]!;
  }
  const axes: { size: number; step: number }[] = [];
  for (const axis of perm) {
    const size = shape[axis]!;
    const last = axes.at(-1);
    if (size === 1) continue;
    if (last !== undefined && last.step === steps[axis]! * size) {
      axes[axes.length - 1] = { size: last.size * size, step: steps[axis]! };
    } else axes.push({ size, step: steps[axis]! });
  }
  return axes;
}

/**
 * Copies `source` with its axes in the order `perm`, as ONNX's Transpose does.
 *
 * @param source row-major elements of `shape`
 * @param target as many elements, written
 */
export function permute<T extends Elements>(
  source: T,
  target: T,
  shape: readonly number[],
  perm: readonly number[],
): void {
  const axes = joinedAxes(shape, perm);
  const inner = axes.pop() ?? { size: source.length === 0 ? 0 : 1, step: 1 };
  // The result's axis along which the source is contiguous is walked together with the innermost one.
  const at = axes.findIndex(({ step }) => step === 1);
  const stride = axes.slice(at + 1).reduce((product, { size }) => product * size, inner.size);
  const [across] = at < 0 ? [{ size: 1, step: 0 }] : axes.splice(at, 1);
  const strides = outerStrides(axes, at < 0 ? axes.length : at, { inner: inner.size, across: across!.size });
  const plane = { inner, across: across!, stride };
  const walk = (depth: number, from: number, to: number): void => {
    if (depth === axes.length) {
      copyPlane(source, target, { ...plane, from, to });
      return;
    }
    const { size, step } = axes[depth]!;
    for (let i = 0; i < size; i++) walk(depth + 1, from + i * step, to + i * strides[depth]!);
  };
  walk(0, 0, 0);
}

/** Steps in the result of the axes that are neither the innermost one nor the one taken out at position `at`. */
function outerStrides(
  axes: readonly { size: number }[],
  at: number,
  { inner, across }: { inner: number; across: number },
): number[] {
  const strides: number[] = [];
  let step = inner;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    if (axis === at - 1) step *= across;
    strides[axis] = step;
    step *= axes[axis]!.size;
  }
  return strides;
}

interface Plane {
  readonly inner: { readonly size: number; readonly step: number };
  readonly across: { readonly size: number; readonly step: number };
  /** Step of `across` in the result. */
  readonly stride: number;
  readonly from: number;
  readonly to: number;
}

function copyPlane<T extends Elements>(source: T, target: T, { inner, across, stride, from, to }: Plane): void {
  const { size: columns, step: columnStep } = inner;
  const { size: rows, step: rowStep } = across;
  for (let row0 = 0; row0 < rows; row0 += TILE) {
    const row1 = Math.min(rows, row0 + TILE);
    for (let column0 = 0; column0 < columns; column0 += TILE) {
      const column1 = Math.min(columns, column0 + TILE);
      for (let row = row0; row < row1; row++) {
        let read = from + row * rowStep + column0 * columnStep;
        const write = to + row * stride;
        for (let column = column0; column < column1; column++) {
          target[write + column] = source[read]!;
          read += columnStep;
        }
      }
    }
  }
}
