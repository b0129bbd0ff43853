import { GraphBuilder } from './graph-builder.ts';
import type { LoweringHints } from './kernel-rule.ts';
import type { LazyValue, Operation } from './lazy-value.ts';

/** Names of one value in the graph, by memory layout. */
interface Forms {
  /** tfjs's own order; channels last at rank 4. */
  plain?: string;
  /** Rank 4 only: [N, C, H, W]. */
  channelsFirst?: string;
}

const TO_CHANNELS_FIRST = [0, 3, 1, 2];
const TO_CHANNELS_LAST = [0, 2, 3, 1];

/**
 * Turns recorded operations into ONNX nodes and keeps track of layouts: a rank-4 value may exist channels last (tfjs), channels
 * first (what ONNX convolutions take) or both; a transpose is emitted only when a form is asked for that does not exist yet.
 */
export class Lowering {
  readonly graph: GraphBuilder = new GraphBuilder();
  readonly hints: LoweringHints = { poolIndices: new Set() };
  /** Names that a rule leaves for a later one, such as the pooling indices of a value. */
  readonly extras: Map<LazyValue, string> = new Map();
  readonly #forms = new Map<LazyValue, Forms>();

  /** Emits the operations in order. */
  lower(operations: readonly Operation[]): void {
    for (const operation of operations) operation.rule.prepare?.(operation, this.hints);
    for (const operation of operations) operation.rule.lower(this, operation);
  }

  /** Says that `value` is available under `name` in tfjs's order. */
  define(value: LazyValue, name: string): void {
    this.#formsOf(value).plain = name;
  }

  /** Says that the rank-4 `value` is available under `name` in [N, C, H, W] order. */
  defineChannelsFirst(value: LazyValue, name: string): void {
    this.#formsOf(value).channelsFirst = name;
  }

  /** True when `value` already exists channels first. */
  isChannelsFirst(value: LazyValue): boolean {
    return this.#forms.get(value)?.channelsFirst !== undefined;
  }

  /** Name of `value` in tfjs's order. */
  plain(value: LazyValue): string {
    const forms = this.#formsOf(value);
    forms.plain ??= this.#reorder(forms.channelsFirst!, value, TO_CHANNELS_LAST, value.shape);
    return forms.plain;
  }

  /** Name of the rank-4 `value` in [N, C, H, W] order. */
  channelsFirst(value: LazyValue): string {
    const forms = this.#formsOf(value);
    const [n, h, w, c] = value.shape as [number, number, number, number];
    forms.channelsFirst ??= this.#reorder(forms.plain!, value, TO_CHANNELS_FIRST, [n, c, h, w]);
    return forms.channelsFirst;
  }

  /**
   * Lowers an operation that works element by element with broadcasting, in whichever layout saves transposes.
   *
   * @param emit gets the operands' names, all in one layout, and returns the result's
   */
  elementwise({ inputs, output }: Operation, emit: (names: string[]) => string): void {
    if (this.#elementwiseChannelsFirst(inputs, output)) {
      this.defineChannelsFirst(output, emit(inputs.map((input) => this.#broadcastChannelsFirst(input))));
    } else {
      this.define(output, emit(inputs.map((input) => this.plain(input))));
    }
  }

  /** A reshape of `name` to constant `shape`. */
  reshape(name: string, shape: readonly number[]): string {
    // A 0 in the shape would mean "keep" without allowzero; the node refuses -1 beside it, which never occurs here.
    return this.graph.emit('Reshape', [name, this.graph.ints(shape)], shape.includes(0) ? { allowzero: 1 } : {});
  }

  #elementwiseChannelsFirst(inputs: readonly LazyValue[], output: LazyValue): boolean {
    if (output.shape.length !== 4 || inputs.some(({ shape }) => shape.length > 1 && shape.length !== 4)) return false;
    const full = inputs.filter(({ shape }) => shape.length === 4 && shape.every((size, i) => size === output.shape[i]));
    const ready = full.filter((input) => this.isChannelsFirst(input)).length;
    return ready > 0 && 2 * ready >= full.length;
  }

  #broadcastChannelsFirst(value: LazyValue): string {
    if (value.shape.length === 4) return this.channelsFirst(value);
    const name = this.plain(value);
    const channels = value.shape[0] ?? 1;
    return channels === 1 ? name : this.reshape(name, [channels, 1, 1]);
  }

  #formsOf(value: LazyValue): Forms {
    let forms = this.#forms.get(value);
    if (forms === undefined) {
      forms = {};
      this.#forms.set(value, forms);
    }
    return forms;
  }

  #reorder(name: string, value: LazyValue, perm: readonly number[], shape: readonly number[]): string {
    const [, h, w, c] = value.shape as [number, number, number, number];
    // With one channel or one position both orders are the same bytes: a reshape is free, a transpose copies.
    if (c === 1 || h * w === 1) return this.reshape(name, shape);
    return this.graph.emit('Transpose', [name], { perm });
  }
}
