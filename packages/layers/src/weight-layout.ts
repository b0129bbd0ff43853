/**
 * How a weight lies on the device against PyTorch's layout.
 * `linear`: `[in, out]` for PyTorch's `[out, in]`; `conv2d`: HWIO for OIHW; `conv3d`: DHWIO for OIDHW; `same`: no difference.
 */
export type WeightLayout = 'same' | 'linear' | 'conv2d' | 'conv3d';

/** `torch axis i = device axis permutation[i]`, and the way back. */
const permutations: Readonly<Record<WeightLayout, { toTorch: readonly number[]; toDevice: readonly number[] } | null>> =
  {
    same: null,
    linear: { toTorch: [1, 0], toDevice: [1, 0] },
    conv2d: { toTorch: [3, 2, 0, 1], toDevice: [2, 3, 1, 0] },
    conv3d: { toTorch: [4, 3, 0, 1, 2], toDevice: [2, 3, 4, 1, 0] },
  };

/** The shape that PyTorch gives to a device tensor of `shape`. */
export function torchShape(shape: readonly number[], layout: WeightLayout): readonly number[] {
  const permutation = permutations[layout];
  return permutation === null ? shape : permutation.toTorch.map((axis) => shape[axis]!);
}

/** The shape on the device of a tensor that has `shape` in PyTorch. */
export function deviceShape(shape: readonly number[], layout: WeightLayout): readonly number[] {
  const permutation = permutations[layout];
  return permutation === null ? shape : permutation.toDevice.map((axis) => shape[axis]!);
}

/** Values in PyTorch's order, from values that lie on the device with `shape`; always a copy. */
export function toTorchLayout(data: Float32Array, shape: readonly number[], layout: WeightLayout): Float32Array {
  if (layout === 'same') return data.slice();
  if (layout === 'linear') return reverseAxes(data, [shape[0]!, 1, shape[1]!]);
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  return reverseAxes(data, [cells(shape.slice(0, -2)), inputs, outputs]);
}

/** Values in the device's order, from values in PyTorch's order and `shape`; always a copy. */
export function toDeviceLayout(data: Float32Array, shape: readonly number[], layout: WeightLayout): Float32Array {
  if (layout === 'same') return data.slice();
  if (layout === 'linear') return reverseAxes(data, [shape[0]!, 1, shape[1]!]);
  const [outputs, inputs, ...kernel] = shape as [number, number, ...number[]];
  return reverseAxes(data, [outputs, inputs, cells(kernel)]);
}

const cells = (kernel: readonly number[]): number => kernel.reduce((product, length) => product * length, 1);

/** Rows that are read side by side: each write then fills a cache line. */
const TILE = 32;

/** `out[k][j][i] = data[i][j][k]`: what all these layouts are, with the axes of a kernel as one. */
function reverseAxes(data: Float32Array, [a, b, c]: readonly [number, number, number]): Float32Array {
  const out = new Float32Array(data.length);
  const row = b * c;
  const column = a * b;
  for (let start = 0; start < a; start += TILE) {
    const end = Math.min(a, start + TILE);
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) {
        let from = start * row + j * c + k;
        let to = k * column + j * a + start;
        for (let i = start; i < end; i++, from += row, to++) out[to] = data[from]!;
      }
    }
  }
  return out;
}
