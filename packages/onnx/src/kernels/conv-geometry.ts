import { UnsupportedError } from '@cv/tensor/errors';
import { backend_util } from '@tensorflow/tfjs-core';

type Pair = readonly [number, number];

/** A 2-D convolution in ONNX's terms; pairs are [height, width]. */
export interface ConvGeometry {
  readonly strides: Pair;
  /** [top, left, bottom, right] */
  readonly pads: readonly [number, number, number, number];
  readonly dilations: Pair;
  readonly groups: number;
}

/** Shapes of a 2-D convolution; channels last, filter [kh, kw, inChannels / groups, outChannels]. */
interface ConvShapes {
  readonly x: readonly number[];
  readonly filter: readonly number[];
  readonly y: readonly number[];
}

/** A 2-D convolution as its gradients see it. */
export interface Convolution {
  readonly geometry: ConvGeometry;
  readonly shapes: ConvShapes;
}

/** Output shape of a convolution of `x` with `filter`. */
export function convOutputShape(x: readonly number[], filter: readonly number[], geometry: ConvGeometry): number[] {
  const { strides, pads, dilations } = geometry;
  const along = (axis: 0 | 1): number => {
    const reach = dilations[axis] * (filter[axis]! - 1) + 1;
    return Math.floor((x[axis + 1]! + pads[axis] + pads[axis + 2]! - reach) / strides[axis]) + 1;
  };
  return [x[0]!, along(0), along(1), filter[3]!];
}

type Window = Pick<
  backend_util.Conv2DInfo,
  'inHeight' | 'inWidth' | 'outHeight' | 'outWidth' | 'padInfo' | 'strideHeight' | 'strideWidth'
> & { readonly effectiveFilterHeight: number; readonly effectiveFilterWidth: number };

/** tfjs's padding as ONNX needs it: where tfjs rounds the number of windows up, the last one reaches over the given padding. */
export function onnxPads(info: Window): ConvGeometry['pads'] {
  const { top, left, bottom, right } = info.padInfo;
  const height = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const width = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  return [top, left, Math.max(bottom, height - top - info.inHeight), Math.max(right, width - left - info.inWidth)];
}

/** Geometry of tfjs's own convolution kernels, from their attributes; a depthwise filter [kh, kw, C, m] has C groups. */
export function tfjsConvGeometry(
  x: readonly number[],
  filter: readonly number[],
  attributes: Readonly<Record<string, unknown>>,
  depthwise: boolean,
): ConvGeometry & { readonly y: number[] } {
  const { strides, pad, dilations, dimRoundingMode, dataFormat = 'NHWC' } = attributes;
  if (dataFormat !== 'NHWC') throw new UnsupportedError(`convolution: NHWC only, received ${String(dataFormat)}`);
  const info = backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    strides as number,
    (dilations ?? 1) as number,
    pad as number,
    dimRoundingMode as 'floor',
    depthwise,
  );
  return {
    strides: [info.strideHeight, info.strideWidth],
    pads: onnxPads(info),
    dilations: [info.dilationHeight, info.dilationWidth],
    groups: depthwise ? x[3]! : 1,
    y: [...info.outShape],
  };
}
