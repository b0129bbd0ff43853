/**
 * How a weight lies on the device against PyTorch's layout.
 * `linear`: `[in, out]` for PyTorch's `[out, in]`; `conv2d`: HWIO for OIHW; `same`: no difference.
 */
export type WeightLayout = 'same' | 'linear' | 'conv2d';

/** `torch axis i = device axis permutation[i]`, and the way back. */
const permutations: Readonly<Record<WeightLayout, { toTorch: readonly number[]; toDevice: readonly number[] } | null>> =
  {
    same: null,
    linear: { toTorch: [1, 0], toDevice: [1, 0] },
    conv2d: { toTorch: [3, 2, 0, 1], toDevice: [2, 3, 1, 0] },
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
  const permutation = permutations[layout];
  return permutation === null ? data.slice() : permute(data, shape, permutation.toTorch);
}

/** Values in the device's order, from values in PyTorch's order and `shape`; always a copy. */
export function toDeviceLayout(data: Float32Array, shape: readonly number[], layout: WeightLayout): Float32Array {
  const permutation = permutations[layout];
  return permutation === null ? data.slice() : permute(data, shape, permutation.toDevice);
}

/** Transposes a row-major array: axis `i` of the result is axis `permutation[i]` of `data`. */
function permute(data: Float32Array, shape: readonly number[], permutation: readonly number[]): Float32Array {
  const rank = shape.length;
  const strides = shape.map(() => 1);
  for (let axis = rank - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  const size = permutation.map((axis) => shape[axis]!);
  const step = permutation.map((axis) => strides[axis]!);
  const out = new Float32Array(data.length);
  const index = new Int32Array(rank);
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = data[from]!;
    for (let axis = rank - 1; axis >= 0; axis--) {
      from += step[axis]!;
      index[axis]! += 1;
      if (index[axis]! < size[axis]!) break;
      from -= step[axis]! * size[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
