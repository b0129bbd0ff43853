import type { Tensor } from '@cv/tensor';

/** The context in which a forward pass is recorded: that of a plain prediction, with hooks that follow the module tree. */
export interface ForwardContext {
  readonly training: boolean;
  /** Called when a module's forward pass begins. */
  readonly enter: (module: object) => void;
  /** Called when a module's forward pass has made its output. */
  readonly capture: (module: object) => void;
}

/** What a forward pass may return: one tensor, or several by position or name. */
export type ForwardOutput = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor>>;

/** A forward pass: computes with tensors only, the same operations whatever the values and the batch size. */
export type ForwardFunction<O extends ForwardOutput = ForwardOutput> = (x: Tensor, context: ForwardContext) => O;

/**
 * A model, told by its shape: every module of `@cv/layers` is one. Names of modules and of their state are used where they are given.
 */
export interface ForwardModel<O extends ForwardOutput = ForwardOutput> {
  forward(x: Tensor, context: ForwardContext): O;
  /** Parameters and buffers by name, such as `layer1.0.conv1.weight`; those whose `value` is a tensor name the weights. */
  namedState?(): Iterable<readonly [string, { readonly value: unknown }]>;
  /** Modules by name, such as `layer1.0.conv1`: they name the nodes. */
  namedModules?(): Iterable<readonly [string, object]>;
}
