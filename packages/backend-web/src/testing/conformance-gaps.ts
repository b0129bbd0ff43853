import type { Gap } from '@cv/tensor/conformance';

/** What `@tensorflow/tfjs-backend-webgl` 4.22.0 does not get right. */
export const webglGaps: readonly Gap[] = [
  { op: 'relu', checks: ['value'], name: 'of NaN', reason: '-Infinity becomes NaN: the kernel multiplies by 0.' },
  { op: 'leakyRelu', checks: ['value'], name: 'of NaN', reason: 'Infinity becomes NaN: the kernel multiplies by 0.' },
  { op: 'softplus', checks: ['value'], name: 'of NaN', reason: 'NaN becomes Infinity.' },
  { op: 'clip', checks: ['value'], name: 'of NaN', reason: 'Infinity stays: the kernel takes it for NaN.' },
  {
    op: 'div',
    checks: ['value'],
    name: 'of NaN',
    reason: '0 / 0 becomes 1: the kernel takes equal operands for a quotient of 1.',
  },
  { op: 'pow', checks: ['value'], name: 'of NaN', reason: 'NaN to a power becomes Infinity.' },
  { op: 'variance', checks: ['value'], name: 'unbiased of one', reason: '0 / 0 becomes 1, see div.' },
];

const NAN_LOST = 'NaN is lost: programs of WebGPU may be compiled as if there were none.';

/** What `@tensorflow/tfjs-backend-webgpu` 4.22.0 does not get right on the adapter that runs on the CPU. */
export const webgpuGaps: readonly Gap[] = [
  { op: 'sigmoid', checks: ['value'], name: 'of NaN', reason: NAN_LOST },
  { op: 'softplus', checks: ['value'], name: 'of NaN', reason: NAN_LOST },
  { op: 'softmax', checks: ['value'], name: 'NaN stays in its row', reason: NAN_LOST },
];
