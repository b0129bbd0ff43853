import type { CvConv2DAttrs, CvConv2DBackpropFilterAttrs, CvConv2DBackpropInputAttrs } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { run, runMany } from '../tfjs/run.ts';
import { collectDilatedFilter, dilatedExtent, spreadFilter } from './dilated-filter.ts';

type FourD = readonly [number, number, number, number];

/** `CvConv2D` from tfjs's plain, depthwise or per-group convolution. */
export function conv2d({ x, filter }: { readonly x: Tensor; readonly filter: Tensor }, attrs: CvConv2DAttrs): Tensor {
  const { groups, dilations } = attrs;
  if (groups === 1) return run('Conv2D', { x, filter }, { ...tfAttrs(attrs), dilations });
  if (isDepthwise(x.shape, groups)) {
    const [strideY, strideX] = attrs.strides;
    if (strideY === 1 && strideX === 1)
      return depthwise(x, depthwiseFilter(filter, groups), { ...tfAttrs(attrs), dilations });
    // tfjs refuses a stride together with a dilation here: spread the filter instead.
    const spread = depthwiseFilter(spreadFilter(filter, dilations), groups);
    return depthwise(x, spread, { ...tfAttrs(attrs), dilations: [1, 1] });
  }
  const filters = splitLast(filter, groups);
  const parts = splitLast(x, groups).map((part, i) =>
    conv2d({ x: part, filter: filters[i]! }, { ...attrs, groups: 1 }),
  );
  return run('Concat', parts, { axis: 3 });
}

/** `CvConv2DBackpropInput`; tfjs has no gradient of a dilated convolution, a filter spread with zeros needs none. */
export function conv2dBackpropInput(
  { dy, filter }: { readonly dy: Tensor; readonly filter: Tensor },
  attrs: CvConv2DBackpropInputAttrs,
): Tensor {
  const { groups, dilations, inputShape } = attrs;
  if (groups === 1) {
    return run(
      'Conv2DBackpropInput',
      { dy, filter: spreadFilter(filter, dilations) },
      { ...tfAttrs(attrs), inputShape },
    );
  }
  if (isDepthwise(inputShape, groups)) {
    const spread = depthwiseFilter(spreadFilter(filter, dilations), groups);
    return run(
      'DepthwiseConv2dNativeBackpropInput',
      { dy, filter: spread },
      { ...tfAttrs(attrs), dilations: [1, 1], inputShape },
    );
  }
  const filters = splitLast(filter, groups);
  const partShape: FourD = [inputShape[0], inputShape[1], inputShape[2], inputShape[3] / groups];
  const parts = splitLast(dy, groups).map((part, i) =>
    conv2dBackpropInput({ dy: part, filter: filters[i]! }, { ...attrs, groups: 1, inputShape: partShape }),
  );
  return run('Concat', parts, { axis: 3 });
}

/** `CvConv2DBackpropFilter`: the gradient of the spread filter, of which only the taps are kept. */
export function conv2dBackpropFilter(
  { x, dy }: { readonly x: Tensor; readonly dy: Tensor },
  attrs: CvConv2DBackpropFilterAttrs,
): Tensor {
  const { groups, dilations, filterShape } = attrs;
  const [kernelHeight, kernelWidth, inPerGroup, out] = filterShape;
  const height = dilatedExtent(kernelHeight, dilations[0]);
  const width = dilatedExtent(kernelWidth, dilations[1]);
  if (groups === 1) {
    const spread = run(
      'Conv2DBackpropFilter',
      { x, dy },
      { ...tfAttrs(attrs), filterShape: [height, width, inPerGroup, out] },
    );
    return collectDilatedFilter(spread, filterShape, dilations);
  }
  if (isDepthwise(x.shape, groups)) {
    const spread = run(
      'DepthwiseConv2dNativeBackpropFilter',
      { x, dy },
      { ...tfAttrs(attrs), dilations: [1, 1], filterShape: [height, width, groups, out / groups] },
    );
    const reshaped = run('Reshape', { x: spread }, { shape: [height, width, 1, out] });
    return collectDilatedFilter(reshaped, filterShape, dilations);
  }
  const gradients = splitLast(dy, groups);
  const partShape: FourD = [kernelHeight, kernelWidth, inPerGroup, out / groups];
  const parts = splitLast(x, groups).map((part, i) =>
    conv2dBackpropFilter({ x: part, dy: gradients[i]! }, { ...attrs, groups: 1, filterShape: partShape }),
  );
  return run('Concat', parts, { axis: 3 });
}

function depthwise(x: Tensor, filter: Tensor, attrs: object): Tensor {
  return run('DepthwiseConv2dNative', { x, filter }, attrs);
}

/** Strides and explicit padding as tfjs kernels name them. */
function tfAttrs({ strides, pads }: CvConv2DAttrs): object {
  const [top, left, bottom, right] = pads;
  const pad =
    top + left + bottom + right === 0
      ? 'valid'
      : [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ];
  return { strides, pad, dataFormat: 'NHWC', dimRoundingMode: 'floor' };
}

function isDepthwise(inputShape: readonly number[], groups: number): boolean {
  return inputShape[3] === groups;
}

/** `[kh, kw, 1, C * m]` as `[kh, kw, C, m]`: both order the outputs by channel, then multiple. */
function depthwiseFilter(filter: Tensor, groups: number): Tensor {
  const [height, width, , out] = filter.shape as [number, number, number, number];
  return run('Reshape', { x: filter }, { shape: [height, width, groups, out / groups] });
}

function splitLast(x: Tensor, parts: number): Tensor[] {
  return runMany(
    'SplitV',
    { x },
    { numOrSizeSplits: Array.from({ length: parts }, () => x.shape[3]! / parts), axis: 3 },
  );
}
