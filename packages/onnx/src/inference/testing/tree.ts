import { clone, keep, type Tensor } from '@cv/tensor';
import type { ForwardContext, ForwardModel, ForwardOutput } from '../forward-model.ts';

/** The least that a module tree needs to name its weights and nodes: what `@cv/layers` has, in twenty lines. */
export abstract class Tree<O extends ForwardOutput = Tensor> implements ForwardModel<O> {
  readonly weights: Record<string, Tensor> = {};
  readonly parts: Record<string, Tree> = {};

  protected abstract compute(x: Tensor, context: ForwardContext | undefined): O;

  forward(x: Tensor, context?: ForwardContext): O {
    context?.enter(this);
    const y = this.compute(x, context);
    context?.capture(this);
    return y;
  }

  protected own(name: string, value: Tensor): Tensor {
    this.weights[name] = keep(value);
    return value;
  }

  protected part<T extends Tree>(name: string, tree: T): T {
    this.parts[name] = tree;
    return tree;
  }

  namedModules(): [string, Tree<ForwardOutput>][] {
    const below = Object.entries(this.parts).flatMap(([name, part]) =>
      part
        .namedModules()
        .map(([rest, tree]): [string, Tree<ForwardOutput>] => [rest === '' ? name : `${name}.${rest}`, tree]),
    );
    return [['', this], ...below];
  }

  namedState(): [string, { readonly value: Tensor }][] {
    return this.namedModules().flatMap(([path, tree]) =>
      Object.entries(tree.weights).map(([name, value]): [string, { readonly value: Tensor }] => [
        path === '' ? name : `${path}.${name}`,
        { value },
      ]),
    );
  }

  dispose(): void {
    for (const [, { value }] of this.namedState()) value.dispose();
  }
}

/** A part without weights. */
export class Apply extends Tree {
  readonly #f: (x: Tensor) => Tensor;

  constructor(f: (x: Tensor) => Tensor) {
    super();
    this.#f = f;
  }

  protected override compute(x: Tensor): Tensor {
    const y = this.#f(x);
    return y === x ? clone(x) : y;
  }
}
