import { OptionError, ShapeError } from '../errors.ts';
import { CvConv2D, type CvConv2DAttrs } from '../kernels.ts';
import { shapeText } from '../shape/shape-text.ts';
import { outputExtent, type Padding2d, resolvePads, resolveSize, type Size2d } from '../shape/window-geometry.ts';
import type { Tensor } from '../tensor.ts';
import { checkRank, checkTensor, checkVector, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';
import { runCv } from '../tfjs/run-cv.ts';
import { tidy } from '../tfjs/tidy.ts';

export interface Conv2dOptions {
  readonly bias?: Tensor | undefined;
  readonly stride?: Size2d;
  readonly padding?: Padding2d;
  readonly dilation?: Size2d;
  readonly groups?: number;
}

/**
 * Two-dimensional convolution (cross-correlation), plain, dilated, grouped or depthwise.
 *
 * y[n, i, j, o] = bias[o] + sum over a, b, c of x[n, i * stride + a * dilation - pad, j * stride + b * dilation - pad, c] * filter[a, b, c, o]
 *
 * @param x `[N, H, W, inC]` float32
 * @param filter `[kh, kw, inC / groups, outC]` float32; output o belongs to group floor(o / (outC / groups))
 * @param options.bias `[outC]` float32; default none
 * @param options.stride default 1
 * @param options.padding zeros around x: a number, [h, w], [[top, bottom], [left, right]], 'same' (TensorFlow's: the odd one at the end) or 'valid'; default 0
 * @param options.dilation distance between taps; default 1
 * @param options.groups divides inC and outC; groups = inC is depthwise; default 1
 * @returns `[N, outH, outW, outC]` float32, outH = floor((H + pads - (kh - 1) * dilation - 1) / stride) + 1
 * @throws ShapeError when channels do not fit or the window is larger than the padded input; OptionError for a bad option; DTypeError, DisposedError
 * @source torch.nn.functional.conv2d, in NHWC / HWIO
 * @example
 * ```ts
 * const y = conv2d(images, filter, { bias, stride: 2, padding: 1 });
 * ```
 */
export function conv2d(x: Tensor, filter: Tensor, options: Conv2dOptions = {}): Tensor {
  const { bias, stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  checkTensor('conv2d', 'input', x, FLOAT);
  checkTensor('conv2d', 'filter', filter, FLOAT);
  checkRank('conv2d', 'input', x, 4, '[N, H, W, C]');
  checkRank('conv2d', 'filter', filter, 4, '[kh, kw, inC / groups, outC]');
  checkChannels(x, filter, groups);
  const strides = resolveSize('conv2d', 'stride', stride, 1);
  const dilations = resolveSize('conv2d', 'dilation', dilation, 1);
  const [, height, width] = x.shape as [number, number, number];
  const [kernelHeight, kernelWidth, , out] = filter.shape as [number, number, number, number];
  const pads = resolvePads('conv2d', padding, [height, width], [kernelHeight, kernelWidth], strides, dilations);
  outputExtent('conv2d', 'height', height, (kernelHeight - 1) * dilations[0] + 1, strides[0], pads[0] + pads[2]);
  outputExtent('conv2d', 'width', width, (kernelWidth - 1) * dilations[1] + 1, strides[1], pads[1] + pads[3]);
  const attrs: CvConv2DAttrs = { strides, pads, dilations, groups };
  if (bias === undefined) return runCv(CvConv2D, { x, filter }, attrs);
  checkVector('conv2d', 'bias', bias, out, 'one number per output channel');
  return tidy(() => run('Add', { a: runCv(CvConv2D, { x, filter }, attrs), b: bias }));
}

function checkChannels(x: Tensor, filter: Tensor, groups: number): void {
  const channels = x.shape[3]!;
  const [, , perGroup, out] = filter.shape as [number, number, number, number];
  if (!Number.isInteger(groups) || groups < 1 || out % groups !== 0) {
    throw new OptionError(
      `conv2d: groups is ${groups}, expected a positive integer that divides the ${out} output channels`,
      {
        op: 'conv2d',
        groups,
        outChannels: out,
      },
    );
  }
  if (channels !== perGroup * groups) {
    const expected = groups === 1 ? `${perGroup}` : `${perGroup * groups} (${groups} groups of ${perGroup})`;
    throw new ShapeError(
      `conv2d: input has ${channels} channels, filter expects ${expected} (input ${shapeText(x.shape)}, filter ${shapeText(filter.shape)})`,
      { op: 'conv2d', input: x.shape, filter: filter.shape, groups },
    );
  }
}
