import { OPSET_VERSION } from './encode-model.ts';
import { GraphBuilder, NCHWC, type ProductPrecision } from './graph-builder.ts';
import type { LoweringHints } from './kernel-rule.ts';
import type { ChannelView } from './kernels/channel-view.ts';
import { isNearChannelsFirst, type LayoutForms, layoutSpread } from './layout.ts';
import type { LazyValue, Operation } from './lazy-value.ts';
import { sameShape } from './same-shape.ts';

const TO_CHANNELS_FIRST = [0, 3, 1, 2];
const TO_CHANNELS_LAST = [0, 2, 3, 1];

/** Names that a rule leaves for a later one, and the layout they are in. */
export interface Extra {
  readonly names: readonly string[];
  readonly view?: ChannelView;
}

/** What the runtime behind the graph can do beyond the ONNX standard. */
export interface LoweringOptions {
  /** Channels of a block in ONNX Runtime's blocked layout (16 with AVX-512, 8 with AVX2); 0 for graphs that must be portable. */
  readonly block?: number;
  /** The program is a forward pass with weights that stay as they are: standard operators only, in the form that exporters write. */
  readonly inference?: boolean;
  /** Version of the default operator set. */
  readonly opset?: number;
  /** Name of the module in which an operation was recorded; nodes are named after it. */
  readonly scopeOf?: (operation: Operation) => string;
  /** Of the factors of convolutions and matrix products; default float32. */
  readonly precision?: ProductPrecision;
}

/**
 * Turns recorded operations into ONNX nodes and keeps track of layouts: a rank-4 value may exist channels last (tfjs), channels
 * first (what ONNX convolutions take), in blocks of channels (what ONNX Runtime's own convolutions take), or several of them; a
 * node that reorders is emitted only when a form is asked for that does not exist yet.
 */
export class Lowering {
  readonly graph: GraphBuilder;
  readonly hints: LoweringHints = { poolIndices: new Set() };
  /** What a rule leaves for a later one, such as the pooling indices of a value. */
  readonly extras: Map<LazyValue, Extra> = new Map();
  /** Channels of a block; 0 where there is no blocked layout. */
  readonly block: number;
  /** True for graphs of the standard's operators, with weights that stay as they are. */
  readonly inference: boolean;
  readonly opset: number;
  readonly #scopeOf: LoweringOptions['scopeOf'];
  /** Nodes that only move a value from one layout to another. */
  reorderings = 0;
  readonly #forms = new Map<LazyValue, LayoutForms>();
  readonly #consumers = new Map<LazyValue, Operation[]>();
  readonly #absorbed = new Set<Operation>();
  readonly #roots: ReadonlySet<LazyValue>;

  /** @param roots values that will be read: they must exist in tfjs's order in the end */
  constructor(
    { block = 0, precision = 'float32', inference = false, opset = OPSET_VERSION, scopeOf }: LoweringOptions = {},
    roots: readonly LazyValue[] = [],
  ) {
    this.graph = new GraphBuilder(precision);
    this.block = block;
    this.inference = inference;
    this.opset = opset;
    this.#scopeOf = scopeOf;
    this.#roots = new Set(roots);
  }

