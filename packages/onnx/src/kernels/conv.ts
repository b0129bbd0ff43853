import type { KernelPlan, KernelRule } from '../kernel-rule.ts';
import type { LazyValue, ValueSpec } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';
import { sameShape } from '../same-shape.ts';
import { biasAfter } from './bias-after.ts';
import { canBlockConv, lowerBlockedConv } from './blocked-conv.ts';
import { canBlockFilterGradient, lowerBlockedFilterGradient } from './blocked-conv-filter-gradient.ts';
import { canBlockInputGradient, lowerBlockedInputGradient } from './blocked-conv-input-gradient.ts';
import { checkGradientShape } from './check-gradient-shape.ts';
import { lowerConvFilterGradient } from './conv-filter-gradient.ts';
import { type ConvGeometry, convOutputShape, tfjsConvGeometry } from './conv-geometry.ts';
import { lowerConvInputGradient } from './conv-input-gradient.ts';
import { reluAfter } from './relu-after.ts';

type Attributes = Readonly<Record<string, unknown>>;
type Shape = readonly number[];
/** How a family of kernels states its geometry and lays out its filter. */
interface Family {
  /** Reads a kernel's attributes; `x` and `filter` are the convolution's input and filter shapes. */
  geometry(x: Shape, filter: Shape, attributes: Attributes): ConvGeometry & { readonly y: Shape };
  /** The filter's shape as [kh, kw, inChannels / groups, outChannels], in the same memory. */
  grouped(filter: Shape): Shape;
}

const own: Family = {
  geometry(x, filter, attributes) {
    const { strides, pads, dilations, groups } = recordedGeometry(attributes);
    const geometry = { strides, pads, dilations, groups };
    return { ...geometry, y: convOutputShape(x, filter, geometry) };
  },
  grouped: (filter) => filter,
};
const standard: Family = {
  geometry: (x, filter, attributes) => tfjsConvGeometry(x, filter, attributes, false),
  grouped: (filter) => filter,
};
/** Filters are [kh, kw, C, multiplier]. */
const depthwise: Family = {
  geometry: (x, filter, attributes) => tfjsConvGeometry(x, filter, attributes, true),
  grouped: ([kh, kw, channels, multiplier]) => [kh!, kw!, 1, channels! * multiplier!],
};

/** What `plan` wrote, or a caller of this project's own kernels: attributes are an open record in tfjs. */
function recordedGeometry(attributes: Attributes): ConvGeometry & { readonly filter: Shape } {
  return attributes as unknown as ConvGeometry & { readonly filter: Shape };
}

function plan(shape: Shape, { strides, pads, dilations, groups }: ConvGeometry, filter: Shape): KernelPlan {
  return { outputs: [{ shape, dtype: 'float32' }], attributes: { strides, pads, dilations, groups, filter } };
}

/** Name of the filter as [kh, kw, inChannels / groups, outChannels]. */
function filterName(lowering: Lowering, filter: LazyValue, grouped: Shape): string {
  const name = lowering.plain(filter);
  return sameShape(filter.shape, grouped) ? name : lowering.reshape(name, grouped);
}

function forward(kernel: string, family: Family): KernelRule {
  return {
    kernel,
    inputs: ['x', 'filter'],
    plan([x, filter], attributes) {
      const geometry = family.geometry(x!.shape, filter!.shape, attributes);
      return plan(geometry.y, geometry, family.grouped(filter!.shape));
    },
    lower(lowering, { inputs, output, attributes }) {
      const { strides, pads, dilations, groups, filter } = recordedGeometry(attributes);
      const weights = filterName(lowering, inputs[1]!, filter);
      const geometry = { strides, pads, dilations, groups };
      const convolution = { geometry, shapes: { x: inputs[0]!.shape, filter, y: output.shape } };
      const added = biasAfter(lowering, output);
      const result = added?.output ?? output;
      const bias = added === undefined ? [] : [added.bias];
      if (canBlockConv(lowering, convolution)) {
        const relu = reluAfter(lowering, result);
        if (added !== undefined && relu !== undefined) lowering.absorb(added.operation);
        const y = lowerBlockedConv(lowering, inputs[0]!, [weights, ...bias], convolution, relu !== undefined);
        lowering.defineBlocked(relu?.output ?? result, y);
        return;
      }
      const oihw = lowering.graph.emit('Transpose', [weights], { perm: [3, 2, 0, 1] });
      const y = lowering.graph.emitProduct('Conv', [lowering.channelsFirst(inputs[0]!), oihw, ...bias], {
        kernel_shape: filter.slice(0, 2),
        strides,
        pads,
        dilations,
        group: groups,
      });
      lowering.defineChannelsFirst(result, y);
    },
  };
}

function inputGradient(kernel: string, family: Family): KernelRule {
  return {
    kernel,
    inputs: ['dy', 'filter'],
    plan([dy, filter], attributes) {
      const inputShape = attributes.inputShape as Shape;
      const geometry = family.geometry(inputShape, filter!.shape, attributes);
      checkGradientShape(kernel, dy!.shape, geometry.y);
      return plan(inputShape, geometry, family.grouped(filter!.shape));
    },
    lower(lowering, { inputs, output, attributes }) {
      const geometry = recordedGeometry(attributes);
      const weights = filterName(lowering, inputs[1]!, geometry.filter);
      const shapes = { x: output.shape, filter: geometry.filter, y: inputs[0]!.shape };
      if (canBlockInputGradient(lowering, { geometry, shapes })) {
        const dx = lowerBlockedInputGradient(lowering, inputs[0]!, weights, { geometry, shapes });
        lowering.defineBlocked(output, dx);
        return;
      }
      const dx = lowerConvInputGradient(lowering, lowering.channelsFirst(inputs[0]!), weights, { geometry, shapes });
      lowering.defineChannelsFirst(output, dx);
    },
  };
}

function filterGradient(kernel: string, family: Family): KernelRule {
  return {
    kernel,
    inputs: ['x', 'dy'],
    plan([x, dy], attributes) {
      const filterShape = attributes.filterShape as Shape;
      const geometry = family.geometry(x!.shape, filterShape, attributes);
      checkGradientShape(kernel, dy!.shape, geometry.y);
      return plan(filterShape, geometry, family.grouped(filterShape));
    },
    lower(lowering, { inputs, output, attributes }) {
      const geometry = recordedGeometry(attributes);
      const [x, dy] = inputs as [LazyValue & ValueSpec, LazyValue];
      const shapes = { x: x.shape, filter: geometry.filter, y: dy.shape };
      const lower = canBlockFilterGradient(lowering, { geometry, shapes })
        ? lowerBlockedFilterGradient
        : lowerConvFilterGradient;
      const dw = lower(lowering, x, dy, { geometry, shapes });
      lowering.define(output, sameShape(geometry.filter, output.shape) ? dw : lowering.reshape(dw, output.shape));
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
