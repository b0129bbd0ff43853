import type { LazyValue } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

type Triple = readonly [number, number, number];

const TO_FIRST = [0, 4, 1, 2, 3];
const TO_LAST = [0, 2, 3, 4, 1];

/** What tfjs's geometry of a convolution or pool over [N, D, H, W, C] says, as far as ONNX needs it. */
interface Info {
  readonly padInfo: Readonly<Record<'front' | 'top' | 'left' | 'back' | 'bottom' | 'right', number>>;
  readonly inDepth: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outDepth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strideDepth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationDepth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly filterDepth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly effectiveFilterDepth: number;
  readonly effectiveFilterHeight: number;
  readonly effectiveFilterWidth: number;
}

/** Windows over a volume in ONNX's terms. */
export interface VolumeGeometry {
  readonly kernel: Triple;
  readonly strides: Triple;
  readonly dilations: Triple;
  /** [front, top, left, back, bottom, right] */
  readonly pads: readonly number[];
}

/**
 * ONNX's geometry from tfjs's; where tfjs rounds the number of windows up, the last one reaches over the given padding. Its padding
 * `same` turns negative for strides wider than the filter (over pictures it does not): that is none here, as in TensorFlow.
 */
export function volumeGeometry(info: Info): VolumeGeometry {
  const { padInfo } = info;
  const strides: Triple = [info.strideDepth, info.strideHeight, info.strideWidth];
  const reach = [info.effectiveFilterDepth, info.effectiveFilterHeight, info.effectiveFilterWidth];
  const input = [info.inDepth, info.inHeight, info.inWidth];
  const windows = [info.outDepth, info.outHeight, info.outWidth];
  const begin = [padInfo.front, padInfo.top, padInfo.left].map((pad) => Math.max(0, pad));
  const end = [padInfo.back, padInfo.bottom, padInfo.right].map((pad, axis) => {
    const covered = (windows[axis]! - 1) * strides[axis]! + reach[axis]!;
    return Math.max(0, pad, covered - begin[axis]! - input[axis]!);
  });
  return {
    kernel: [info.filterDepth, info.filterHeight, info.filterWidth],
    strides,
    dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    pads: [...begin, ...end],
  };
}

/** Name of [N, D, H, W, C] as [N, C, D, H, W]. */
export function volumeFirst(lowering: Lowering, value: LazyValue): string {
  return lowering.graph.emit('Transpose', [lowering.plain(value)], { perm: TO_FIRST });
}

/** Says that `value` [N, D, H, W, C] is available as `name` [N, C, D, H, W]. */
export function defineVolumeFirst(lowering: Lowering, value: LazyValue, name: string): void {
  lowering.define(value, lowering.graph.emit('Transpose', [name], { perm: TO_LAST }));
}

/** What ConvTranspose must add behind the last window to give `sizes` [D, H, W] from `windows`. */
export function outputPadding(
  { kernel, strides, pads }: VolumeGeometry,
  sizes: readonly number[],
  windows: readonly number[],
): number[] {
  return sizes.map(
    (size, axis) => size - ((windows[axis]! - 1) * strides[axis]! + kernel[axis]! - pads[axis]! - pads[axis + 3]!),
  );
}
