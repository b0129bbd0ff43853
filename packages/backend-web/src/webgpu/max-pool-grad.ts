import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend_util, type MaxPoolGradAttrs, type TensorInfo } from '@tensorflow/tfjs-core';
import { flatProgram } from './flat-program.ts';

const UNIFORMS =
  'inSize : vec2<i32>, outSize : vec2<i32>, window : vec2<i32>, strides : vec2<i32>, pads : vec2<i32>, channels : i32';

/** For one pixel of the input: the sum of dy over the windows of which it is the first maximum. */
const CODE = `
  let channel = index % uniforms.channels;
  let column = index / uniforms.channels % uniforms.inSize.y;
  let row = index / uniforms.channels / uniforms.inSize.y % uniforms.inSize.x;
  let image = index / uniforms.channels / uniforms.inSize.y / uniforms.inSize.x;
  let place = vec2<i32>(row, column) + uniforms.pads;
  // From the first window that reaches as far to the last that begins before.
  let least = max((place - uniforms.window + uniforms.strides) / uniforms.strides, vec2<i32>(0));
  let last = min(place / uniforms.strides, uniforms.outSize - 1);
  var total = 0.0;
  for (var y = least.x; y <= last.x; y++) {
    for (var x = least.y; x <= last.y; x++) {
      let at = ((image * uniforms.outSize.x + y) * uniforms.outSize.y + x) * uniforms.channels + channel;
      if (X[index] != Y[at]) { continue; }
      let begin = max(vec2<i32>(y, x) * uniforms.strides - uniforms.pads, vec2<i32>(0));
      let end = min(vec2<i32>(y, x) * uniforms.strides - uniforms.pads + uniforms.window, uniforms.inSize);
      var isFirst = true;
      for (var r = begin.x; r <= row; r++) {
        for (var c = begin.y; c < end.y; c++) {
          if (r == row && c >= column) { break; }
          let other = ((image * uniforms.inSize.x + r) * uniforms.inSize.y + c) * uniforms.channels + channel;
          if (X[other] == Y[at]) { isFirst = false; }
        }
      }
      if (isFirst) { total += DY[at]; }
    }
  }
  setOutputAtIndex(index, total);`;

/** `MaxPoolGrad`: dy goes to the first maximum of each window, as in PyTorch; tfjs's own takes the last of equal ones. */
export function maxPoolGrad(
  { dy, input, output }: Readonly<Record<'dy' | 'input' | 'output', TensorInfo>>,
  { filterSize, strides, pad, dimRoundingMode }: MaxPoolGradAttrs,
  backend: WebGPUBackend,
): TensorInfo {
  const shape = input.shape as [number, number, number, number];
  const windows = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth } = windows;
  const { top, left } = windows.padInfo;
  const program = flatProgram('cvMaxPoolGrad', {
    outputShape: shape,
    inputs: ['DY', 'X', 'Y'],
    uniforms: UNIFORMS,
    code: CODE,
  });
  const numbers = [
    [inHeight, inWidth],
    [outHeight, outWidth],
    [filterHeight, filterWidth],
    [strideHeight, strideWidth],
    [top, left],
    [windows.inChannels],
  ];
  const uniforms = numbers.map((data) => ({ type: 'int32', data }));
  return backend.runWebGPUProgram(program, [dy, input, output], 'float32', uniforms);
}
