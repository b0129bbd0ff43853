import {
  type AttributeValue,
  ELEMENT_TYPE_CODE,
  type ElementType,
  type GraphNode,
  type GraphValue,
  type Initializer,
  type OnnxGraph,
} from './onnx-graph.ts';

/** Domain of ONNX Runtime's own operators (FusedMatMul and the like); a portable graph must not contain it. */
export const MICROSOFT = 'com.microsoft';

/** Domain of ONNX Runtime's operators on blocks of channels. Internal to it: used only where `probeBlockSize` has found them right. */
export const NCHWC = 'com.microsoft.nchwc';

type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * In what precision convolutions and matrix products read their factors. `float16`: the runtime multiplies in half precision;
 * `rounded`: factors are rounded to what half precision can hold and multiplied in float32.
 */
export type ProductPrecision = 'float32' | 'float16' | 'rounded';

const FLOAT = { to: ELEMENT_TYPE_CODE.float32 };
const HALF = { to: ELEMENT_TYPE_CODE.float16 };

/** Collects nodes and constants of an ONNX graph and hands out the names of values. */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #constants = new Map<string, string>();
  readonly #inputs: GraphValue[] = [];
  readonly #outputs: GraphValue[] = [];
  readonly #halves = new Map<string, string>();
  readonly #precision: ProductPrecision;
  #names = 0;
  readonly #uses = new Map<string, number>();
  /** Where nodes to come belong; they and their outputs are named after it. Without a scope nodes have no names. */
  scope: string | undefined;
  readonly #prefix: string;

  /** @param prefix begins the names of constants, and of values made without a scope */
  constructor(precision: ProductPrecision = 'float32', prefix = 't') {
    this.#precision = precision;
    this.#prefix = prefix;
  }

  /** Number of nodes so far. */
  get nodeCount(): number {
    return this.#nodes.length;
  }

  /** Declares a graph input and returns its name. */
  input(name: string, type: ElementType, shape: readonly (number | string)[]): string {
    this.#inputs.push({ name, type, shape });
    return name;
  }

  /** Declares the value `name` as a graph output. */
  output(name: string, type: ElementType, shape: readonly (number | string)[]): void {
    this.#outputs.push({ name, type, shape });
  }

  /** Appends a node with one output and returns the output's name. */
  emit(op: string, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string {
    return this.emitMany(op, 1, inputs, attributes, domain)[0]!;
  }

  /** As {@link emit}, for a node that multiplies its first two inputs: in the builder's precision; the result is float32. */
  emitProduct(op: string, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string {
    if (this.#precision === 'float32') return this.emit(op, inputs, attributes, domain);
    if (this.#precision === 'rounded') {
      const factors = inputs.slice(0, 2).map((name) => this.#half(`rounded ${name}`, () => this.#roundTrip(name)));
      return this.emit(op, [...factors, ...inputs.slice(2)], attributes, domain);
    }
    const halves = inputs.map((name) => this.#half(name, () => this.emit('Cast', [name], HALF)));
    return this.emit('Cast', [this.emit(op, halves, attributes, domain)], FLOAT);
  }

  #half(key: string, make: () => string): string {
    let name = this.#halves.get(key);
    if (name === undefined) {
      name = make();
      this.#halves.set(key, name);
    }
    return name;
  }

  #roundTrip(name: string): string {
    return this.emit('Cast', [this.emit('Cast', [name], HALF)], FLOAT);
  }

  /** Appends a node with `count` outputs and returns their names. */
  emitMany(op: string, count: number, inputs: readonly string[], attributes: Attributes = {}, domain = ''): string[] {
    const name = this.#nodeName(op);
    const outputs = Array.from({ length: count }, (_, i) => (name === undefined ? this.#name() : `${name}:${i}`));
    this.#nodes.push({ op, domain, inputs, outputs, attributes, ...(name === undefined ? {} : { name }) });
    return outputs;
  }

  /** `a` where the condition holds, `b` elsewhere; of truth values, for which ONNX Runtime has no Where, by logic. */
  where(condition: string, a: string, b: string, type: ElementType): string {
    if (type !== 'bool') return this.emit('Where', [condition, a, b]);
    const chosen = this.emit('And', [condition, a]);
    return this.emit('Or', [chosen, this.emit('And', [this.emit('Not', [condition]), b])]);
  }

  /** A constant int64 vector (axes, shapes, pads). */
  ints(values: readonly number[]): string {
    return this.#constant('int64', [values.length], values, () => BigInt64Array.from(values, BigInt));
  }

  /** A constant int64 scalar. */
  int(value: number): string {
    return this.#constant('int64', [], [value], () => BigInt64Array.of(BigInt(value)));
  }

  /** A constant scalar of type float32, int32 or bool. */
  scalar(value: number, type: 'float32' | 'int32' | 'bool' = 'float32'): string {
    return this.#constant(type, [], [value], () =>
      type === 'float32' ? Float32Array.of(value) : type === 'int32' ? Int32Array.of(value) : Uint8Array.of(value),
    );
  }

  /** A constant float32 tensor. */
  floats(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant('float32', shape, values, () => Float32Array.from(values));
  }

  /** A constant from raw data, such as a model's weights; not deduplicated. */
  initializer(type: ElementType, shape: readonly number[], data: ArrayBufferView, name: string = this.#name()): string {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#initializers.push({ name, type, shape, bytes });
    return name;
  }

  /** True when `name` is a constant rather than the output of a node. */
  isConstant(name: string): boolean {
    return this.#initializers.some((initializer) => initializer.name === name);
  }

  /** The graph built so far. */
  build(): OnnxGraph {
    return {
      nodes: this.#nodes,
      initializers: this.#initializers,
      inputs: this.#inputs,
      outputs: this.#outputs,
    };
  }

  /** `layer1.0.conv1/Conv`; a second one gets a number. */
  #nodeName(op: string): string | undefined {
    if (this.scope === undefined) return undefined;
    const name = this.scope === '' ? op : `${this.scope}/${op}`;
    const uses = this.#uses.get(name) ?? 0;
    this.#uses.set(name, uses + 1);
    return uses === 0 ? name : `${name}_${uses}`;
  }

  #name(): string {
    return `${this.#prefix}${this.#names++}`;
  }

  #constant(
    type: ElementType,
    shape: readonly number[],
    values: readonly number[],
    make: () => ArrayBufferView,
  ): string {
    const key = `${type}[${shape.join()}]${values.map((value) => (Object.is(value, -0) ? '-0' : value)).join()}`;
    let name = this.#constants.get(key);
    if (name === undefined) {
      name = this.initializer(type, shape, make());
      this.#constants.set(key, name);
    }
    return name;
  }
}
