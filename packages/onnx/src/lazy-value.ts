import { ShapeError } from '@cv/tensor/errors';
import type { RunnerTensor } from './graph-runner.ts';
import type { KernelRule } from './kernel-rule.ts';
import { sameShape } from './same-shape.ts';
import { shapeText } from './shape-text.ts';

/** The tensor element types that the lazy backend holds; tfjs's `string` and `complex64` are refused. */
export type DeviceDType = 'float32' | 'int32' | 'bool';

/** Shape and element type of a value. */
export interface ValueSpec {
  readonly shape: readonly number[];
  readonly dtype: DeviceDType;
}

/** A tensor of the lazy graph: a leaf with data, or an output of an operation that has not run yet. */
export class LazyValue implements ValueSpec {
  readonly shape: readonly number[];
  readonly dtype: DeviceDType;
  /** The operation that makes this value; null once it has data. */
  producer: Operation | null;
  /** The computed data; null while the operation waits. */
  tensor: RunnerTensor | null;
  /** Number of living tfjs data handles on this value; a waiting value without handles need not be stored. */
  handles = 0;
  /** Extraction that last numbered this value, and its number there: see extract-program.ts. */
  mark = 0;
  slot = 0;

  constructor(spec: ValueSpec, producer: Operation | null, tensor: RunnerTensor | null) {
    this.shape = spec.shape;
    this.dtype = spec.dtype;
    this.producer = producer;
    this.tensor = tensor;
  }

  /** Stores the computed data and lets go of the graph behind the value; of another shape than planned it would be wrong numbers. */
  resolve(tensor: RunnerTensor): void {
    const { dims } = tensor;
    if (!sameShape(dims, this.shape)) {
      const kernel = this.producer?.rule.kernel;
      const message = `${kernel}: the runtime gave ${shapeText(dims)} where ${shapeText(this.shape)} was planned; a row of the kernel table is wrong`;
      throw new ShapeError(message, { kernel, expected: this.shape, received: dims });
    }
    this.tensor = tensor;
    this.producer = null;
  }
}

/** Plain, comparable parameters of an operation. */
export type OperationAttributes = Readonly<Record<string, unknown>>;

/** A recorded kernel call. */
export class Operation {
  readonly rule: KernelRule;
  readonly attributes: OperationAttributes;
  readonly inputs: readonly LazyValue[];
  readonly outputs: readonly LazyValue[];
  /** Kernel and attributes as text: equal text and equal inputs mean equal results. */
  readonly key: string;
  /** Extraction that last needed this operation. */
  mark = 0;

  constructor(
    rule: KernelRule,
    attributes: OperationAttributes,
    inputs: readonly LazyValue[],
    outputs: readonly ValueSpec[],
  ) {
    this.rule = rule;
    this.attributes = attributes;
    this.inputs = inputs;
    this.key = rule.kernel + JSON.stringify(attributes);
    this.outputs = outputs.map((spec) => new LazyValue(spec, this, null));
  }

  /** The only output of a single-output operation. */
  get output(): LazyValue {
    return this.outputs[0]!;
  }
}
