import { concat, type Tensor } from '@cv/tensor';
import type { Context } from './context.ts';
import { Module } from './module.ts';

/**
 * Runs modules side by side on the same input and joins their channels.
 *
 * The children are named `0`, `1`, ... or, from an object, by its keys.
 * @source the module of Szegedy et al. 2014, https://arxiv.org/abs/1409.4842
 * @example
 * ```ts
 * const y = new Concat({ squeeze1: conv1x1, expand3: conv3x3 }).forward(x); // [N, H, W, C1 + C2]
 * ```
 */
export class Concat extends Module {
  override readonly kind: string = 'Concat';
  /** @throws OptionError when a name is empty or has a dot. */
  constructor(branches: readonly Module[] | Readonly<Record<string, Module>>) {
    super();
    for (const [name, branch] of Object.entries(branches)) this.child(name, branch);
  }

  /**
   * @param x what every branch takes.
   * @returns the outputs, one after the other along the last axis.
   * @throws ShapeError when they differ in another axis.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    return concat(
      this.children().map(([, branch]) => branch.forward(x, context)),
      { axis: -1 },
    );
  }
}
