import type { RunnerTensor } from './graph-runner.ts';
import type { KernelPlan, KernelRule } from './kernel-rule.ts';

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
  /** Living tfjs data handles: who may ask for the data. */
  handles = 0;
  /** Reads in progress: who has asked for the data. */
  reads = 0;
  /** Who needs the data to compute: recorded operations and runs in progress. */
  uses = 0;
  /** Extraction that last numbered this value, and its number there: see extract-program.ts. */
  mark = 0;
  slot = 0;

  constructor(spec: ValueSpec, producer: Operation | null, tensor: RunnerTensor | null) {
    this.shape = spec.shape;
    this.dtype = spec.dtype;
    this.producer = producer;
    this.tensor = tensor;
  }

  /** Whether the data must be there after the next run. */
  get wanted(): boolean {
    return this.tensor === null && this.handles + this.reads > 0;
  }

  /** Whether nobody will ever need the value. */
  get unused(): boolean {
    return this.handles + this.reads + this.uses === 0;
  }
}

/** Plain, comparable parameters of an operation. */
export type OperationAttributes = Readonly<Record<string, unknown>>;

/** A recorded kernel call. */
export class Operation {
  readonly rule: KernelRule;
  readonly attributes: OperationAttributes;
  /** tfjs's own attributes of the call, for a runner that repeats it. */
  readonly call: OperationAttributes;
  readonly inputs: readonly LazyValue[];
  readonly outputs: readonly LazyValue[];
  /** Kernel and attributes as text: equal text and equal inputs mean equal results. */
  readonly key: string;
  /** Extraction that last needed this operation. */
  mark = 0;
  /** Whether it has run, or need not: see release-unused.ts. */
  done = false;

  constructor(
    rule: KernelRule,
    { attributes, outputs }: KernelPlan,
    inputs: readonly LazyValue[],
    call: OperationAttributes = attributes,
  ) {
    this.rule = rule;
    this.call = call;
    this.attributes = attributes;
    this.inputs = inputs;
    for (const input of inputs) input.uses++;
    this.key = rule.kernel + JSON.stringify(attributes);
    this.outputs = outputs.map((spec) => new LazyValue(spec, this, null));
  }

  /** The only output of a single-output operation. */
  get output(): LazyValue {
    return this.outputs[0]!;
  }
}
