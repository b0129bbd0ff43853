import { concat, conv2d, pad, reshape, slice, type Tensor, transpose } from '@cv/tensor';

/** Options of {@link convolveVolumes}, along depth, height and width. */
export interface VolumeConvolution {
  readonly bias?: Tensor;
  readonly stride: readonly [number, number, number];
  /** Zeros before and behind along each axis. */
  readonly pads: readonly (readonly [before: number, behind: number])[];
  readonly dilation: readonly [number, number, number];
  readonly groups: number;
}

/**
 * Three-dimensional convolution as one two-dimensional one: the slices that a place of the depth looks at become channels of one
 * picture, and the pictures of all places a batch.
 *
 * @param x float32 `[N, D, H, W, in]`, at least as large as the kernel
 * @param filter float32 `[kd, kh, kw, in / groups, out]`
 * @returns float32 `[N, D', H', W', out]`
 */
export function convolveVolumes(x: Tensor, filter: Tensor, options: VolumeConvolution): Tensor {
  const { bias, stride, pads, dilation, groups } = options;
  const [count, depth, height, width, channels] = x.shape as [number, number, number, number, number];
  const [taps, rows, columns, perGroup, out] = filter.shape as [number, number, number, number, number];
  const [before, behind] = pads[0]!;
  const places = Math.floor((depth + before + behind - dilation[0] * (taps - 1) - 1) / stride[0]) + 1;
  const slices = depthSlices(x, { taps, places, before, stride: stride[0], dilation: dilation[0] });
  // Group by group, tap by tap: the order in which a grouped convolution wants its channels.
  const grouped = slices.map((each) => reshape(each, [count * places * height * width, groups, channels / groups]));
  const pictures = reshape(concat(grouped, { axis: 2 }), [count * places, height, width, taps * channels]);
  const kernel = reshape(transpose(filter, { perm: [1, 2, 0, 3, 4] }), [rows, columns, taps * perGroup, out]);
  const maps = conv2d(pictures, kernel, {
    ...(bias === undefined ? {} : { bias }),
    stride: [stride[1], stride[2]],
    padding: [pads[1]!, pads[2]!],
    dilation: [dilation[1], dilation[2]],
    groups,
  });
  return reshape(maps, [count, places, ...maps.shape.slice(1)]);
}

interface DepthWindow {
  readonly taps: number;
  /** Depth of the output. */
  readonly places: number;
  /** Zeros before the first slice. */
  readonly before: number;
  readonly stride: number;
  readonly dilation: number;
}

/** For each tap the slice that every place of the output looks at: `[N, places, H W C]`, `place * stride + tap * dilation - before`. */
function depthSlices(x: Tensor, { taps, places, before, stride, dilation }: DepthWindow): Tensor[] {
  const [count, depth, ...rest] = x.shape as [number, number, ...number[]];
  const size = rest.reduce((product, length) => product * length, 1);
  // A multiple of the stride behind the last tap's first slice, so that every stride-th is a cut of one shape.
  const behind = Math.max(0, dilation * (taps - 1) + places * stride - depth - before);
  const flat = reshape(x, [count, depth, size]);
  const paddings = [
    [0, 0],
    [before, behind],
    [0, 0],
  ] as const;
  const padded = before + behind === 0 ? flat : pad(flat, { paddings });
  return Array.from({ length: taps }, (_, tap) => {
    const seen = slice(padded, { begin: [0, tap * dilation, 0], size: [count, places * stride, size] });
    if (stride === 1) return seen;
    const strided = reshape(seen, [count * places, stride, size]);
    return slice(strided, { begin: [0, 0, 0], size: [count * places, 1, size] });
  });
}
