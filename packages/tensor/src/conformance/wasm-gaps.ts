import type { Gap } from './conformance-report.ts';

const NAN = 'NaN, infinities';

/** What `@tensorflow/tfjs-backend-wasm` 4.22.0 does not get right, in Node and in browsers. */
export const wasmGaps: readonly Gap[] = [
  {
    op: 'maximum',
    checks: ['value'],
    name: NAN,
    reason: 'A NaN in the second operand is lost: the kernel compares and keeps the first.',
  },
  {
    op: 'minimum',
    checks: ['value'],
    name: NAN,
    reason: 'A NaN in the second operand is lost: the kernel compares and keeps the first.',
  },
  { op: 'clip', checks: ['value'], name: NAN, reason: 'NaN becomes the lower bound.' },
  {
    op: 'avgPool2d',
    checks: ['value'],
    name: 'NaN reaches',
    reason: 'NaN becomes -Infinity: XNNPACK limits the means to the range of float32.',
  },
];
