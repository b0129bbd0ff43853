import { callOp } from '../conformance/call-op.ts';
import type { GoldenCase } from '../conformance/golden-case.ts';
import type { Tensor } from '../tensor.ts';

export { type GoldenCase, goldens, type Packed, unpack } from '../conformance/golden-case.ts';

/** Runs the op of a case on its inputs. */
export function runCase({ op, options }: GoldenCase, inputs: Record<string, Tensor>): Tensor {
  return callOp(op, inputs, options);
}