  /** Emits the operations in order, leaving out those whose work an earlier one has done already. */
  lower(operations: readonly Operation[]): void {
    for (const operation of operations) {
      operation.rule.prepare?.(operation, this.hints);
      for (const input of new Set(operation.inputs)) {
        const known = this.#consumers.get(input);
        if (known === undefined) this.#consumers.set(input, [operation]);
        else known.push(operation);
      }
    }
    for (const operation of operations) {
      if (this.#absorbed.has(operation) || operation.outputs.every((output) => this.isDefined(output))) continue;
      this.graph.scope = this.#scopeOf?.(operation);
      operation.rule.lower(this, operation);
    }
  }

  /** Says that an earlier operation has done the work of `operation` too, and that nobody else reads its output. */
  absorb(operation: Operation): void {
    this.#absorbed.add(operation);
  }

  /** The operations that read `value`; undefined when it is read from outside too. */
  consumersOf(value: LazyValue): readonly Operation[] | undefined {
    return this.#roots.has(value) ? undefined : (this.#consumers.get(value) ?? []);
  }

  /** Says that `value` is available under `name` in tfjs's order. */
  define(value: LazyValue, name: string): void {
    this.#formsOf(value).plain = name;
  }

  /** Says that the rank-4 `value` is available under `name` in [N, C, H, W] order. */
  defineChannelsFirst(value: LazyValue, name: string): void {
    this.#formsOf(value).channelsFirst = name;
  }

  /** Says that the rank-4 `value` is available under `name` as [N, C, H, W] in memory order [N, C / B, H, W, B]. */
  defineBlocked(value: LazyValue, name: string): void {
    this.#formsOf(value).blocked = name;
  }

  /** True when `value` exists in some layout. */
  isDefined(value: LazyValue): boolean {
    return this.#forms.has(value);
  }

  /** True when `value` exists in blocks of channels. */
  isBlocked(value: LazyValue): boolean {
    return this.#forms.get(value)?.blocked !== undefined;
  }

  /** True when the channels-first form of `value` exists or is nearer than tfjs's order. */
  isChannelsFirst(value: LazyValue): boolean {
    return isNearChannelsFirst(this.#forms.get(value) ?? {});
  }

  /** True when `value` can be held in blocks of channels. */
  canBlock({ shape, dtype }: LazyValue): boolean {
    return this.block > 0 && dtype === 'float32' && shape.length === 4 && shape[3]! > 0 && shape[3]! % this.block === 0;
  }

  /** Name of `value` in tfjs's order. */
  plain(value: LazyValue): string {
    const forms = this.#formsOf(value);
    if (forms.plain === undefined) {
      forms.plain =
        forms.channelsFirst === undefined
          ? this.#unblocked(forms.blocked!, value, 'plain')
          : this.#reorder(forms.channelsFirst, value, TO_CHANNELS_LAST, value.shape);
    }
    return forms.plain;
  }

  /** Name of the rank-4 `value` in [N, C, H, W] order. */
  channelsFirst(value: LazyValue): string {
    const forms = this.#formsOf(value);
    if (forms.channelsFirst === undefined) {
      forms.channelsFirst =
        forms.blocked === undefined
          ? this.#reorder(forms.plain!, value, TO_CHANNELS_FIRST, channelsFirstShape(value))
          : this.#unblocked(forms.blocked, value, 'channelsFirst');
    }
    return forms.channelsFirst;
  }

  /** Name of the rank-4 `value` in blocks of channels; only where {@link canBlock}. */
  blocked(value: LazyValue): string {
    const forms = this.#formsOf(value);
    forms.blocked ??= this.#inBlocks(forms, value);
    return forms.blocked;
  }

  /**
   * Lowers an operation that works element by element with broadcasting, in whichever layout saves reordering.
   *
   * @param emit gets the operands' names, all in one layout, and returns the result's
   */
  elementwise({ inputs, output }: Pick<Operation, 'inputs' | 'output'>, emit: (names: string[]) => string): void {
    const spread = layoutSpread(inputs, output, (value) => this.#forms.get(value) ?? {});
    if (spread === 'blocked' && this.canBlock(output)) {
      this.#elementwiseBlocked(inputs, output, emit);
    } else if (spread === 'plain') {
      this.define(output, emit(inputs.map((input) => this.plain(input))));
    } else {
      this.defineChannelsFirst(output, emit(inputs.map((input) => this.#broadcastChannelsFirst(input))));
    }
  }

  /** A reshape of `name` to constant `shape`. */
  reshape(name: string, shape: readonly number[]): string {
    // A 0 in the shape would mean "keep" without allowzero; the node refuses -1 beside it, which never occurs here.
    return this.graph.emit('Reshape', [name, this.graph.ints(shape)], shape.includes(0) ? { allowzero: 1 } : {});
  }

  /** Vectors along the channels broadcast over a view [N, C / B, H * W, B]. */
  #elementwiseBlocked(inputs: readonly LazyValue[], output: LazyValue, emit: (names: string[]) => string): void {
    const [n, h, w, c] = output.shape as [number, number, number, number];
    const kinds = inputs.map(({ shape }) => {
      if (sameShape(shape, output.shape)) return 'full';
      return shape.every((size) => size === 1) ? 'one' : 'vector';
    });
    const view = kinds.includes('vector') ? [n, c / this.block, h * w, this.block] : undefined;
    const names = inputs.map((input, i) => {
      if (kinds[i] === 'one') return this.#one(input);
      if (kinds[i] === 'vector') return this.reshape(this.plain(input), [c / this.block, 1, this.block]);
      return view === undefined ? this.blocked(input) : this.reshape(this.blocked(input), view);
    });
    const result = emit(names);
    this.defineBlocked(output, view === undefined ? result : this.reshape(result, [n, c, h, w]));
  }

  #one(value: LazyValue): string {
    return value.shape.length > 1 ? this.reshape(this.plain(value), [1]) : this.plain(value);
  }

  #broadcastChannelsFirst(value: LazyValue): string {
    if (value.shape.length === 4) return this.channelsFirst(value);
    const name = this.plain(value);
    const channels = value.shape[0] ?? 1;
    return channels === 1 ? name : this.reshape(name, [channels, 1, 1]);
  }

  #formsOf(value: LazyValue): LayoutForms {
    let forms = this.#forms.get(value);
    if (forms === undefined) {
      forms = {};
      this.#forms.set(value, forms);
    }
    return forms;
  }

  #inBlocks(forms: LayoutForms, value: LazyValue): string {
    const [n, h, w, c] = value.shape as [number, number, number, number];
    // One position: all orders are the same bytes.
    if (h * w === 1) return this.reshape((forms.channelsFirst ?? forms.plain)!, [n, c, 1, 1]);
    this.reorderings++;
    if (forms.channelsFirst !== undefined) return this.graph.emit('ReorderInput', [forms.channelsFirst], {}, NCHWC);
    return this.graph.emit('ReorderInput', [forms.plain!], { channels_last: 1 }, NCHWC);
  }

  #unblocked(name: string, value: LazyValue, to: 'plain' | 'channelsFirst'): string {
    const [n, h, w, c] = value.shape as [number, number, number, number];
    if (h * w === 1) return this.reshape(name, to === 'plain' ? value.shape : [n, c, 1, 1]);
    this.reorderings++;
    const last = to === 'plain' ? { channels_last: 1 } : {};
    return this.graph.emit('ReorderOutput', [name], { channels: c, ...last }, NCHWC);
  }

  #reorder(name: string, value: LazyValue, perm: readonly number[], shape: readonly number[]): string {
    const [, h, w, c] = value.shape as [number, number, number, number];
    // With one channel or one position both orders are the same bytes: a reshape is free, a transpose copies.
    if (c === 1 || h * w === 1) return this.reshape(name, shape);
    this.reorderings++;
    return this.graph.emit('Transpose', [name], { perm });
  }
}

function channelsFirstShape({ shape }: LazyValue): number[] {
  const [n, h, w, c] = shape as [number, number, number, number];
  return [n, c, h, w];
}
