import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { LazyValue, ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { lowerConvFilterGradient } from './conv-filter-gradient.ts';
import { type ConvGeometry, convOutputShape, tfjsConvGeometry } from './conv-geometry.ts';
import { lowerConvInputGradient } from './conv-input-gradient.ts';

type Attributes = Readonly<Record<string, unknown>>;
type Shape = readonly number[];
/** Reads a kernel's attributes; `x` and `filter` are the convolution's input and filter shapes. */
type Geometry = (x: Shape, filter: Shape, attributes: Attributes) => ConvGeometry & { readonly y: Shape };

const own: Geometry = (x, filter, attributes) => {
  const { strides, pads, dilations, groups } = attributes as unknown as ConvGeometry;
  const geometry = { strides, pads, dilations, groups };
  return { ...geometry, y: convOutputShape(x, filter, geometry) };
};
const standard: Geometry = (x, filter, attributes) => tfjsConvGeometry(x, filter, attributes, false);
const depthwise: Geometry = (x, filter, attributes) => tfjsConvGeometry(x, filter, attributes, true);

/** A depthwise filter [kh, kw, C, m] is the grouped filter [kh, kw, 1, C * m] in the same memory. */
function groupedShape(filter: Shape, geometry: ConvGeometry): Shape {
  return geometry.groups > 1 && filter[2] === geometry.groups
    ? [filter[0]!, filter[1]!, 1, filter[2]! * filter[3]!]
    : filter;
}

function plan(shape: Shape, { y: _, ...geometry }: ConvGeometry & { readonly y: Shape }, filter: Shape): KernelPlan {
  return { outputs: [{ shape, dtype: 'float32' }], attributes: { ...geometry, filter } };
}

/** Name of the filter as [kh, kw, inChannels / groups, outChannels]. */
function filterName(lowering: Lowering, filter: LazyValue, grouped: Shape): string {
  const name = lowering.plain(filter);
  return `${filter.shape}` === `${grouped}` ? name : lowering.reshape(name, grouped);
}

function forward(kernel: string, geometryOf: Geometry): KernelRule {
  return {
    kernel,
    inputs: ['x', 'filter'],
    plan([x, filter], attributes) {
      const geometry = geometryOf(x!.shape, filter!.shape, attributes);
      return plan(geometry.y, geometry, groupedShape(filter!.shape, geometry));
    },
    lower(lowering, { inputs, output, attributes }) {
      const { strides, pads, dilations, groups, filter } = attributes as unknown as ConvGeometry & { filter: Shape };
      const weights = filterName(lowering, inputs[1]!, filter);
      const oihw = lowering.graph.emit('Transpose', [weights], { perm: [3, 2, 0, 1] });
      const y = lowering.graph.emit('Conv', [lowering.channelsFirst(inputs[0]!), oihw], {
        kernel_shape: filter.slice(0, 2),
        strides,
        pads,
        dilations,
        group: groups,
      });
      lowering.defineChannelsFirst(output, y);
    },
  };
}

function inputGradient(kernel: string, geometryOf: Geometry): KernelRule {
  return {
    kernel,
    inputs: ['dy', 'filter'],
    plan([, filter], attributes) {
      const inputShape = attributes.inputShape as Shape;
      const geometry = geometryOf(inputShape, filter!.shape, attributes);
      return plan(inputShape, geometry, groupedShape(filter!.shape, geometry));
    },
    lower(lowering, { inputs, output, attributes }) {
      const geometry = attributes as unknown as ConvGeometry & { filter: Shape };
      const weights = filterName(lowering, inputs[1]!, geometry.filter);
      const shapes = { x: output.shape, filter: geometry.filter, y: inputs[0]!.shape };
      const dx = lowerConvInputGradient(lowering, lowering.channelsFirst(inputs[0]!), weights, { geometry, shapes });
      lowering.defineChannelsFirst(output, dx);
    },
  };
}

function filterGradient(kernel: string, geometryOf: Geometry): KernelRule {
  return {
    kernel,
    inputs: ['x', 'dy'],
    plan([x], attributes) {
      const filterShape = attributes.filterShape as Shape;
      const geometry = geometryOf(x!.shape, filterShape, attributes);
      return plan(filterShape, geometry, groupedShape(filterShape, geometry));
    },
    lower(lowering, { inputs, output, attributes }) {
      const geometry = attributes as unknown as ConvGeometry & { filter: Shape };
      const [x, dy] = inputs as [LazyValue & ValueSpec, LazyValue];
      const shapes = { x: x.shape, filter: geometry.filter, y: dy.shape };
      const dw = lowerConvFilterGradient(lowering, x, dy, { geometry, shapes });
      lowering.define(output, `${geometry.filter}` === `${output.shape}` ? dw : lowering.reshape(dw, output.shape));
    },
  };
}

/** Convolutions and their gradients: this project's general one and tfjs's. */
export const convRules: readonly KernelRule[] = [
  forward('CvConv2D', own),
  inputGradient('CvConv2DBackpropInput', own),
  filterGradient('CvConv2DBackpropFilter', own),
  forward('Conv2D', standard),
  inputGradient('Conv2DBackpropInput', standard),
  filterGradient('Conv2DBackpropFilter', standard),
  forward('DepthwiseConv2dNative', depthwise),
  inputGradient('DepthwiseConv2dNativeBackpropInput', depthwise),
  filterGradient('DepthwiseConv2dNativeBackpropFilter', depthwise),
];
